// The REST API of the same origin, with the session cookie and its CSRF token.
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export const headers = () => ({ "X-CSRFToken": token() });

export class Problem extends Error {
  constructor(error, status) {
    super(error.message);
    this.error = error;
    this.status = status;
  }
}

export async function call(method, path, body) {
  let response;
  try {
    response = await fetch(address(path), {
      method,
      headers: {
        Accept: "application/json",
        ...headers(),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    throw new Problem(
      { code: "network", title: "No Connection", message: "The server cannot be reached right now. Check your network and try again." },
      0,
    );
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(answer.error ?? unknown(response.status), response.status);
  return answer;
}

// A page's `next` is a whole address; behind a proxy its host may be another than ours.
function address(path) {
  if (!path.startsWith("http")) return `/api/v1/${path}`;
  const { pathname, search } = new URL(path);
  return pathname + search;
}

function unknown(status) {
  return {
    code: "unknown_error",
    title: "Something Went Wrong",
    message: `The server answered ${status}. Please try again in a few moments.`,
  };
}

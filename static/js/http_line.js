// The line where no WebSocket gets through: questions by POST, their events as a stream of the
// answer (WHATWG HTML, 9.2), everything else by the REST API.
import { call, headers } from "./api.js";

const AGAIN = 1500;
const ENDS = new Set(["turn.finished", "error"]);

export function createHttpLine({ onMessage, onState }) {
  const following = new Set(); // request and turn ids

  async function ask({ type: _, ...question }) {
    const id = question.request_id;
    await follow(id, () => post(question), { request_id: id });
  }

  async function resume({ turn_id: id, after }) {
    await follow(id, (seen) => events(id, Math.max(seen, after ?? 0)), { turn_id: id });
  }

  // Reads a turn to its end, again from where it broke off: the same request is the same turn.
  async function follow(id, begin, names) {
    if (following.has(id)) return;
    following.add(id);
    const place = { turn: names.turn_id ?? null, seq: 0 };
    try {
      while (!(await readOnce(place, begin, names))) await pause(AGAIN);
    } finally {
      following.delete(id);
    }
  }

  // Whether there is nothing more to read.
  async function readOnce(place, begin, names) {
    try {
      const response = await (place.turn && place.seq ? events(place.turn, place.seq) : begin(place.seq));
      if (response.status === 204) return true;
      if (!response.ok) return refused(response, names);
      onState("open");
      for await (const event of parsed(response.body)) {
        Object.assign(place, { turn: event.turn_id ?? place.turn, seq: event.seq ?? place.seq });
        onMessage(event);
        if (ENDS.has(event.type)) return true;
      }
    } catch {
      onState(navigator.onLine ? "waiting" : "offline");
    }
    return false;
  }

  async function refused(response, names) {
    if (response.status >= 502) return false; // a proxy whose server is away for a moment
    const { error } = await response.json();
    if (response.status === 401) onState("signed_out");
    onMessage({ type: "error", error, ...names });
    return true;
  }

  return {
    send(message) {
      if (message.type === "ask") ask(message);
      if (message.type === "resume") resume(message);
      if (message.type === "cancel") call("POST", `turns/${message.turn_id}/cancel`, {}).catch(() => {});
    },
  };
}

function post(question) {
  return fetch("/api/v1/query", {
    method: "POST",
    headers: { ...headers(), Accept: "text/event-stream", "Content-Type": "application/json" },
    body: JSON.stringify(question),
    credentials: "same-origin",
  });
}

function events(turn, after) {
  const seen = after ? { "Last-Event-ID": String(after) } : {};
  return fetch(`/api/v1/turns/${turn}/events`, { headers: { ...seen, Accept: "text/event-stream" }, credentials: "same-origin" });
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// The events of a stream; each one's data is its whole object.
async function* parsed(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split("\n").find((line) => line.startsWith("data: "));
      if (data) yield JSON.parse(data.slice(6));
    }
  }
}

// What went wrong, in the server's words, and what can be done about it.
import { button, cloned, element, safeUrl } from "./dom.js";

export function createFailure(error, service, onRetry) {
  const made = cloned("failure");
  made.querySelector("strong").textContent = error.title ? `${error.title}.` : "";
  made.querySelector("p span").textContent = error.message ?? "";
  const way = wayOut(error, service, onRetry);
  if (way) made.querySelector(".failure-ways").append(way);
  return made;
}

function wayOut(error, service, onRetry) {
  const url = ownUrl(error.action_url);
  if (url) return element("a", { href: url, className: "button second" }, error.action ?? "Go on");
  if (!error.action) return null;
  const retry = button(error.action, () => onRetry(service), "second");
  if (error.retry_after) waitFor(retry, error.retry_after);
  return retry;
}

function ownUrl(url) {
  if (!url) return "";
  return url.startsWith("/") && !url.startsWith("//") ? url : safeUrl(url);
}

// The button counts down to when asking again can help.
function waitFor(retry, seconds) {
  const words = retry.textContent;
  let left = Math.ceil(seconds);
  const tick = () => {
    retry.disabled = left > 0;
    retry.textContent = left > 0 ? `${words} in ${left} s` : words;
    left -= 1;
    if (left >= -1 && retry.disabled) setTimeout(tick, 1000);
  };
  tick();
}

// The log of a conversation: its earlier turns, the running ones, and where the page is scrolled.
import { call } from "./api.js";
import { byId, element } from "./dom.js";
import { createFailure } from "./failures.js";
import { createTurn } from "./turn.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function createLog({ onAsk, onRetry }) {
  const log = byId("log");
  const note = byId("log-note");
  const turns = new Map(); // turn id, or request id until it is known -> turn

  function add(key, question, { current = true } = {}) {
    begin();
    const turn = createTurn(question, { onAsk, onRetry });
    for (const before of log.querySelectorAll(".current")) before.classList.remove("current");
    turn.element.classList.toggle("current", current);
    log.append(turn.element);
    turns.set(key, turn);
    if (current) turn.element.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
    return turn;
  }

  function begin() {
    byId("empty").hidden = true;
    byId("title").hidden = false;
    log.hidden = false;
    note.hidden = true;
    log.setAttribute("aria-live", "polite");
  }

  function rename(from, to) {
    const turn = turns.get(from);
    if (!turn) return;
    turns.delete(from);
    turns.set(to, turn);
    turn.element.dataset.turn = to;
  }

  // The finished turns of a conversation, the newest at the bottom. The API gives the oldest
  // first, page by page.
  async function load(conversation) {
    tell("Loading the conversation …");
    note.append(element("span", { className: "bars", ariaHidden: "true" }, ...Array.from({ length: 3 }, () => element("i"))));
    try {
      let page = { next: `conversations/${conversation}/messages` };
      while (page.next) {
        page = await call("GET", page.next);
        show(page.results);
      }
      tell("");
      if (!showAddressed()) scrollTo({ top: document.body.scrollHeight });
    } catch (problem) {
      tell("");
      const error = problem.error ?? { title: "", message: String(problem) };
      note.replaceChildren(createFailure({ ...error, action: error.action ?? "Try again" }, null, () => load(conversation)));
      note.hidden = false;
    }
  }

  // The turn or the action that the address names.
  function showAddressed() {
    const wanted = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    const part = wanted && wanted.closest(".action, .turn");
    if (!part) return false;
    part.tabIndex = -1;
    part.scrollIntoView({ block: "start" });
    part.focus({ preventScroll: true });
    return true;
  }

  function show(messages) {
    log.hidden = false;
    log.append(...messages.filter(({ turn_id: id }) => !turns.has(id)).map(finished));
  }

  function finished(message) {
    const turn = createTurn(message.query, { onAsk, onRetry });
    turn.element.dataset.turn = message.turn_id;
    turn.element.id = `turn-${message.turn_id}`;
    turn.finish(message, { live: false });
    turns.set(message.turn_id, turn);
    return turn.element;
  }

  function tell(words) {
    note.hidden = !words;
    note.replaceChildren(words);
  }

  // Also one that was decided in another tab or on another device.
  function updateAction(action) {
    for (const turn of turns.values()) turn.updateAction(action);
  }

  addEventListener("hashchange", showAddressed);
  return { add, rename, load, updateAction, get: (key) => turns.get(key), has: (key) => turns.has(key) };
}

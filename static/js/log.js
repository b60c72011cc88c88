// The log of a conversation: its earlier turns, the running ones, and where the page is scrolled.
import { call } from "./api.js";
import { button, byId } from "./dom.js";
import { createTurn } from "./turn.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function createLog({ onAsk, onRetry }) {
  const log = byId("log");
  const note = byId("log-note");
  const turns = new Map(); // turn id, or request id until it is known -> turn
  let older = null;

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

  // The finished turns of a conversation, the newest at the bottom.
  async function load(conversation) {
    tell("Loading the conversation …");
    try {
      const page = await call("GET", `conversations/${conversation}/messages`);
      log.hidden = false;
      show(page);
      tell("");
      scrollTo({ top: document.body.scrollHeight });
    } catch (problem) {
      tell(`${problem.error.title}. ${problem.error.message}`, () => load(conversation));
    }
  }

  function show(page) {
    older?.remove();
    const messages = [...page.results].sort((one, other) => (one.created_at < other.created_at ? -1 : 1));
    const made = messages.filter((message) => !turns.has(message.turn_id)).map(finished);
    log.prepend(...made);
    if (!page.next) return;
    older = button("Show earlier questions", async () => {
      older.disabled = true;
      show(await call("GET", page.next));
    }, "quiet older");
    log.prepend(older);
  }

  function finished(message) {
    const turn = createTurn(message.query ?? "", { onAsk, onRetry });
    turn.element.dataset.turn = message.turn_id;
    turn.finish(message, { live: false });
    turns.set(message.turn_id, turn);
    refreshActions(turn, message.actions ?? []);
    return turn.element;
  }

  // A message keeps its actions as they were then; what became of them since is asked.
  function refreshActions(turn, actions) {
    for (const { id } of actions) {
      call("GET", `actions/${id}`).then(
        (action) => turn.handle({ type: "action.updated", action }),
        () => {},
      );
    }
  }

  function tell(words, again) {
    note.hidden = !words;
    note.replaceChildren(words);
    if (again) note.append(" ", button("Try again", again, "quiet"));
  }

  return { add, rename, load, get: (key) => turns.get(key), has: (key) => turns.has(key) };
}

// The chat page: brings its parts together.
import { announce } from "./announce.js";
import { call } from "./api.js";
import { createComposer } from "./composer.js";
import { createConversations } from "./conversations.js";
import { setUpDialogs, setUpDrawer } from "./dialogs.js";
import { byId } from "./dom.js";
import { openLine } from "./line.js";
import { createLog } from "./log.js";
import { showNetwork } from "./network.js";
import { setUpSourcePanel } from "./source_panel.js";
import { setUpSync } from "./sync.js";
import { keepCounting } from "./time.js";
import { offerTimeZone } from "./zone.js";

const LOST = { code: "lost", title: "Answer Lost", message: "The connection broke and this answer can no longer be picked up.", action: "Ask Again" };
const GONE = new Set(["not_found", "gone"]);
const POLL_EVERY = 1000;
const POLL_TIMES = 60;

let conversation = document.body.dataset.conversation || null;
let running = null; // { request, turn, query } of the question that is being answered

const log = createLog({ onAsk: ask, onRetry: retry });
const composer = createComposer({ onAsk: ask, onStop: stop });
const conversations = createConversations({
  onDeleted: () => location.assign("/"),
  onRenamed: name,
});
const line = openLine({ onEvent: handle, onState: told });

setUpDialogs();
setUpDrawer();
setUpSourcePanel();
setUpSync();
keepCounting();
offerTimeZone();
for (const example of document.querySelectorAll("[data-example]")) {
  example.addEventListener("click", () => ask(example.dataset.example));
}
composer.begin();
if (conversation) pickUp();

function ask(query, extra = {}) {
  if (running) return composer.restore(query);
  const request = crypto.randomUUID();
  log.add(request, query);
  begin({ request, turn: null, query });
  line.ask({ request_id: request, query, conversation_id: conversation, ...extra });
  return composer.focus();
}

// Only the service that failed is asked again.
function retry(query, service) {
  ask(query, service ? { services: [service] } : {});
}

function stop() {
  if (!running) return;
  const { request, turn } = running;
  log.get(turn ?? request)?.waitingWords("Stopping");
  running.stopping = true;
  if (turn) line.cancel(turn);
}

function begin(started) {
  running = started;
  composer.setBusy(true);
}

function end() {
  running = null;
  composer.setBusy(false);
}

function handle(event) {
  if (event.type === "turn.started") return started(event);
  if (event.type === "error") return failed(event);
  if (event.type === "action.updated") return log.updateAction(event.action);
  log.get(event.turn_id)?.handle(event);
  if (event.type === "turn.finished") finished(event);
  return undefined;
}

function started(event) {
  log.rename(event.request_id, event.turn_id);
  if (running && running.request === event.request_id) {
    running = { ...running, turn: event.turn_id };
    if (running.stopping) line.cancel(event.turn_id);
  }
  if (event.conversation_id && event.conversation_id !== conversation) moveTo(event.conversation_id);
}

function moveTo(id) {
  conversation = id;
  history.replaceState(null, "", `/c/${id}`);
  document.querySelector("#composer [name=conversation_id]")?.setAttribute("value", id);
  conversations.setCurrent(id);
  if (running?.query) name(running.query);
}

function name(title) {
  byId("title").textContent = title;
  document.title = `${title.slice(0, 60)} · Workspace Orchestrator`;
}

function finished(event) {
  if (running?.turn === event.turn_id) end();
  conversations.load();
}

function failed(event) {
  const key = event.turn_id ?? event.request_id ?? running?.turn ?? running?.request;
  const turn = log.get(key);
  const mine = running && [running.turn, running.request].includes(key);
  const stopped = event.error?.code === "cancelled" || (mine && running.stopping);
  if (GONE.has(event.error?.code) && event.turn_id && !stopped) return void poll(event.turn_id);
  turn?.fail(event.error, { stopped });
  if (mine) {
    composer.restore(stopped ? "" : running.query);
    end();
  }
  return undefined;
}

// A turn whose events are gone: its outcome is still known.
async function poll(id, times = POLL_TIMES) {
  try {
    const task = await call("GET", `tasks/${id}`);
    if (task.status === "done") return settle(id, (turn) => turn.finish(task.result));
    if (task.status === "failed") return settle(id, (turn) => turn.fail(task.error ?? LOST));
  } catch {
    return settle(id, (turn) => turn.fail(LOST));
  }
  if (times > 0) setTimeout(() => poll(id, times - 1), POLL_EVERY);
  else settle(id, (turn) => turn.fail(LOST));
  return undefined;
}

function settle(id, how) {
  const turn = log.get(id);
  if (turn) how(turn);
  if (running?.turn === id) end();
}

// After a reload: the finished turns first, then those that are still running.
async function pickUp() {
  const open = [...document.querySelectorAll("[data-running-turn]")].map((mark) => ({ ...mark.dataset }));
  await log.load(conversation);
  for (const { runningTurn: id, query } of open) {
    if (log.has(id)) continue;
    log.add(id, query);
    begin({ request: null, turn: id, query });
    line.resume(id);
  }
}

function told(state) {
  showNetwork(state, { busy: Boolean(running), reconnect: () => line.reconnect() });
  if (state === "signed_out") announce("You are signed out.");
}

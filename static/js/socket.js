// The WebSocket: one for the page, opened again when it breaks, every turn resumed by its seq.
const PING_EVERY = 25_000;
const SILENT_FOR = 60_000;
const ACK_EVERY = 300;
const LONGEST_WAIT = 15_000;
const SIGNED_OUT = 4401;
const GIVEN_UP = new Set([SIGNED_OUT, 4403]);
const TOO_MANY = 4429;

// onEvent(event) gets each event of a turn once and in order; onState("open" | "waiting" |
// "offline" | "signed_out" | "refused") what the line is like.
export function openSocket({ onEvent, onState }) {
  const last = new Map(); // turn id -> the seq seen last, of turns that are not over
  const over = new Set();
  const asked = new Map(); // request id -> its message, until its turn has started
  const unread = new Map(); // turn id -> the seq to acknowledge next
  let acking = 0;
  let socket = null;
  let tries = 0;
  let timer;
  let heard = 0;

  function connect() {
    clearTimeout(timer);
    if (socket && socket.readyState < WebSocket.CLOSING) return;
    if (!navigator.onLine) return onState("offline");
    const opened = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/chat/`);
    socket = opened;
    opened.addEventListener("open", () => ready(opened));
    opened.addEventListener("message", (message) => receive(opened, message));
    opened.addEventListener("close", (event) => opened === socket && closed(event.code));
  }

  function ready(opened) {
    if (opened !== socket) return;
    tries = 0;
    heard = Date.now();
    onState("open");
    for (const message of asked.values()) send(message);
    for (const turn of last.keys()) resumeAt(turn);
  }

  function closed(code) {
    socket = null;
    if (GIVEN_UP.has(code)) return onState(code === SIGNED_OUT ? "signed_out" : "refused");
    onState(navigator.onLine ? "waiting" : "offline");
    tries += 1;
    const wait = Math.min(LONGEST_WAIT, 400 * 2 ** tries) * (0.7 + Math.random() * 0.6);
    timer = setTimeout(connect, code === TOO_MANY ? LONGEST_WAIT : wait);
  }

  // Leaves a line that is known to be dead without waiting for the browser to notice.
  function drop() {
    const dead = socket;
    socket = null;
    dead?.close();
    onState(navigator.onLine ? "waiting" : "offline");
  }

  function receive(from, message) {
    if (from !== socket) return;
    heard = Date.now();
    const event = JSON.parse(message.data);
    if (event.seq) acknowledge(event);
    if (event.type === "pong" || !isNew(event)) return;
    if (event.type === "turn.started") asked.delete(event.request_id);
    if (event.type === "turn.finished" || event.type === "error") end(event);
    onEvent(event);
  }

  // The server holds back what a page does not say that it has read.
  function acknowledge({ turn_id: turn, seq }) {
    unread.set(turn, seq);
    acking ||= setTimeout(() => {
      acking = 0;
      for (const [turn_id, read] of unread) send({ type: "ack", turn_id, seq: read });
      unread.clear();
    }, ACK_EVERY);
  }

  function isNew({ type, turn_id: turn, seq }) {
    if (!turn || !seq) return true;
    if (over.has(turn)) return type === "action.updated";
    const seen = last.get(turn) ?? 0;
    if (seq <= seen) return false;
    if (seq > seen + 1) {
      last.set(turn, seen);
      resumeAt(turn); // something was lost: from where we are
      return false;
    }
    last.set(turn, seq);
    return true;
  }

  function end(event) {
    if (event.request_id) asked.delete(event.request_id);
    else if (event.type === "error" && !event.turn_id) asked.clear();
    if (!event.turn_id) return;
    last.delete(event.turn_id);
    over.add(event.turn_id);
  }

  function send(message) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  const resumeAt = (turn) => send({ type: "resume", turn_id: turn, after: last.get(turn) });

  setInterval(() => {
    if (!socket) return;
    if (heard && Date.now() - heard > SILENT_FOR) {
      drop();
      connect();
    } else send({ type: "ping" });
  }, PING_EVERY);
  addEventListener("offline", drop);
  addEventListener("online", connect);
  connect();

  return {
    ask(message) {
      asked.set(message.request_id, { type: "ask", ...message });
      send(asked.get(message.request_id));
      connect();
    },
    resume(turn) {
      if (over.has(turn) || last.has(turn)) return;
      last.set(turn, 0);
      resumeAt(turn);
    },
    cancel: (turn) => send({ type: "cancel", turn_id: turn }),
    forget: (request) => asked.delete(request),
    reconnect: connect,
  };
}

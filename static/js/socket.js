// The WebSocket: one for the page, opened again when it breaks.
const PING_EVERY = 25_000;
const SILENT_FOR = 60_000;
const OPENS_WITHIN = 6_000;
const ACK_EVERY = 300;
const LONGEST_WAIT = 15_000;
const BLOCKED_AFTER = 2; // attempts in a row that failed while the server answers otherwise
const BLOCKED_FOR = 60_000;
const SIGNED_OUT = 4401;
const GIVEN_UP = new Set([SIGNED_OUT, 4403]);
const TOO_MANY = 4429;

// onBlocked() is called once something on the way, a proxy, lets no WebSocket through.
export function createSocket({ onMessage, onReady, onState, onBlocked }) {
  const unread = new Map(); // turn id -> the seq to acknowledge next
  let acking = 0;
  let socket = null;
  let tries = 0;
  let refusals = 0;
  let blocked = false;
  let timer;
  let heard = 0;

  function connect() {
    if (socket && socket.readyState < WebSocket.CLOSING) return;
    clearTimeout(timer);
    if (!navigator.onLine) return onState("offline");
    const opened = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/chat/`);
    socket = opened;
    const patience = setTimeout(() => opened.close(), OPENS_WITHIN);
    let wasOpen = false;
    opened.addEventListener("open", () => {
      wasOpen = true;
      clearTimeout(patience);
      if (opened === socket) ready();
    });
    opened.addEventListener("message", (message) => opened === socket && receive(message));
    opened.addEventListener("close", (event) => {
      clearTimeout(patience);
      if (opened === socket) closed(event.code, wasOpen);
    });
  }

  function ready() {
    tries = refusals = 0;
    blocked = false;
    heard = Date.now();
    onReady();
  }

  function closed(code, wasOpen) {
    socket = null;
    tries += 1;
    if (GIVEN_UP.has(code)) return onState(code === SIGNED_OUT ? "signed_out" : "refused");
    const wait = Math.min(LONGEST_WAIT, 400 * 2 ** tries) * (0.7 + Math.random() * 0.6);
    timer = setTimeout(connect, blocked ? BLOCKED_FOR : code === TOO_MANY ? LONGEST_WAIT : wait);
    if (blocked) return undefined;
    if (!wasOpen) lookForAnotherWay();
    return onState(navigator.onLine ? "waiting" : "offline");
  }

  // The server answers by HTTP, but no socket opens: something between us does not let it through.
  async function lookForAnotherWay() {
    const answers = await fetch("/health", { cache: "no-store" }).then(({ ok }) => ok, () => false);
    if (!answers || blocked || socket?.readyState === WebSocket.OPEN) return;
    refusals += 1;
    if (refusals < BLOCKED_AFTER) return;
    blocked = true;
    clearTimeout(timer);
    timer = setTimeout(connect, BLOCKED_FOR);
    onBlocked();
  }

  // Leaves a line that is known to be dead without waiting for the browser to notice.
  function drop() {
    const dead = socket;
    socket = null;
    dead?.close();
    onState(navigator.onLine ? "waiting" : "offline");
  }

  function receive({ data }) {
    heard = Date.now();
    const event = JSON.parse(data);
    if (event.seq) acknowledge(event);
    if (event.type !== "pong") onMessage(event);
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

  function send(message) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (heard && Date.now() - heard > SILENT_FOR) {
      drop();
      connect();
    } else send({ type: "ping" });
  }, PING_EVERY);
  addEventListener("offline", drop);
  addEventListener("online", connect);

  return { connect, send, isBlocked: () => blocked };
}

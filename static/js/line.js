// The line to the server: what is asked and followed on it, whichever way it takes. Every turn is
// resumed by its seq when the line breaks, so that no event is lost or comes twice.
import { createHttpLine } from "./http_line.js";
import { createSocket } from "./socket.js";

// onEvent(event) gets each event of a turn once and in order; onState("open" | "waiting" |
// "offline" | "signed_out" | "refused") what the line is like.
export function openLine({ onEvent, onState }) {
  const last = new Map(); // turn id -> the seq seen last, of turns that are not over
  const over = new Set();
  const asked = new Map(); // request id -> its message, until its turn has started
  const http = createHttpLine({ onMessage: receive, onState });
  const socket = createSocket({ onMessage: receive, onReady: ready, onState, onBlocked: ready });
  const send = (message) => (socket.isBlocked() ? http.send(message) : socket.send(message));
  const resumeAt = (turn) => send({ type: "resume", turn_id: turn, after: last.get(turn) });

  function ready() {
    onState("open");
    for (const message of asked.values()) send(message);
    for (const turn of last.keys()) resumeAt(turn);
  }

  function receive(event) {
    if (!isNew(event)) return;
    if (event.type === "turn.started") asked.delete(event.request_id);
    if (event.type === "turn.finished" || event.type === "error") end(event);
    onEvent(event);
  }

  function isNew({ turn_id: turn, seq }) {
    if (!turn || !seq) return true;
    if (over.has(turn)) return false;
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

  socket.connect();

  return {
    ask(message) {
      asked.set(message.request_id, { type: "ask", ...message });
      send(asked.get(message.request_id));
      socket.connect();
    },
    resume(turn) {
      if (over.has(turn) || last.has(turn)) return;
      last.set(turn, 0);
      resumeAt(turn);
    },
    cancel: (turn) => send({ type: "cancel", turn_id: turn }),
    reconnect: socket.connect,
  };
}

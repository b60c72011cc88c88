// What the line is like: told plainly when it is down, silent when it is well.
import { button, byId, element } from "./dom.js";

const PATIENCE = 1500; // a short break is not worth a word
let timer;

export function showNetwork(state, { busy, reconnect }) {
  clearTimeout(timer);
  const place = byId("network");
  if (!place) return;
  if (state === "open") return place.replaceChildren();
  const tell = () => place.replaceChildren(...words(state, busy, reconnect));
  if (state === "waiting") timer = setTimeout(tell, PATIENCE);
  else tell();
}

function words(state, busy, reconnect) {
  const goesOn = busy ? " The answer goes on when you are back." : "";
  if (state === "offline") return [`You are offline.${goesOn}`];
  if (state === "signed_out") {
    const next = `/accounts/login/?next=${encodeURIComponent(location.pathname)}`;
    return ["You are signed out. ", element("a", { href: next }, "Sign in")];
  }
  if (state === "refused") return ["The server refused this connection. ", button("Try again", reconnect, "quiet")];
  return [`The connection is lost. Trying again …${goesOn} `, button("Try now", reconnect, "quiet")];
}

// The panel beside an answer: one source, its facts, and its whole text, always shown as text.
import { announce } from "./announce.js";
import { call } from "./api.js";
import { byId, element, icon, safeUrl } from "./dom.js";
import { createFailure } from "./failures.js";
import { itemFacts, knownFacts } from "./item_facts.js";
import { unwrapped } from "./item_text.js";
import { KINDS, SERVICES } from "./words.js";
import { showAgo } from "./time.js";

const narrow = matchMedia("(max-width: 60rem)");
let opener = null;
let shown = null; // of the citations that were opened, the last

export function openSource(turn, citation, from) {
  const panel = byId("source");
  const service = panel.querySelector(".panel-head .icon");
  service.setAttribute("class", "icon service");
  icon(service, citation.service);
  panel.querySelector(".panel-kind").textContent = `${KINDS[citation.service]} · source ${citation.n}`;
  byId("source-title").textContent = citation.title || "(no title)";
  byId("panel-item-title").textContent = { gmail: "Message", gcal: "Description", gdrive: "Contents" }[citation.service];
  panel.querySelector(".panel-facts").replaceChildren(...knownFacts(citation));
  showQuotes(panel, turn, citation);
  showLink(panel.querySelector(".panel-open"), citation);
  opener = from;
  mark(turn, citation.n);
  const open = narrow.matches ? "showModal" : "show";
  if (!panel.open) panel[open]();
  panel.scrollTop = 0;
  document.body.classList.toggle("with-panel", !narrow.matches);
  byId("source-title").focus();
  shown = citation;
  read(panel, citation);
}

async function read(panel, citation) {
  clear(panel);
  panel.querySelector(".panel-loading").hidden = false;
  panel.querySelector(".panel-item").setAttribute("aria-busy", "true");
  const still = () => panel.open && shown === citation;
  const again = () => read(panel, citation);
  try {
    const item = await call("GET", `items/${citation.service}/${encodeURIComponent(citation.id)}`);
    if (still()) show(panel, item, again);
  } catch (problem) {
    if (!still()) return;
    clear(panel);
    tell(panel, problem.error ?? { title: "", message: String(problem) }, again);
  }
}

function clear(panel) {
  panel.querySelector(".panel-loading").hidden = true;
  panel.querySelector(".panel-item").removeAttribute("aria-busy");
  panel.querySelector(".panel-problem").replaceChildren();
  panel.querySelector(".item-text").textContent = "";
  panel.querySelector(".item-text").hidden = true;
  panel.querySelector(".panel-age").replaceChildren();
}

function show(panel, item, again) {
  clear(panel);
  const text = panel.querySelector(".item-text");
  panel.querySelector(".panel-facts").replaceChildren(...itemFacts(item));
  text.textContent = item.service === "gmail" ? unwrapped(item.text) : item.text;
  text.hidden = !item.text;
  text.classList.toggle("is-cut", !item.is_whole);
  if (item.problem) tell(panel, item.problem, again, item.text);
  panel.querySelector(".panel-age").replaceChildren(...age(item));
  announce(item.problem ? item.problem.message : "The text is there.");
}

function tell(panel, error, again, text = "") {
  const rest = text ? " Below is the beginning, as it was synced." : "";
  const way = error.action || error.action_url ? error : { ...error, action: error.code === "not_found" ? null : "Try Again" };
  panel.querySelector(".panel-problem").replaceChildren(createFailure({ ...way, message: error.message + rest }, null, again));
}

function age(item) {
  if (!item.text) return [{ gmail: "This mail has no words of its own.", gcal: "This event has no description.", gdrive: "No text could be read in this file." }[item.service]];
  if (item.is_live) return [item.is_whole ? "Read from Google just now." : "The beginning, read from Google just now."];
  return ["As of ", showAgo(element("time"), item.as_of), item.is_whole ? "." : ": the beginning."];
}

// The sentences of the answer that lean on this source.
function showQuotes(panel, turn, citation) {
  const places = [...turn.querySelectorAll(`.answer a.citation[data-n="${citation.n}"]`)];
  const blocks = new Set(places.map((link) => link.closest("li, p, td, blockquote")).filter(Boolean));
  const quotes = [...blocks].slice(0, 3).map((block) => {
    const copy = block.cloneNode(true);
    for (const link of copy.querySelectorAll("a.citation, ul, ol")) link.remove();
    return element("blockquote", {}, copy.textContent.trim().replace(/\s+([.,;])/g, "$1"));
  });
  panel.querySelector(".panel-used").hidden = !quotes.length;
  panel.querySelector(".panel-quotes").replaceChildren(...quotes);
}

function showLink(link, citation) {
  const url = safeUrl(citation.url);
  link.hidden = !url;
  if (url) link.href = url;
  link.querySelector("span").textContent = `Open in ${SERVICES[citation.service]}`;
}

function mark(turn, n) {
  for (const old of document.querySelectorAll(".is-open")) old.classList.remove("is-open");
  if (!turn) return;
  for (const link of turn.querySelectorAll(`.answer a.citation[data-n="${n}"]`)) link.classList.add("is-open");
}

export function setUpSourcePanel() {
  const panel = byId("source");
  panel.addEventListener("close", () => {
    document.body.classList.remove("with-panel");
    mark(null);
    shown = null;
    if (opener?.isConnected) opener.focus();
    opener = null;
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") panel.close(); // a panel that is not modal has no Escape of its own
  });
  narrow.addEventListener("change", () => panel.open && panel.close());
}

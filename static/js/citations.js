// Sources: the numbers in the text, the cards below it, and the panel that shows one of them.
import { byId, cloned, element, icon, safeUrl } from "./dom.js";
import { KINDS, SERVICES } from "./words.js";
import { dayOf, showAgo } from "./time.js";

const SHOWN = 6;
const narrow = matchMedia("(max-width: 60rem)");
let opener = null;

export function showCitations(turn, citations) {
  const known = new Map(citations.map((citation) => [String(citation.n), citation]));
  for (const link of turn.querySelectorAll(".answer a.citation")) {
    const citation = known.get(link.dataset.n);
    if (!citation) continue;
    link.textContent = citation.n;
    link.setAttribute("aria-label", `Source ${citation.n}: ${citation.title}`);
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openSource(turn, citation, link);
    });
  }
  showCards(turn, citations);
}

function showCards(turn, citations) {
  const section = turn.querySelector(".sources");
  const list = section.querySelector("ul");
  section.hidden = !citations.length;
  list.replaceChildren(...citations.map((citation) => card(turn, citation)));
  const rest = [...list.children].slice(SHOWN);
  const more = section.querySelector(".more");
  more.hidden = rest.length < 2;
  if (more.hidden) return;
  for (const item of rest) item.hidden = true;
  more.textContent = `Show all ${citations.length}`;
  more.addEventListener("click", () => {
    for (const item of rest) item.hidden = false;
    more.hidden = true;
    rest[0].querySelector("button").focus();
  });
}

function card(turn, citation) {
  const item = cloned("source-card");
  const opens = item.querySelector("button");
  icon(item.querySelector(".icon"), citation.service);
  item.querySelector(".n").textContent = citation.n;
  item.querySelector(".source-title").textContent = citation.title || "(no title)";
  opens.setAttribute("aria-label", `Source ${citation.n}, ${SERVICES[citation.service]}: ${citation.title}`);
  opens.addEventListener("click", () => openSource(turn, citation, opens));
  return item;
}

export function openSource(turn, citation, from) {
  const panel = byId("source");
  if (panel.open) panel.close();
  const service = panel.querySelector(".panel-head .icon");
  service.setAttribute("class", "icon service");
  icon(service, citation.service);
  panel.querySelector(".panel-kind").textContent = `${KINDS[citation.service]} · source ${citation.n}`;
  byId("source-title").textContent = citation.title || "(no title)";
  panel.querySelector(".panel-facts").replaceChildren(...facts(citation));
  showQuotes(panel, turn, citation);
  showLink(panel.querySelector(".panel-open"), citation);
  opener = from;
  mark(turn, citation.n);
  if (narrow.matches) panel.showModal();
  else panel.show();
  document.body.classList.toggle("with-panel", !narrow.matches);
  byId("source-title").focus();
}

function facts(citation) {
  const rows = [["In", [SERVICES[citation.service]]]];
  if (citation.path) rows.push(["Where", [citation.path]]);
  if (citation.when) {
    const name = { gmail: "Sent", gcal: "Begins", gdrive: "Changed" }[citation.service];
    rows.push([name, [dayOf(new Date(citation.when), { allDay: citation.service === "gcal" })]]);
  }
  if (citation.as_of) rows.push(["As of", [showAgo(element("time"), citation.as_of)]]);
  return rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, ...value)]);
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
    if (opener?.isConnected) opener.focus();
    opener = null;
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") panel.close(); // a panel that is not modal has no Escape of its own
  });
  narrow.addEventListener("change", () => panel.open && panel.close());
}

export function asOf(moments) {
  const parts = Object.entries(moments ?? {}).filter(([, moment]) => moment);
  return parts.map(([service, moment]) =>
    element("span", { className: "as-of" }, `${SERVICES[service] ?? service} as of `, showAgo(element("time"), moment)),
  );
}


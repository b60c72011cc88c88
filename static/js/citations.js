// Sources: the numbers in the text, and the cards below it. Each opens the panel.
import { cloned, element, icon } from "./dom.js";
import { openSource } from "./source_panel.js";
import { SERVICES } from "./words.js";
import { showAgo } from "./time.js";

const SHOWN = 6;

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

export function asOf(moments) {
  const parts = Object.entries(moments ?? {}).filter(([, moment]) => moment);
  return parts.map(([service, moment]) =>
    element("span", { className: "as-of" }, `${SERVICES[service] ?? service} as of `, showAgo(element("time"), moment)),
  );
}

// What a screen reader is told: whole sentences, never single tokens.
import { byId } from "./dom.js";

const LONGEST = 1200;
let timer;

export function announce(words) {
  const region = byId("announcer");
  clearTimeout(timer);
  region.textContent = "";
  // An empty region first, so that the same words are announced again.
  timer = setTimeout(() => {
    region.textContent = words.length > LONGEST ? `${words.slice(0, LONGEST)} …` : words;
  }, 60);
}

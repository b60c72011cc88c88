// Where a question is written: Enter asks, the limit is told, Stop takes the place of Ask.
import { byId } from "./dom.js";

const WARN_AT = 0.9;
const DRAFT = "draft";

export function createComposer({ onAsk, onStop }) {
  const form = byId("composer");
  if (!form) return { begin() {}, setBusy() {}, focus() {}, restore() {} };
  const field = byId("query");
  const count = byId("query-count");
  const limit = Number(count.dataset.limit);
  let busy = false;
  field.value = field.value || (sessionStorage.getItem(DRAFT) ?? "");
  const hint = byId("query-hint").dataset.words;

  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field.value.trim();
    if (busy || !words || words.length > limit) return field.focus();
    field.value = "";
    changed();
    return onAsk(words);
  });
  byId("stop").addEventListener("click", onStop);
  changed();

  function changed() {
    const { length } = field.value;
    const over = length > limit;
    const words = over
      ? `${(length - limit).toLocaleString("en-GB")} too many: ask it in fewer words`
      : `${(limit - length).toLocaleString("en-GB")} characters left`;
    count.textContent = length > limit * WARN_AT ? words : "";
    count.classList.toggle("problem", over);
    field.setAttribute("aria-invalid", String(over));
    byId("send").disabled = over || !field.value.trim();
    sessionStorage.setItem(DRAFT, field.value);
  }

  return {
    // What was asked before this module was there is asked now.
    begin() {
      const asked = window.endEarly?.();
      delete form.dataset.waiting;
      field.readOnly = false;
      byId("query-hint").textContent = hint;
      if (asked) form.requestSubmit();
    },
    setBusy(is) {
      const held = document.activeElement === byId("stop");
      busy = is;
      byId("stop").hidden = !is;
      byId("send").hidden = is;
      if (held && !is) field.focus();
    },
    focus: () => field.focus({ preventScroll: true }),
    // The words of a question that was refused come back, so that they are not lost.
    restore(words) {
      if (field.value.trim()) return;
      field.value = words;
      changed();
    },
  };
}

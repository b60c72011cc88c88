// Thumbs up or down for an answer, and a word about it if the person likes.
import { announce } from "./announce.js";
import { call } from "./api.js";
import { cloned } from "./dom.js";

export function createFeedback({ message_id: id, feedback }) {
  const made = cloned("feedback");
  const [up, down] = made.querySelectorAll("[data-rating]");
  const form = made.querySelector("form");
  const comment = form.querySelector("textarea");
  const note = made.querySelector(".feedback-note");
  const label = form.querySelector("label");
  comment.id = `comment-${id}`;
  label.htmlFor = comment.id;
  let rating = feedback?.rating ?? null;
  comment.value = feedback?.comment ?? "";
  show();

  for (const thumb of [up, down]) {
    thumb.addEventListener("click", () => send(thumb.dataset.rating, { open: true }));
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(rating, { open: false });
  });
  form.querySelector("[data-skip]").addEventListener("click", () => close());

  async function send(next, { open }) {
    const before = rating;
    rating = next;
    show();
    try {
      await call("POST", `messages/${id}/feedback`, { rating, comment: comment.value.trim() });
      tell(open ? "" : "Thank you.");
      if (open) ask();
      else close();
    } catch (problem) {
      rating = before;
      show();
      tell(problem.error?.message ?? String(problem), true);
    }
  }

  function ask() {
    label.textContent = rating === "up" ? "What was good about it? (optional)" : "What was wrong or missing? (optional)";
    form.hidden = false;
    comment.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
    announce("Thank you. You can say more, or go on.");
  }

  function close() {
    form.hidden = true;
    (rating === "down" ? down : up).focus();
  }

  function show() {
    for (const thumb of [up, down]) thumb.setAttribute("aria-pressed", String(thumb.dataset.rating === rating));
  }

  function tell(words, wrong = false) {
    note.textContent = words;
    note.classList.toggle("problem", wrong);
    if (words) announce(words);
  }

  return made;
}

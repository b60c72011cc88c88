// One question and everything that comes of it.
import { createActionCard } from "./action_card.js";
import { announce } from "./announce.js";
import { asOf, showCitations } from "./citations.js";
import { button, cloned, element } from "./dom.js";
import { createFailure } from "./failures.js";
import { createFeedback } from "./feedback.js";
import { foldLongLists } from "./long_lists.js";
import { createPlan } from "./plan.js";
import { counted, listed, took } from "./words.js";

export function createTurn(question, { onAsk, onRetry }) {
  const root = cloned("turn");
  const part = (name) => root.querySelector(`.${name}`);
  const cards = new Map();
  let citations = [];
  let plan = null;
  let text = "";
  let drawing = 0;
  part("question").textContent = question;
  root.setAttribute("aria-busy", "true");

  function waitingWords(words) {
    part("waiting-words").textContent = words;
  }

  function showPlan(made, options) {
    plan = made.steps.length ? createPlan(made, options) : null;
    part("work").replaceChildren(...(plan ? [plan.element] : []));
  }

  // Tokens are drawn once a frame, however many came.
  function addToken(token) {
    text += token;
    drawing ||= requestAnimationFrame(() => {
      drawing = 0;
      part("waiting").hidden = true;
      part("stream").hidden = false;
      part("stream").textContent = text.replaceAll("**", "");
    });
  }

  function showAction(action) {
    const known = cards.get(action.id);
    if (known) return known.update(action);
    const card = createActionCard(action, () => citations);
    cards.set(action.id, card);
    part("actions-proposed").append(card.element);
    return undefined;
  }

  function finish(message, { live = true } = {}) {
    stopDrawing();
    citations = message.citations ?? [];
    part("answer").innerHTML = message.answer_html ?? ""; // sanitised by the server
    if (!part("answer").textContent.trim() && message.clarification) {
      part("answer").replaceChildren(element("p", {}, message.clarification));
    }
    foldLongLists(part("answer"));
    part("answer").hidden = false;
    if (!plan) showPlan(message.plan ?? { steps: [] }, { open: false });
    for (const step of message.steps ?? []) plan?.finished(step);
    plan?.end();
    showCitations(root, citations);
    showFailures(message);
    for (const action of message.actions ?? []) showAction(action);
    for (const card of cards.values()) card.refresh();
    showMeta(message);
    if (message.message_id) part("opinion").replaceChildren(createFeedback(message));
    showSuggestions(message.suggestions ?? []);
    if (live) announce(spoken(message));
  }

  function stopDrawing() {
    cancelAnimationFrame(drawing);
    root.removeAttribute("aria-busy");
    part("waiting").hidden = true;
    part("stream").hidden = true;
  }

  function showFailures(message) {
    const made = (message.steps ?? [])
      .filter((step) => step.error)
      .map((step) => {
        const { agent } = message.plan.steps.find(({ id }) => id === step.id) ?? {};
        return createFailure(step.error, agent, (service) => onRetry(question, service));
      });
    part("failures").replaceChildren(...made);
  }

  function showMeta(message) {
    const whole = message.timings_ms?.total;
    const parts = [...asOf(message.as_of), ...(whole ? [element("span", {}, `answered in ${took(whole)}`)] : [])];
    part("meta").replaceChildren(...parts);
    part("meta").hidden = !parts.length;
  }

  function showSuggestions(words) {
    const items = words.map((one) => element("li", {}, button(one, () => onAsk(one), "suggestion")));
    part("suggestions").replaceChildren(...items);
    part("suggestions").hidden = !items.length;
  }

  function spoken(message) {
    const said = [`Answer: ${part("answer").innerText.trim()}`];
    if (citations.length) said.push(`${counted(citations.length, "source", "sources")}.`);
    const waits = (message.actions ?? []).filter(({ status }) => status === "proposed").length;
    if (waits) said.push(`${counted(waits, "proposed action waits", "proposed actions wait")} for your approval.`);
    return said.join(" ");
  }

  function fail(error, { stopped = false } = {}) {
    stopDrawing();
    plan?.end(true);
    if (text) {
      part("stream").hidden = false;
      part("stream").textContent = text.replaceAll("**", "");
    }
    const told = stopped
      ? element("p", { className: "stopped" }, "Stopped. Nothing was changed.")
      : createFailure(error, null, () => onRetry(question, null));
    part("failures").replaceChildren(told);
    part("said").after(part("failures")); // what was shown before it stays above
    announce(stopped ? "Stopped." : `${error.title}. ${error.message}`);
  }

  const handlers = {
    intent: () => waitingWords("Choosing where to look"),
    plan: (event) => {
      showPlan(event.plan);
      const names = plan ? listed(plan.services) : "";
      waitingWords(names ? `Looking in ${names}` : "Thinking");
      if (names) announce(`Looking in ${names}.`);
    },
    "step.started": (event) => plan?.started(event.step_id),
    "step.finished": (event) => plan?.finished(event.step),
    token: (event) => addToken(event.text),
    citations: (event) => (citations = event.citations),
    "action.proposed": (event) => showAction(event.action),
    "turn.finished": (event) => finish(event.message),
  };

  return {
    element: root,
    question,
    handle: (event) => handlers[event.type]?.(event),
    finish,
    fail,
    waitingWords,
    updateAction: (action) => cards.get(action.id)?.update(action),
  };
}

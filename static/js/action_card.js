// A proposed action: read it, change it, approve or reject it; then its receipt, and undo.
import { announce } from "./announce.js";
import { changes, editors } from "./action_edit.js";
import { editedNames, fieldNames, shownField } from "./action_fields.js";
import { call } from "./api.js";
import { button, cloned, element, icon, madeIcon, safeUrl } from "./dom.js";
import { clock, exact } from "./time.js";
import { SERVICES, actionWords } from "./words.js";

const STATES = {
  proposed: "Waits for you",
  approved: "Approved",
  executing: "Working",
  done: "Done",
  failed: "Failed",
  unknown: "Not confirmed",
  rejected: "Rejected",
  undone: "Undone",
  unsent: "Not sent",
};
// What has reached somebody cannot be taken back.
const SENT = new Set(["send_email", "reply_email", "forward_email"]);
const LOOK_AGAIN = 1500;
// Seconds after which an approved mail that is still there waits with nobody.
const LATE = 10;

export function createActionCard(first, citationsOf) {
  const card = cloned("action");
  const titleId = `action-${first.id}`;
  let action = first;
  card.dataset.action = action.id;
  card.querySelector("h3").id = titleId;
  card.setAttribute("aria-labelledby", titleId);
  icon(card.querySelector(".icon"), action.agent);
  card.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    approve();
  });
  update(first);

  function update(next) {
    action = next;
    show();
    if (!isLeft()) document.querySelector(`.unsent a[href$="#${titleId}"]`)?.closest(".unsent").remove();
    if (isMoving()) setTimeout(look, LOOK_AGAIN);
    if (waitsToSend() && !isLeft()) setTimeout(tick, 1000);
  }

  // An approved mail can be stopped until it goes out.
  function secondsLeft() {
    return Math.ceil((new Date(action.sends_at) - Date.now()) / 1000);
  }

  function waitsToSend() {
    return action.status === "approved" && Boolean(action.sends_at);
  }

  // Whoever was to send it is gone.
  function isLeft() {
    return waitsToSend() && secondsLeft() <= -LATE;
  }

  function isMoving() {
    return ["approved", "executing"].includes(action.status) && !isLeft();
  }

  function tick() {
    if (!card.isConnected || !waitsToSend()) return;
    showOutcome();
    if (!isLeft()) return void setTimeout(tick, 1000);
    show();
    announce(card.querySelector(".outcome").textContent);
  }

  // Somebody else carries it out: look how it went.
  async function look() {
    if (!card.isConnected || !isMoving()) return;
    await call("GET", `actions/${action.id}`).then(update, () => setTimeout(look, 2 * LOOK_AGAIN));
  }

  function show() {
    const { title } = actionWords(action);
    const held = heldControl();
    const status = isLeft() ? "unsent" : action.status;
    card.dataset.status = status;
    card.querySelector("h3").textContent = title;
    card.querySelector(".state").textContent = STATES[status] ?? status;
    const rows = fieldNames(action).flatMap((name) => shownField(action, name, citationsOf()));
    card.querySelector(".action-body").replaceChildren(element("dl", {}, ...rows));
    tell(null);
    showOutcome();
    card.querySelector(".ways").replaceChildren(...ways());
    if (held !== undefined) focusOn(held);
  }

  // News of the action make its controls anew: whoever stands on one goes on from there.
  function heldControl() {
    const held = document.activeElement;
    return held !== card && card.contains(held) ? held.textContent : undefined;
  }

  function focusOn(words) {
    const same = [...card.querySelectorAll(".ways :is(a, button)")].find((way) => way.textContent === words);
    (same ?? card).focus({ preventScroll: true });
  }

  function ways() {
    const { approve: verb, undo: back } = actionWords(action);
    if (action.status === "proposed") {
      const change = editedNames(action).length ? [button("Edit", edit, "second")] : [];
      return [
        button(verb, approve, "approve"),
        ...change,
        button("Reject", () => settle("reject", undefined, "Rejected. Nothing was changed."), "quiet"),
      ];
    }
    if (waitsToSend()) {
      if (!isLeft()) return [button("Stop sending", stopSending, "approve")];
      return [button("Send now", approve, "approve"), button("Do not send", stopSending, "second")];
    }
    if (action.status === "done" && SENT.has(action.operation)) return receiptLink();
    if (action.status === "done") return [...receiptLink(), button(back, undo, "quiet")];
    return [];
  }

  function receiptLink() {
    const url = safeUrl(action.receipt?.url);
    if (!url) return [];
    const words = actionWords(action).open;
    const link = element("a", { href: url, target: "_blank", rel: "noopener noreferrer", className: "button second" }, words);
    link.append(madeIcon("out"));
    return [link];
  }

  function showOutcome() {
    const line = card.querySelector(".outcome");
    const words = outcome();
    line.hidden = !words.length;
    line.replaceChildren(...words);
  }

  function outcome() {
    const where = SERVICES[action.agent];
    const at = action.receipt?.at ? new Date(action.receipt.at) : null;
    const said = {
      executing: [`Working in ${where} …`],
      approved: [`Working in ${where} …`],
      failed: [action.error?.message ?? `${where} refused. Nothing was changed.`],
      unknown: [`${where} did not confirm this. Look there before you try again.`],
      rejected: ["Rejected. Nothing was changed."],
      undone: [SENT.has(action.operation) ? "Stopped. Nothing was sent." : `Undone. ${where} is as it was before.`],
    }[action.status];
    if (waitsToSend() && secondsLeft() > 0) return [`Goes out in ${secondsLeft()} s.`];
    if (isLeft()) return ["You approved this, but it did not go out: the product was stopped before. Nothing was sent."];
    if (action.status !== "done") return said ?? [];
    const time = at ? element("time", { dateTime: action.receipt.at, title: exact(at) }, clock(at)) : "";
    return [madeIcon("check"), `${actionWords(action).done} in ${where}`, at ? " · " : "", time];
  }

  function edit() {
    card.querySelector(".action-body").replaceChildren(...editors(action));
    const { approve: verb } = actionWords(action);
    card.querySelector(".ways").replaceChildren(
      button(`Save and ${verb.toLowerCase()}`, approve, "approve"),
      button("Cancel", () => back("Edit"), "second"),
    );
    card.querySelector(".action-body :is(input, select, textarea)")?.focus();
  }

  function back(words) {
    show();
    focusOn(words);
  }

  function approve() {
    const changed = changes(action, card.querySelector("form"));
    if (changed.message_ids?.length === 0) return tell({ title: "No mail is ticked", message: "Tick at least one, or reject this." });
    const body = Object.keys(changed).length ? { arguments: changed } : {};
    const { done } = actionWords(action);
    return settle("approve", body, `${done} in ${SERVICES[action.agent]}.`);
  }

  // Declared, not assigned: a card that is done already shows them as it is made.
  function stopSending() {
    return settle("undo", {}, "Stopped. Nothing was sent.");
  }

  function undo() {
    return settle("undo", {}, "Undone.");
  }

  async function settle(what, body, words) {
    busy(true);
    tell(null);
    try {
      update(await call("POST", `actions/${action.id}/${what}`, body ?? {}));
      card.focus({ preventScroll: true });
      card.querySelector(".ways").scrollIntoView({ block: "nearest" });
      announce(action.status === "done" || what !== "approve" ? words : card.querySelector(".outcome").textContent);
    } catch (problem) {
      busy(false);
      tell(problem.error ?? { title: "", message: String(problem) });
    }
  }

  function busy(is) {
    card.toggleAttribute("aria-busy", is);
    if (is) card.setAttribute("aria-busy", "true");
    for (const control of card.querySelectorAll("button, input, select, textarea")) control.disabled = is;
  }

  function tell(error) {
    const line = card.querySelector(":scope > .problem");
    line.hidden = !error;
    line.textContent = error ? `${error.title ? `${error.title}. ` : ""}${error.message}` : "";
    if (!error) card.removeAttribute("aria-busy");
  }

  return { element: card, update, refresh: show, id: action.id };
}

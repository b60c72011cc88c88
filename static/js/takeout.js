// Loading a Google Takeout export: the upload, then the first sync, as far as they are.
// Without this module the form does the same, and the next page says how it went.
import { announce } from "./announce.js";
import { call } from "./api.js";
import { byId } from "./dom.js";

const EVERY = 1000;
const BUSY = new Set(["running", "queued"]);

const form = document.querySelector("#takeout form");
const file = byId("takeout-file");
const bar = byId("takeout-bar");
let request;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = unfit(file.files[0]);
  if (words) return refuse(words);
  upload();
});
file.addEventListener("change", () => tell(unfit(file.files[0], true)));
byId("takeout-cancel").addEventListener("click", () => request?.abort());

function unfit(chosen, isEarly = false) {
  if (!chosen) return isEarly ? "" : "Choose the .zip file that Google Takeout gave you.";
  if (chosen.size > Number(form.dataset.limit)) {
    return `This file is larger than ${form.dataset.limitGb} GB, the most that can be uploaded. Order the export in smaller files, or load it with the command below.`;
  }
  return "";
}

// fetch() does not say how much of a body is sent.
function upload() {
  request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) => uploaded(loaded / total));
  request.upload.addEventListener("load", () => stage("Reading the export …", null));
  request.addEventListener("load", () => answered(request.status, request.response));
  request.addEventListener("error", () => refuse("The server cannot be reached right now. Check your network and try again."));
  request.addEventListener("abort", () => refuse("Cancelled. Nothing more is sent."));
  request.send(new FormData(form));
  tell("");
  show(true);
  stage("Uploading …", 0);
  byId("takeout-progress").focus();
}

function uploaded(share) {
  stage(`Uploading … ${Math.floor(share * 100)} %`, share);
}

function answered(status, answer) {
  if (status !== 200) return refuse(answer?.error?.message ?? `The server answered ${status}. Please try again in a few moments.`);
  byId("takeout-cancel").hidden = true;
  byId("takeout-ask").hidden = false;
  byId("takeout-services").hidden = false;
  leftOut(answer.skipped);
  stage(answer.queued ? "Loaded. Getting it ready to be asked …" : "Loaded. It will be made ready within 15 minutes.", null);
  announce(byId("takeout-stage").textContent);
  follow();
}

function leftOut(skipped) {
  const all = Object.values(skipped).flat();
  const count = all.reduce((sum, { n }) => sum + n, 0);
  const line = byId("takeout-left-out");
  line.hidden = !count;
  line.textContent = `${count.toLocaleString("en-GB")} could not be read and ${count === 1 ? "was" : "were"} left out: ${all.map(({ reason, n }) => `${reason} (${n})`).join(", ")}.`;
}

async function follow() {
  let found;
  try {
    found = await call("GET", "sync");
  } catch {
    setTimeout(follow, 5 * EVERY);
    return;
  }
  for (const row of byId("takeout-services").children) showOne(row, found[row.dataset.service]);
  if (Object.values(found).some(({ status }) => BUSY.has(status))) {
    setTimeout(follow, EVERY);
  } else if (Object.values(found).every(({ last_synced_at: at }) => at)) {
    stage("Your data is ready.", 1);
    announce("Your data is ready.");
    byId("takeout-ask").focus();
  } else {
    setTimeout(follow, 5 * EVERY);
  }
}

function showOne(row, { status, progress, items, error, last_synced_at: at }) {
  const own = row.querySelector("progress");
  row.dataset.status = status;
  own.hidden = !BUSY.has(status);
  if (progress?.total) own.value = progress.done / progress.total;
  else own.removeAttribute("value");
  row.querySelector(".takeout-state").textContent = state(status, progress, items, error, at);
}

function state(status, progress, items, error, at) {
  if (status === "failed") return error || "could not be read";
  if (status === "queued") return "waits for its turn";
  if (status === "running") return progress?.total ? `${number(progress.done)} of ${number(progress.total)}` : "reading";
  return at ? `${number(items)} ready` : "not yet";
}

const number = (value) => value.toLocaleString("en-GB");

function stage(words, share) {
  byId("takeout-stage").textContent = words;
  bar.hidden = false;
  if (share === null) bar.removeAttribute("value");
  else bar.value = share;
  if (share === 1 && !byId("takeout-ask").hidden) bar.hidden = true;
}

function show(isBusy) {
  form.hidden = isBusy;
  byId("takeout-progress").hidden = !isBusy;
}

function refuse(words) {
  show(false);
  tell(words);
  file.focus();
}

function tell(words) {
  const line = byId("takeout-problem");
  line.hidden = !words;
  line.textContent = words;
  if (words) file.setAttribute("aria-invalid", "true");
  else file.removeAttribute("aria-invalid");
}

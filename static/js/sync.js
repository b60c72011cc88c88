// How fresh each service is, how a sync goes on, and "sync now".
import { announce } from "./announce.js";
import { call } from "./api.js";
import { byId, element } from "./dom.js";
import { showAgo } from "./time.js";

const RUNNING_EVERY = 1500;
const IDLE_EVERY = 60_000;
const BUSY = new Set(["running", "queued"]);

export function setUpSync() {
  const list = byId("sync-list");
  const now = byId("sync-now");
  if (!list) return;
  let timer;
  let wasBusy = false;

  async function look() {
    clearTimeout(timer);
    let busy = false;
    try {
      busy = show(await call("GET", "sync"));
    } catch (problem) {
      for (const row of list.children) state(row, problem.status ? "not known" : "no connection");
    }
    timer = setTimeout(look, busy ? RUNNING_EVERY : IDLE_EVERY);
  }

  function show(found) {
    for (const row of list.children) showOne(row, found[row.dataset.service]);
    const busy = Object.values(found).some(({ status }) => BUSY.has(status));
    if (wasBusy && !busy) announce("Your data is up to date.");
    wasBusy = busy;
    now.disabled = busy;
    return busy;
  }

  now.addEventListener("click", async () => {
    now.disabled = true;
    try {
      await call("POST", "sync", {});
      announce("Syncing your data.");
      wasBusy = true;
      timer = setTimeout(look, 300);
    } catch (problem) {
      now.disabled = false;
      for (const row of list.children) state(row, problem.error.title);
      announce(problem.error.message);
    }
  });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  look();
}

function showOne(row, found) {
  const bar = row.querySelector("progress");
  bar.hidden = !found || !BUSY.has(found.status);
  row.dataset.status = found?.status ?? "unknown";
  if (!found) return state(row, "not synced yet");
  showProgress(bar, found.progress);
  if (found.status === "queued") return state(row, "waits for its turn");
  if (found.status === "running") return state(row, "syncing");
  if (found.status === "failed") {
    row.querySelector(".sync-state").title = found.error ?? "";
    return state(row, "could not be synced");
  }
  if (!found.last_synced_at) return state(row, "not synced yet");
  return state(row, ...counted(found.items), " · ", showAgo(element("time"), found.last_synced_at));
}

// The number alone fits the side bar; a screen reader is told of what.
function counted(items) {
  return [items.toLocaleString("en-GB"), element("span", { className: "sr" }, items === 1 ? " item" : " items")];
}

function showProgress(bar, progress) {
  if (progress?.total) bar.value = progress.done / progress.total;
  else bar.removeAttribute("value");
}

function state(row, ...words) {
  row.querySelector(".sync-state").replaceChildren(...words);
}

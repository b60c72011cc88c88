// The plan of a turn: its steps side by side, each with how it went and how long it took.
import { cloned, icon } from "./dom.js";
import { SERVICES, counted, listed, stepWords, took } from "./words.js";

const STATES = {
  waiting: "waits",
  running: "running",
  empty: "nothing found",
  failed: "failed",
  timed_out: "timed out",
  skipped: "not needed",
  cancelled: "stopped",
};

export function createPlan(plan, { open = true } = {}) {
  const element = cloned("plan");
  const rows = new Map();
  const results = new Map();
  element.open = open;
  for (const step of plan.steps) {
    const row = cloned("step");
    icon(row.querySelector(".icon"), step.agent);
    row.querySelector(".step-words").textContent = stepWords(step);
    rows.set(step.id, row);
    element.querySelector(".steps").append(row);
    show(row, "waiting");
  }
  summarise(false);

  function show(row, status, words = STATES[status]) {
    row.dataset.status = status;
    row.querySelector(".step-state").textContent = words;
  }

  // A step that was not needed after all was not asked.
  function summarise(finished) {
    const taken = plan.steps.filter(({ id }) => !finished || rows.get(id).dataset.status !== "skipped");
    const names = [...new Set(taken.map((step) => SERVICES[step.agent]))];
    element.querySelector(".plan-words").textContent = `${finished ? "Asked" : "Asking"} ${listed(names)}`;
    const ends = spans().map(([, to]) => to);
    element.querySelector(".plan-time").textContent = finished
      ? `${counted(taken.length, "step", "steps")} · ${took(Math.max(0, ...ends))}`
      : "";
  }

  // When each step began and ended, in milliseconds: as soon as what it depends on had ended.
  function spans() {
    const ends = new Map();
    return plan.steps.map((step) => {
      const from = Math.max(0, ...step.depends_on.map((id) => ends.get(id) ?? 0));
      const to = from + (results.get(step.id)?.ms ?? 0);
      ends.set(step.id, to);
      return [from, to];
    });
  }

  function draw() {
    const all = spans();
    const whole = Math.max(1, ...all.map(([, to]) => to));
    plan.steps.forEach((step, n) => {
      const [from, to] = all[n];
      const bar = rows.get(step.id).querySelector(".step-bar");
      bar.style.setProperty("--from", `${(100 * from) / whole}%`);
      bar.style.setProperty("--long", `${(100 * (to - from)) / whole}%`);
    });
  }

  return {
    element,
    services: [...new Set(plan.steps.map((step) => SERVICES[step.agent]))],
    started(id) {
      if (rows.has(id)) show(rows.get(id), "running");
    },
    finished(result) {
      const row = rows.get(result.id);
      if (!row) return;
      results.set(result.id, result);
      const words = { ok: result.count ? `${result.count} found` : "done", ...STATES }[result.status];
      const timed = !["skipped", "cancelled"].includes(result.status);
      show(row, result.status, timed ? `${words} · ${took(result.ms)}` : words);
      draw();
    },
    end(stopped = false) {
      for (const row of rows.values()) {
        if (stopped && ["waiting", "running"].includes(row.dataset.status)) show(row, "cancelled");
      }
      summarise(true);
    },
  };
}

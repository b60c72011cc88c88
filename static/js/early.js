// Before the modules are there, a question is kept for them; where they never come, the form itself asks.
(() => {
  const PATIENCE = 6000;
  const TAKEN = ["keydown", "submit", "click"];
  let timer = 0;

  function wait(words) {
    const form = document.getElementById("composer");
    const field = document.getElementById("query");
    if (!form || timer) return;
    if (words) field.value = words;
    if (!field.value.trim()) return;
    field.readOnly = true;
    form.dataset.waiting = "";
    document.getElementById("query-hint").textContent = "One moment …";
    timer = setTimeout(() => form.submit(), PATIENCE);
  }

  function take(event) {
    const { target } = event;
    if (event.type === "keydown") {
      if (target.id !== "query" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      wait();
    } else if (event.type === "submit") {
      if (target.id !== "composer") return;
      event.preventDefault();
      wait();
    } else {
      const example = target.closest("[data-example]");
      if (example) wait(example.dataset.example);
    }
  }

  for (const type of TAKEN) document.addEventListener(type, take);

  // Whether something was asked meanwhile; from here on the modules take care.
  window.endEarly = () => {
    for (const type of TAKEN) document.removeEventListener(type, take);
    clearTimeout(timer);
    return Boolean(timer);
  };
})();

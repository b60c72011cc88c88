// The list of conversations: newest first, renamed and deleted in a dialog.
import { call } from "./api.js";
import { byId, cloned } from "./dom.js";
import { showAgo } from "./time.js";

const SURE = "Delete for good";

export function createConversations({ onDeleted, onRenamed }) {
  const list = byId("conversations");
  const note = byId("conversations-note");
  const more = byId("more-conversations");
  const dialog = byId("rename");
  const remove = dialog.querySelector("[data-delete]");
  let current = document.body.dataset.conversation || null;
  let next = null;
  let edited = null;

  async function load() {
    try {
      const page = await call("GET", "conversations");
      list.replaceChildren(...page.results.map(row));
      showNext(page);
      tell(page.results.length ? "" : "What you ask is kept here.");
    } catch (problem) {
      tell(problem.error.message);
    }
  }

  function row(conversation) {
    const item = cloned("conversation");
    const link = item.querySelector("a");
    const title = conversation.title || "Untitled";
    item.dataset.conversation = conversation.id;
    link.href = `/c/${conversation.id}`;
    link.querySelector(".conversation-title").textContent = title;
    showAgo(link.querySelector("time"), conversation.updated_at);
    item.querySelector(".sr").textContent = `Rename or delete “${title}”`;
    item.querySelector("button").addEventListener("click", () => edit(conversation));
    if (conversation.id === current) link.setAttribute("aria-current", "page");
    return item;
  }

  function showNext(page) {
    next = page.next;
    more.hidden = !next;
  }

  function tell(words) {
    note.textContent = words;
    note.hidden = !words;
  }

  function edit(conversation) {
    edited = conversation;
    byId("rename-input").value = conversation.title;
    dialog.querySelector(".problem").hidden = true;
    remove.textContent = "Delete";
    dialog.showModal();
    byId("rename-input").select();
  }

  async function change(method, body) {
    const { id } = edited;
    try {
      await call(method, `conversations/${id}`, body);
      dialog.close();
      await load();
      if (method === "DELETE" && id === current) onDeleted();
      if (body && id === current) onRenamed(body.title);
    } catch (problem) {
      dialog.querySelector(".problem").hidden = false;
      dialog.querySelector(".problem").textContent = problem.error.message;
    }
  }

  more.addEventListener("click", async () => {
    const page = await call("GET", next);
    list.append(...page.results.map(row));
    showNext(page);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const title = byId("rename-input").value.trim();
    if (title) change("PATCH", { title });
  });
  remove.addEventListener("click", () => {
    if (remove.textContent === SURE) change("DELETE");
    else remove.textContent = SURE;
  });
  load();

  return {
    load,
    setCurrent(id) {
      current = id;
      load();
    },
  };
}

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
  let pages = 1;
  let edited = null;

  // As many pages as are shown, so that a list that was opened further stays open.
  async function load() {
    if (!list.children.length) tell("Loading …");
    try {
      const rows = [];
      let page = { next: "conversations" };
      for (let n = 0; n < pages && page.next; n += 1) {
        page = await call("GET", page.next);
        rows.push(...page.results.map(row));
      }
      list.replaceChildren(...rows);
      showNext(page);
      tell(rows.length ? "" : "What you ask is kept here.");
    } catch (problem) {
      tell(problem.error?.message ?? String(problem));
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
    more.hidden = !page.next;
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
    more.disabled = true;
    const before = list.children.length;
    pages += 1;
    await load();
    more.disabled = false;
    list.children[before]?.querySelector("a").focus();
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

// Dialogs close by their own buttons and by a tap beside them; the drawer holds the side bar.
import { byId } from "./dom.js";

const wide = matchMedia("(min-width: 60.01rem)");

export function setUpDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
  }
}

export function setUpDrawer() {
  const drawer = byId("drawer");
  const side = byId("sidebar-nav");
  byId("open-drawer").addEventListener("click", () => {
    drawer.append(side);
    drawer.showModal();
  });
  drawer.addEventListener("close", () => byId("side-slot").append(side));
  drawer.addEventListener("click", (event) => event.target.closest("a") && drawer.close());
  wide.addEventListener("change", () => drawer.open && drawer.close());
}

// Dialogs, menus and notes above the page. Dialogs and menus close with Escape and restore the focus.

import { el, iconButton } from "./dom.js";

/** Opens a dialog; `body(close)` returns its content. */
export function openDialog(title, testid, body) {
  const node = el("dialog", { data: { testid }, "aria-label": title });
  const close = () => node.close();
  node.append(
    el("div", { class: "dialog-head" }, el("h2", {}, title), iconButton("close", "Close", close)),
    el("form", { class: "dialog-body", method: "dialog", onsubmit: (event) => event.preventDefault() }, body(close)),
  );
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => { if (event.target === node) close(); });
  document.body.append(node);
  node.showModal();
  return node;
}

/** Asks for confirmation; `act()` runs when it is given. */
export function confirmDialog(title, testid, sentence, label, act) {
  return openDialog(title, testid, (close) => [
    el("p", { class: "confirm-text" }, sentence),
    el("div", { class: "dialog-foot" },
      el("button", { type: "button", class: "button", onclick: close }, "Cancel"),
      el("button", { type: "button", class: "button primary", data: { testid: `${testid}-confirm` },
        onclick: () => { close(); act(); } }, label)),
  ]);
}

function position(menu, anchor, point) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = point ? point.x : at.left;
  const below = point ? point.y : at.bottom + 4;
  const above = point ? point.y - height : at.top - height - 4;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${below + height < innerHeight - 8 ? below : Math.max(8, above)}px`;
}

function moveFocus(menu, event) {
  const items = [...menu.querySelectorAll("button:not(:disabled)")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length]?.focus();
}

/** Opens a menu of `[{label, icon, testid, act, danger, hint}]` beside `anchor`, or at `point`. */
export function openMenu(anchor, label, items, point = null) {
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label, popover: "auto" });
  for (const item of items) {
    menu.append(el("button", {
      type: "button", role: "menuitem", class: item.danger ? "menu-item danger" : "menu-item", disabled: item.disabled,
      data: { testid: item.testid || "menu-item" }, onclick: () => { menu.hidePopover(); item.act(); },
    }, item.icon, el("span", { class: "menu-label" }, item.label), item.hint && el("small", {}, item.hint)));
  }
  menu.addEventListener("keydown", (event) => moveFocus(menu, event));
  menu.addEventListener("toggle", (event) => { if (event.newState === "closed") menu.remove(); });
  document.body.append(menu);
  menu.showPopover();
  position(menu, anchor, point);
  menu.querySelector("button")?.focus({ preventScroll: true });
}

/** Shows a sentence at the bottom of the page for some seconds. */
export function note(sentence, bad = false) {
  const node = el("div", { class: bad ? "page-note bad" : "page-note", data: { testid: "page-note" } }, sentence);
  document.getElementById("page-notes").append(node);
  setTimeout(() => node.remove(), bad ? 6000 : 3000);
}

/** Creates a labelled control. */
export function field(label, ...children) {
  return el("label", { class: "field" }, label, ...children);
}

/** Creates a choice of one of `[{value, title, hint, testid}]`; `chosen()` returns its value. */
export function choices(label, options, value) {
  const node = el("div", { class: "choices", role: "radiogroup", "aria-label": label });
  const choose = (wanted) => {
    node.dataset.value = wanted;
    for (const card of node.children) card.setAttribute("aria-checked", String(card.dataset.value === String(wanted)));
  };
  for (const option of options) {
    node.append(el("button", {
      type: "button", class: "choice", role: "radio", data: { value: option.value, testid: option.testid || "choice" },
      onclick: () => choose(option.value),
    }, el("strong", {}, option.title), option.hint && el("small", {}, option.hint)));
  }
  choose(value);
  return { node, chosen: () => node.dataset.value };
}

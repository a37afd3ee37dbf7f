// The keyboard under a message. A button stays busy until the bot answers its callback, or half a minute at most, as a
// real client waits; `hands.tap(message, button)` presses it.

import { el, icon } from "./dom.js";

const PATIENCE = 30_000;
const SIGNS = { url: "external", copy_text: "copy", web_app: "external", switch_inline: "external", disabled: "lock" };

function nameOf(button) {
  if (button.kind === "url") return `Opens ${button.url}`;
  if (button.kind === "copy_text") return `Copies: ${button.copy_text}`;
  return button.callback_data ? `Callback data: ${button.callback_data}` : "";
}

function key(message, button, hands) {
  const node = el("button", {
    type: "button", class: `key ${button.style || ""} ${button.kind}`, title: nameOf(button), disabled: button.kind === "disabled",
    data: { testid: "inline-button", kind: button.kind, text: button.text },
    onclick: async () => {
      node.classList.add("busy");
      const settle = () => node.classList.remove("busy");
      const timer = setTimeout(settle, PATIENCE);
      await hands.tap(message, button).catch(() => {});
      clearTimeout(timer);
      settle();
    },
  }, el("span", {}, button.text), SIGNS[button.kind] && icon(SIGNS[button.kind]));
  return node;
}

export function inlineKeyboard(message, hands) {
  if (!message.buttons?.length) return null;
  return el("div", { class: "keys", role: "group", "aria-label": "Buttons of the message", data: { testid: "inline-keyboard" } },
    message.buttons.map((row) => el("div", { class: "keys-row" }, row.map((button) => key(message, button, hands)))));
}

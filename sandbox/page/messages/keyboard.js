// The keyboard below a message. A pressed button is busy until the bot answers its callback query, for half a minute at
// most; `handlers.tap(message, button)` presses it.

import { el, icon } from "../base/dom.js";

const BUSY_MS = 30_000;
const ICONS = { url: "external", copy_text: "copy", web_app: "external", switch_inline: "external", disabled: "lock" };

function titleOf(button) {
  if (button.kind === "url") return `Opens ${button.url}`;
  if (button.kind === "web_app") return `Opens a Mini App: ${button.url}`;
  if (button.kind === "copy_text") return `Copies: ${button.copy_text}`;
  return button.callback_data ? `Callback data: ${button.callback_data}` : "";
}

function key(message, button, handlers) {
  const node = el("button", {
    type: "button", class: `key ${button.style || ""} ${button.kind}`, title: titleOf(button), disabled: button.kind === "disabled",
    data: { testid: "inline-button", kind: button.kind, text: button.text },
    onclick: async () => {
      node.classList.add("busy");
      const stop = () => node.classList.remove("busy");
      const timer = setTimeout(stop, BUSY_MS);
      await handlers.tap(message, button).catch(() => {});
      clearTimeout(timer);
      stop();
    },
  }, el("span", {}, button.text), ICONS[button.kind] && icon(ICONS[button.kind]));
  return node;
}

export function inlineKeyboard(message, handlers) {
  if (!message.buttons?.length) return null;
  return el("div", { class: "keys", role: "group", "aria-label": "Buttons of the message", data: { testid: "inline-keyboard" } },
    message.buttons.map((row) => el("div", { class: "keys-row" }, row.map((button) => key(message, button, handlers)))));
}

/** A keypad for numbers: large keys, and a hardware keyboard works as well. Digits of a secret are never shown. */

import { pressable, words } from "../app/shell.js";
import { element } from "../verify/elements.js";

/**
 * @param {string} textId what is asked
 * @param {string} testid
 * @param {(text: string) => void} entered
 * @param {{ secret?: boolean, plus?: boolean, most?: number }} [kind] without `plus`, exactly six digits are entered
 */
export function keypad(textId, testid, entered, { secret = false, plus = false, most = 6 } = {}) {
  let text = "";
  const label = words(textId);
  const key = (/** @type {string} */ shows, name = shows) =>
    pressable(shows, () => press(shows), `${testid}-${name}`, "key");
  const shown = element("output", { class: "digits", "aria-label": label, "data-testid": `${testid}-shown` });
  const done = pressable(words(plus ? "web-kiosk-send" : "web-kiosk-next"), enter, `${testid}-done`);
  const eraser = pressable("⌫", erase, `${testid}-erase`, "key");
  eraser.setAttribute("aria-label", words("web-kiosk-delete"));
  const last = [plus ? key("+", "plus") : element("span", {}), key("0"), eraser];
  const keys = element("div", { class: "keys" }, ...[..."123456789"].map((digit) => key(digit)), ...last);
  const box = element(
    "div",
    { class: "keypad", role: "group", "aria-label": label, "data-testid": testid },
    shown,
    keys,
    done,
  );

  function draw() {
    shown.textContent = (secret ? "●".repeat(text.length) : text) || "\u00a0";
    done.toggleAttribute("disabled", text.length < 6);
  }
  /** @param {string} pressed */
  function press(pressed) {
    if (text.length < most && (pressed !== "+" || (plus && !text))) text += pressed;
    draw();
  }
  function erase() {
    text = text.slice(0, -1);
    draw();
  }
  function enter() {
    if (done.hasAttribute("disabled")) return;
    const given = text;
    text = "";
    draw();
    entered(given);
  }
  box.addEventListener("keydown", (event) => {
    if (/^[0-9+]$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") erase();
    else if (event.key === "Enter" && event.target === box) enter();
    else return;
    event.preventDefault();
  });
  draw();
  return box;
}

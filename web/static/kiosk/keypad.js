/** A keypad for numbers: large keys, and a hardware keyboard works as well. Digits of a secret are never shown. */

import { pressable } from "../app/shell.js";
import { element } from "../verify/elements.js";

/**
 * @param {{ label: string, testid: string, secret: boolean, plus: boolean, least: number, most: number, erase: string, done: string, entered: (text: string) => void }} asked
 * @returns {HTMLElement}
 */
export function keypad(asked) {
  let text = "";
  const shown = element("output", {
    class: "digits",
    "aria-label": asked.label,
    "data-testid": `${asked.testid}-shown`,
  });
  const done = pressable(asked.done, () => enter(), `${asked.testid}-done`, "button");
  const keys = element("div", { class: "keys" });
  const box = element("div", {
    class: "keypad",
    role: "group",
    tabindex: "-1",
    "aria-label": asked.label,
    "data-testid": asked.testid,
  });

  function draw() {
    shown.textContent = asked.secret ? "●".repeat(text.length) || "\u00a0" : text || "\u00a0";
    done.toggleAttribute("disabled", text.replace("+", "").length < asked.least);
  }
  /** @param {string} key */
  function press(key) {
    if (key === "+" && (text || !asked.plus)) return;
    if (text.length < asked.most) text += key;
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
    asked.entered(given);
  }
  const eraser = pressable("⌫", erase, `${asked.testid}-erase`, "key");
  eraser.setAttribute("aria-label", asked.erase);
  for (const key of "123456789") keys.append(pressable(key, () => press(key), `${asked.testid}-${key}`, "key"));
  keys.append(
    asked.plus ? pressable("+", () => press("+"), `${asked.testid}-plus`, "key") : element("span", {}),
    pressable("0", () => press("0"), `${asked.testid}-0`, "key"),
    eraser,
  );
  box.addEventListener("keydown", (event) => {
    if (/^[0-9+]$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") erase();
    else if (event.key === "Enter" && event.target === box) enter();
    else return;
    event.preventDefault();
  });
  box.append(shown, keys, done);
  draw();
  return box;
}

/** What the page shows: one step at a time; each replaces what was shown before, pictures in memory included. */

import { pressable, words } from "../app/shell.js";
import { byId, element } from "../verify/elements.js";

/** @type {string[]} */
const pictures = [];

/**
 * Show a step in place of the one before.
 * @param {...(Node | string)} content
 */
export function show(...content) {
  for (const url of pictures.splice(0)) URL.revokeObjectURL(url);
  const page = byId("page");
  page.replaceChildren(...content);
  scrollTo(0, 0);
  const first = page.querySelector(".keypad") ?? page.querySelector("[role=alert]") ?? page.querySelector("h2");
  first?.setAttribute("tabindex", "-1");
  if (first instanceof HTMLElement) first.focus();
}

/** @param {string} url the address of a picture in memory, to be forgotten with the step that is shown */
export function holdPicture(url) {
  pictures.push(url);
}

/** @param {string} text */
export function heading(text) {
  return element("h2", {}, text);
}

/**
 * @param {string} text
 * @param {string} testid
 */
export function paragraph(text, testid) {
  return element("p", { "data-testid": testid }, text);
}

/**
 * @param {string} text
 * @param {string} [testid]
 */
export function note(text, testid = "problem") {
  return element("p", { role: "alert", class: "note", "data-testid": testid }, text);
}

/** @param {...HTMLElement} buttons */
export function row(...buttons) {
  return element("div", { class: "row" }, ...buttons);
}

/**
 * A button; its text is `web-kiosk-` and its name.
 * @param {string} name
 * @param {() => void} pressed
 * @param {string} [kind]
 */
export function act(name, pressed, kind = "button") {
  return pressable(words(`web-kiosk-${name}`), pressed, name, kind);
}

/**
 * As `act`, for what is seldom done.
 * @param {string} name
 * @param {() => void} pressed
 */
export function quiet(name, pressed) {
  return act(name, pressed, "button quiet");
}

/** What the page shows: one step at a time; each replaces what was shown before, pictures in memory included. */

import { pressable, words } from "../app/shell.js";
import { byId, element } from "../verify/elements.js";

export { words };

/** @type {Set<string>} */
const pictures = new Set();

/**
 * Show a step in place of the one before.
 * @param {...(Node | string)} content
 */
export function show(...content) {
  forgetPictures();
  byId("page").replaceChildren(...content);
  scrollTo(0, 0);
  const page = byId("page");
  const first = page.querySelector(".keypad") ?? page.querySelector("[role=alert]") ?? page.querySelector("h2");
  if (first instanceof HTMLElement) {
    first.setAttribute("tabindex", "-1");
    first.focus();
  }
}

/** @param {string} url the address of a picture in memory, to be forgotten with the step */
export function holdPicture(url) {
  pictures.add(url);
}

function forgetPictures() {
  for (const url of pictures) URL.revokeObjectURL(url);
  pictures.clear();
}

/** @param {string} text */
export function heading(text) {
  return element("h2", {}, text);
}

/**
 * @param {string} text
 * @param {string} [testid]
 */
export function paragraph(text, testid = "text") {
  return element("p", { "data-testid": testid }, text);
}

/**
 * @param {string} text
 * @param {string} [testid]
 */
export function note(text, testid = "problem") {
  return element("p", { role: "alert", class: "note", "data-testid": testid }, text);
}

/**
 * @param {...HTMLElement} buttons
 */
export function row(...buttons) {
  return element("div", { class: "row" }, ...buttons);
}

/**
 * @param {string} textId
 * @param {() => void} pressed
 * @param {string} testid
 * @param {string} [kind]
 */
export function pressableFor(textId, pressed, testid, kind = "button") {
  return pressable(words(textId), pressed, testid, kind);
}

/** @param {boolean} loggedIn whether the button that leaves is shown, in place of the languages */
export function showLeave(loggedIn) {
  byId("leave").toggleAttribute("hidden", !loggedIn);
  byId("languages").toggleAttribute("hidden", loggedIn);
}

/** @param {number | null} left seconds until the session ends; null where nothing is to be said */
export function warn(left) {
  const told = byId("idle");
  told.toggleAttribute("hidden", left === null);
  if (left !== null && !told.firstChild) told.append(words("web-kiosk-idle"));
  if (left === null) told.replaceChildren();
}

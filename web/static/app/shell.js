/** What every page for logged-in people does first and last: log in, and say what went wrong. */

import { byId, element, wordsOf } from "../verify/elements.js";
import { beginSession, Refusal, SessionOver } from "./session.js";
import { startTelegram } from "./telegram.js";

/** @type {{ texts: Record<string, string> }} */
const data = JSON.parse(byId("data").textContent ?? "{}");

export const words = wordsOf(data.texts);

/** @param {...(Node | string)} content */
export function show(...content) {
  const page = byId("page");
  page.replaceChildren(...content);
  page.setAttribute("aria-busy", "false");
}

/**
 * @param {string} label
 * @param {() => void} pressed
 * @param {string} testid
 * @param {string} [kind]
 */
export function pressable(label, pressed, testid, kind = "button") {
  const made = element("button", { type: "button", class: kind, "data-testid": testid }, label);
  made.addEventListener("click", pressed);
  return made;
}

/**
 * The sentence for an error.
 * @param {unknown} error
 */
export function sentenceFor(error) {
  if (error instanceof Refusal) return error.message;
  if (error instanceof SessionOver) return words("web-app-over");
  return words("web-app-unreachable");
}

/**
 * Show what went wrong, and a button that tries again where that may help.
 * @param {unknown} error
 * @param {() => void} again
 */
export function showError(error, again) {
  const told = element("p", { role: "alert", class: "note", "data-testid": "problem" }, sentenceFor(error));
  if (error instanceof SessionOver) show(told);
  else show(told, pressable(words("web-app-retry"), again, "retry"));
}

/**
 * Log in, then run the page.
 * @param {() => Promise<void>} run
 */
export async function startPage(run) {
  startTelegram();
  await attempt(async () => {
    await beginSession();
    await run();
  });
}

/**
 * Do something, and show what went wrong with a button to do it again.
 * @param {() => Promise<void>} work
 */
export async function attempt(work) {
  try {
    await work();
  } catch (error) {
    showError(error, () => attempt(work));
  }
}

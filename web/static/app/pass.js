/**
 * The page "My pass": the live code as large as the screen allows. A new code comes before the old one ends, as long
 * as the page can be seen; a page in the background shows none.
 */

import { element } from "../verify/elements.js";
import { callApi, Unreachable } from "./session.js";
import { attempt, pressable, show, startPage, words } from "./shell.js";
import { setBackButton, vibrate } from "./telegram.js";

/**
 * @typedef {{ id: string, label: string }} Pass
 * @typedef {Pass & { name: string, picture: string, typed: string, seconds: number }} Code
 */

const RENEW_BEFORE_SECONDS = 10;
const RETRY_MS = 2000;

/** @type {Pass[]} */
let passes = [];
/** @type {Pass | null} */
let chosen = null;
let timer = 0;
let drawn = "";

async function list() {
  stop();
  setBackButton(null);
  passes = (await callApi("GET", "/app/passes")).passes;
  if (passes.length === 0) show(element("p", { "data-testid": "none" }, words("web-pass-none")));
  else if (passes.length === 1) await renew(passes[0]);
  else choose();
}

function choose() {
  stop();
  setBackButton(null);
  const buttons = passes.map((one) =>
    pressable(one.label, () => attempt(() => renew(one)), "pass", "button quiet wide"),
  );
  show(element("h1", {}, words("web-pass-choose")), ...buttons);
}

/** @param {Pass} one */
async function renew(one) {
  clearTimeout(timer);
  chosen = one;
  const key = crypto.randomUUID();
  const code = /** @type {Code} */ (await callApi("POST", "/app/pass/code", { pass_id: one.id }, key));
  if (chosen !== one || document.hidden) return;
  draw(code);
  tick(code, performance.now() + code.seconds * 1000);
}

/** @param {Code} code */
function draw(code) {
  URL.revokeObjectURL(drawn);
  const bytes = Uint8Array.from(atob(code.picture), (letter) => letter.charCodeAt(0));
  drawn = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  const again = pressable(words("web-pass-new"), () => attempt(() => renew(code)), "new-code", "button quiet");
  const others = pressable(words("web-pass-others"), choose, "others", "button quiet");
  show(
    element("p", { class: "pass-name", "data-testid": "name" }, code.name),
    element("img", { src: drawn, alt: words("web-pass-code"), class: "pass-code", "data-testid": "code" }),
    element("p", { class: "pass-typed", "data-testid": "typed" }, code.typed),
    element("p", { class: "pass-left", role: "timer", "data-testid": "left" }),
    element("p", { class: "pass-type" }, code.label),
    element("div", { class: "pass-buttons" }, again, ...(passes.length > 1 ? [others] : [])),
  );
  setBackButton(passes.length > 1 ? choose : null);
  document.body.classList.add("bright");
  keepAwake();
}

/**
 * @param {Code} code
 * @param {number} until In milliseconds of `performance.now()`.
 */
function tick(code, until) {
  const left = Math.max(0, (until - performance.now()) / 1000);
  const shown = Math.ceil(left);
  const place = document.querySelector("[data-testid=left]");
  const minutes = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
  if (place) place.textContent = words("web-pass-left", { left: minutes });
  if (left <= RENEW_BEFORE_SECONDS) attempt(() => renewBefore(code, until));
  else timer = window.setTimeout(() => tick(code, until), 500);
}

/**
 * Renew the code; without a network, keep showing the present one until it ends.
 * @param {Code} code
 * @param {number} until
 */
async function renewBefore(code, until) {
  try {
    await renew(code);
  } catch (error) {
    if (!(error instanceof Unreachable) || performance.now() >= until) throw error;
    timer = window.setTimeout(() => tick(code, until), RETRY_MS);
  }
}

/** Hide the code. */
function stop() {
  clearTimeout(timer);
  chosen = null;
  document.body.classList.remove("bright");
}

/** Keep the screen on while the code is shown, where the browser can. */
function keepAwake() {
  navigator.wakeLock?.request("screen").catch(() => {}); // ends by itself when the page is hidden
}

document.addEventListener("visibilitychange", () => {
  const last = chosen;
  if (document.hidden) {
    clearTimeout(timer);
    if (last) show(element("p", {}, words("web-pass-hidden")));
  } else if (last) {
    vibrate("success");
    attempt(() => renew(last));
  }
});

startPage(list);

/**
 * The PIN pad: enters or chooses a PIN for the question of the chat whose mark is in the address. The page judges
 * nothing but whether two entries of a new PIN are the same.
 */

import { element } from "../verify/elements.js";
import { Refusal, SessionOver, send, Unreachable } from "./session.js";
import { attempt, pressable, show, words } from "./shell.js";
import { closePage, initData, startTelegram, vibrate } from "./telegram.js";

/**
 * @typedef {{ mark: string, prompt: string, chosen: boolean }} Question
 * @typedef {{ waiting?: boolean, text: string, question: Question | null, failed: boolean }} Outcome
 */

const LENGTH = 6;
const ASKED_AT_MOST = 15;

const parameters = new URLSearchParams(location.search);
const language = `?lang=${encodeURIComponent(parameters.get("lang") ?? "")}`;

/** @type {Question} */
let question = { mark: parameters.get("mark") ?? "", prompt: "", chosen: false };
let digits = "";
let first = "";
/** Whether a PIN is being checked: no key is taken then. */
let busy = false;

async function load() {
  if (!initData) throw new SessionOver();
  const body = { init_data: initData, mark: question.mark };
  await unlessRefused(async () => {
    ask((await send("POST", `/app/pin/question${language}`, body)).question);
  });
}

/**
 * @param {Question} next
 * @param {string} [told] what to say above the keys
 */
function ask(next, told = "") {
  question = next;
  first = "";
  drawKeys(told);
}

/** @param {string} told */
function drawKeys(told) {
  busy = false;
  digits = "";
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"].map(key);
  const prompt = first ? words("registration-pin-again") : question.prompt;
  show(
    element("p", { class: "pin-prompt", "data-testid": "prompt" }, prompt),
    element("p", { class: "pin-told", role: "alert", "data-testid": "told" }, told),
    element("p", { class: "pin-dots", role: "img", "data-testid": "dots" }),
    element("div", { class: "pin-keys", role: "group", "aria-label": words("web-pin-keys") }, ...keys),
  );
  drawDots();
}

/** @param {string} label */
function key(label) {
  if (label === "") return element("span", {});
  const made = pressable(label, () => press(label), `key-${label === "⌫" ? "back" : label}`, "button quiet pin-key");
  if (label === "⌫") made.setAttribute("aria-label", words("web-pin-delete"));
  return made;
}

function drawDots() {
  const dots = document.querySelector("[data-testid=dots]");
  if (!dots) return;
  dots.textContent = "●".repeat(digits.length) + "○".repeat(LENGTH - digits.length);
  dots.setAttribute("aria-label", words("web-pin-entered", { count: digits.length }));
}

/** @param {string} label */
function press(label) {
  if (busy) return;
  digits = label === "⌫" ? digits.slice(0, -1) : digits + label;
  drawDots();
  if (digits.length === LENGTH) complete(digits);
}

/** @param {string} pin */
function complete(pin) {
  if (!question.chosen) {
    enter(pin);
  } else if (!first) {
    first = pin;
    drawKeys("");
  } else if (first === pin) {
    enter(pin);
  } else {
    vibrate("error");
    ask(question, words("registration-pin-differs"));
  }
}

/** @param {string} pin */
function enter(pin) {
  const id = crypto.randomUUID(); // the same for every try to send this entry
  busy = true;
  first = "";
  attempt(() => unlessRefused(async () => take(await answerTo(pin, id))));
}

/**
 * @param {string} pin
 * @param {string} id
 * @returns {Promise<Outcome>}
 */
async function answerTo(pin, id) {
  show(element("p", { role: "status", "data-testid": "checking" }, words("web-pin-checking")));
  const body = { init_data: initData, mark: question.mark, pin };
  for (let asked = 0; asked < ASKED_AT_MOST; asked++) {
    const outcome = await send("POST", `/app/pin/entry${language}`, body, { "Idempotency-Key": id });
    if (!outcome.waiting) return outcome;
  }
  throw new Unreachable("no answer");
}

/** @param {Outcome} outcome */
function take({ text, question: next, failed }) {
  vibrate(text || failed ? "error" : "success");
  if (next) ask(next, failed ? words("web-pin-failed") : text);
  else if (text || failed) end(failed ? words("web-pin-failed") : text);
  else {
    show(element("p", { role: "status", class: "pin-done", "data-testid": "done" }, words("web-pin-done")));
    closePage();
  }
}

/** @param {string} told */
function end(told) {
  show(
    element("p", { role: "alert", class: "note", "data-testid": "problem" }, told),
    pressable(words("web-pin-close"), closePage, "close"),
  );
}

/**
 * Do something; where the server refuses, trying again would not help.
 * @param {() => Promise<void>} work
 */
async function unlessRefused(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    end(error.message);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !document.querySelector("[data-testid=dots]")) return;
  if (/^[0-9]$/.test(event.key)) press(event.key);
  else if (event.key === "Backspace") press("⌫");
});

startTelegram();
attempt(load);

/** The page `/kiosk`: makes a device a kiosk, identifies people by their phones, and leaves nothing of them behind. */

import { byId } from "../verify/elements.js";
import { askNewPin, Documents, termsShown, versionsOf } from "./documents.js";
import { Idle } from "./idle.js";
import { keypad } from "./keypad.js";
import {
  askAsDevice,
  askAsPerson,
  beginSession,
  deviceToken,
  endSession,
  isLoggedIn,
  keepDevice,
  Refusal,
  SessionOver,
} from "./server.js";
import { heading, note, paragraph, pressableFor, row, show, showLeave, warn, words } from "./view.js";

/** After this time without touch, the session ends. */
const IDLE_SECONDS = 60;

/** Counts the people: what was begun for one shows nothing to the next. */
let visit = 0;
let device = { name: "", organisation: "" };

/** Whether somebody has begun: before that, a number typed in part is removed without a word. */
let occupied = false;

const idle = new Idle(IDLE_SECONDS, {
  over: () => leave(...(occupied ? [note(words("web-kiosk-gone"), "gone")] : [])),
  warn: (left) => warn(occupied ? left : null),
  touched: () => {
    const begun = visit;
    if (!isLoggedIn()) return;
    askAsPerson("/kiosk/touch", {}).catch((error) => {
      // Another failure stops nothing that the person is doing: the next request says what is wrong.
      if (begun === visit && error instanceof SessionOver) leave(note(words("web-kiosk-gone"), "gone"));
    });
  },
});
let documents = new Documents(attempt);

/**
 * Do something for the person who is there now; show what went wrong, unless they have left.
 * @param {() => Promise<void>} work
 */
function attempt(work) {
  const begun = visit;
  const page = byId("page");
  page.setAttribute("aria-busy", "true");
  work()
    .catch((error) => {
      if (begun === visit) failed(error, work);
    })
    .finally(() => page.setAttribute("aria-busy", "false"));
}

/**
 * @param {unknown} error
 * @param {() => Promise<void>} work
 */
function failed(error, work) {
  if (error instanceof SessionOver) {
    leave(note(words("web-kiosk-gone"), "gone"));
  } else if (error instanceof Refusal && error.id === "refused-kiosk-over") {
    keepDevice("");
    endSession();
    closed(error.message);
  } else if (error instanceof Refusal) {
    if (isLoggedIn()) {
      const list = pressableFor("web-kiosk-documents", () => documents.list(), "to-list");
      show(note(error.message), row(list));
    } else leave(note(error.message));
  } else {
    const again = pressableFor("web-app-retry", () => attempt(work), "retry");
    show(note(words("web-kiosk-unreachable")), row(again));
  }
}

/** @param {string} text */
function closed(text) {
  visit += 1;
  idle.stop();
  showLeave(false);
  show(note(text, "closed"));
}

/**
 * Forget whoever was here, and begin anew.
 * @param {...Node} before shown above the welcome
 */
function leave(...before) {
  visit += 1;
  endSession();
  occupied = false;
  idle.stop();
  idle.start();
  documents = new Documents(attempt);
  showLeave(false);
  askPhone(...before);
}

/** @param {...Node} before */
function askPhone(...before) {
  const texts = { label: words("web-kiosk-phone"), erase: words("web-kiosk-delete"), done: words("web-kiosk-send") };
  const entered = (/** @type {string} */ phone) => attempt(async () => sendCode(phone));
  const pad = keypad({ ...texts, testid: "phone", secret: false, plus: true, least: 6, most: 16, entered });
  show(
    heading(words("web-kiosk-welcome")),
    paragraph(`${device.organisation} · ${device.name}`, "device"),
    ...before,
    paragraph(words("web-kiosk-phone"), "phone-hint"),
    pad,
  );
}

/** @param {string} phone */
async function sendCode(phone) {
  const sent = await askAsDevice("/kiosk/code", { phone });
  occupied = true;
  idle.start();
  showLeave(true);
  askCode(sent.code);
}

/**
 * @param {string} code
 * @param {...Node} before
 */
function askCode(code, ...before) {
  const texts = { label: words("web-kiosk-code"), erase: words("web-kiosk-delete"), done: words("web-kiosk-next") };
  const entered = (/** @type {string} */ digits) => attempt(async () => confirmCode(code, digits));
  const pad = keypad({ ...texts, testid: "code", secret: false, plus: false, least: 6, most: 6, entered });
  const other = pressableFor("web-kiosk-other", () => leave(), "other-number", "button quiet");
  show(
    heading(words("web-kiosk-code")),
    paragraph(words("web-kiosk-code-hint"), "code-hint"),
    ...before,
    pad,
    row(other),
  );
}

/**
 * @param {string} code
 * @param {string} digits
 */
async function confirmCode(code, digits) {
  try {
    proceed(code, await askAsDevice("/kiosk/code/confirm", { code, digits }));
  } catch (error) {
    if (!(error instanceof Refusal) || error.id !== "refused-kiosk-code-wrong") throw error;
    askCode(code, note(error.message));
  }
}

/**
 * @param {string} code
 * @param {any} told
 */
function proceed(code, told) {
  if (told.state === "open") {
    beginSession(told.token);
    documents.list();
  } else if (told.state === "new") {
    const agree = pressableFor("web-kiosk-agree", () => choosePin(code, told.terms), "agree");
    const other = pressableFor("web-kiosk-leave", () => leave(), "not-agree", "button quiet");
    show(paragraph(words("web-kiosk-you", { name: told.name }), "you"), ...termsShown(told.terms), row(agree, other));
  } else {
    leave(note(told.text, "waits"));
  }
}

/**
 * @param {string} code
 * @param {Record<string, string>} terms
 * @param {...Node} before
 */
function choosePin(code, terms, ...before) {
  const key = crypto.randomUUID();
  askNewPin((pin) => {
    attempt(async () => {
      try {
        proceed(code, await askAsDevice("/kiosk/register", { code, pin, ...versionsOf(terms) }, key));
      } catch (error) {
        if (!(error instanceof Refusal) || error.id !== "refused-pin-weak") throw error;
        choosePin(code, terms, note(error.message));
      }
    });
  }, before);
}

/** @returns {Promise<void>} */
async function begin() {
  const link = location.hash.slice(1);
  if (link) {
    history.replaceState(null, "", location.pathname + location.search);
    try {
      keepDevice((await askAsDevice("/kiosk/device", { token: link })).token);
    } catch (error) {
      // An old link, opened on a device that is a kiosk already, changes nothing.
      if (!(error instanceof Refusal) || !deviceToken()) throw error;
    }
  }
  if (!deviceToken()) {
    closed(words("web-kiosk-closed"));
    return;
  }
  device = await askAsDevice("/kiosk/device", null);
  leave();
}

byId("leave").addEventListener("click", () => leave());
// A page that is left, also one that the browser would keep to show it again, ends the session and shows nothing.
addEventListener("pagehide", () => {
  endSession();
  byId("page").replaceChildren();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
attempt(begin);

/** The page `/kiosk`: makes a device a kiosk, identifies people by their phones, and leaves nothing of them behind. */

import { pressable, words } from "../app/shell.js";
import { byId } from "../verify/elements.js";
import { askNewPin, Documents, termsShown, versionsOf } from "./documents.js";
import { watchTouch } from "./idle.js";
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
  visit,
} from "./server.js";
import { act, heading, note, paragraph, quiet, row, show } from "./view.js";

/** Whether somebody has begun: before that, a number typed in part is removed without a word. */
let occupied = false;
let device = "";

const gone = () => note(words("web-kiosk-gone"), "gone");
const documents = new Documents(attempt);
const beginMinute = watchTouch(
  () => deviceToken() && leave(...(occupied ? [gone()] : [])),
  (ending) => {
    const told = byId("idle");
    told.toggleAttribute("hidden", !(ending && occupied));
    if (told.hidden) told.replaceChildren();
    else if (!told.firstChild) told.append(words("web-kiosk-idle"));
  },
  () => {
    const begun = visit.number;
    if (!isLoggedIn()) return;
    askAsPerson("/kiosk/touch", {}).catch((error) => {
      // Another failure stops nothing that the person is doing: the next request says what is wrong.
      if (begun === visit.number && error instanceof SessionOver) leave(gone());
    });
  },
);

/**
 * Do something for the person who is there now; show what went wrong, unless they have left.
 * @param {() => Promise<void>} work
 * @param {(said: Node) => void} [refused] shows what the server refuses
 */
function attempt(work, refused = answered) {
  const begun = visit.number;
  work().catch((error) => {
    if (begun !== visit.number) return;
    if (error instanceof SessionOver) leave(gone());
    else if (!(error instanceof Refusal)) {
      const again = pressable(words("web-app-retry"), () => attempt(work, refused), "retry");
      show(note(words("web-app-unreachable")), row(again));
    } else if (error.id === "refused-kiosk-over") close(error.message);
    else refused(note(error.message));
  });
}

/** @param {Node} said */
function answered(said) {
  if (isLoggedIn()) show(said, row(act("documents", () => documents.list())));
  else leave(said);
}

/** @param {string} text */
function close(text) {
  keepDevice("");
  occupy(false);
  show(note(text, "closed"));
}

/** @param {boolean} by whether somebody is there: then the button that leaves is shown, in place of the languages */
function occupy(by) {
  occupied = by;
  if (!by) endSession();
  beginMinute();
  byId("leave").toggleAttribute("hidden", !by);
  byId("languages").toggleAttribute("hidden", by);
}

/**
 * Forget whoever was here, and begin anew.
 * @param {...Node} before shown above the keypad
 */
function leave(...before) {
  occupy(false);
  const entered = (/** @type {string} */ phone) => {
    const key = crypto.randomUUID(); // of a request whose answer was lost, the code is on its way
    attempt(async () => {
      const { code } = await askAsDevice("/kiosk/code", { phone }, key);
      occupy(true);
      askCode(code);
    });
  };
  show(
    heading(words("web-kiosk-welcome")),
    paragraph(device, "device"),
    ...before,
    paragraph(words("web-kiosk-phone"), "phone-hint"),
    keypad("web-kiosk-phone", "phone", entered, { plus: true, most: 16 }),
  );
}

/**
 * @param {string} code
 * @param {...Node} before
 */
function askCode(code, ...before) {
  const entered = (/** @type {string} */ digits) =>
    attempt(
      async () => proceed(code, await askAsDevice("/kiosk/code/confirm", { code, digits })),
      (said) => askCode(code, said),
    );
  show(
    heading(words("web-kiosk-code")),
    paragraph(words("web-kiosk-code-hint"), "code-hint"),
    ...before,
    keypad("web-kiosk-code", "code", entered),
    row(quiet("other", () => leave())),
  );
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
    const agree = act("agree", () => choosePin(code, told.terms));
    const who = paragraph(words("web-kiosk-you", { name: told.name }), "you");
    show(
      who,
      ...termsShown(told.terms),
      row(
        agree,
        quiet("leave", () => leave()),
      ),
    );
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
    attempt(
      async () => proceed(code, await askAsDevice("/kiosk/register", { code, pin, ...versionsOf(terms) }, key)),
      (said) => choosePin(code, terms, said),
    );
  }, before);
}

attempt(async () => {
  const link = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
  try {
    if (link) keepDevice((await askAsDevice("/kiosk/device", { token: link })).token);
  } catch (error) {
    // An old link, opened on a device that is a kiosk already, changes nothing.
    if (!(error instanceof Refusal) || !deviceToken()) throw error;
  }
  if (!deviceToken()) {
    close(words("web-kiosk-closed"));
    return;
  }
  const { organisation, name } = await askAsDevice("/kiosk/device", null);
  device = `${organisation} · ${name}`;
  leave();
});
byId("leave").addEventListener("click", () => leave());
// A page that is left, also one that the browser would keep to show it again, ends the session and shows nothing.
addEventListener("pagehide", () => {
  endSession();
  byId("page").replaceChildren();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// The dialogs for photographing one phone's screen with another: which picture, whose camera, and in what quality. The
// sandbox makes the photo. The camera can also scan a code instead, and opens its link.

import { el, fill } from "../base/dom.js";
import { choices, note, openDialog } from "../base/dialog.js";
import { pictureOf } from "../messages/picture.js";

const RECENT = 12;

const QUALITIES = {
  sharp: { title: "Sharp", hint: "held still, good light", camera: { turn: 1, noise: 4 } },
  tilted: { title: "Tilted", hint: "from the side, crooked", camera: { turn: 14, perspective: 0.15, noise: 6 } },
  dim: { title: "Dim", hint: "in the evening, grainy", camera: { turn: -2, dim: 0.6, noise: 16 } },
  blurred: { title: "Blurred", hint: "moved, out of focus", camera: { turn: 3, blur: 12, noise: 6 } },
};

function qualityChoice() {
  return choices("How good the photo is", Object.entries(QUALITIES).map(([value, { title, hint }]) =>
    ({ value, title, hint, testid: `quality-${value}` })), "sharp");
}

function photograph(sandbox, { by, of, message, quality, asFile }) {
  return sandbox.act(by, "photographs", { of, message_id: message.message_id, ...QUALITIES[quality].camera, as_file: asFile });
}

/** Reads the code in a picture with a person's camera, and opens its link in their phone. */
async function scan(sandbox, follow, { by, of, message }) {
  const { text } = await sandbox.act(by, "scans", { of, message_id: message.message_id });
  await follow(by, text);
}

function dialog(title, top, send, read) {
  const quality = qualityChoice();
  const asFile = el("input", { type: "checkbox", data: { testid: "photograph-as-file" } });
  const act = async (close, action) => {
    close();
    try {
      await action();
    } catch (refusal) { note(refusal.message, true); }
  };
  const take = () => send({ quality: quality.chosen(), asFile: asFile.checked });
  openDialog(title, "photograph-dialog", (close) => [
    ...top, quality.node,
    el("div", { class: "row foot-row" }, el("label", { class: "check" }, asFile, "Send as a file"),
      el("div", { class: "dialog-foot" },
        el("button", { type: "button", class: "button", title: "Read the code and open its link", data: { testid: "photograph-scan" },
          onclick: () => act(close, read) }, "Scan the code"),
        el("button", { type: "submit", class: "button primary", data: { testid: "photograph-take" },
          onclick: () => act(close, take) }, "Take and send"))),
  ]);
}

/** Asks which of the people `others` photographs or scans a picture; `follow(personId, link)` opens a scanned link. */
export function photographPicture(sandbox, { of, message, others, follow }) {
  if (!others.length) { note("There is no other phone. Add a person first.", true); return; }
  const who = choices("Whose camera", others.map((person) =>
    ({ value: person.id, title: person.name, hint: person.phone, testid: `photographer-${person.id}` })), others.at(-1).id);
  dialog("Photograph this picture", [el("img", { class: "shot", src: pictureOf(message), alt: "The picture to photograph" }),
    el("p", {}, "Whose phone takes the photo and sends it to the bot?"), who.node],
  (how) => photograph(sandbox, { by: Number(who.chosen()), of: of.id, message, ...how }),
  () => scan(sandbox, follow, { by: Number(who.chosen()), of: of.id, message }));
}

/** Asks which of the pictures `shown`, each `{person, message}`, a person photographs or scans. */
export function photographScreen(sandbox, { by, shown, follow }) {
  if (!shown.length) { note("No other phone shows a picture yet.", true); return; }
  const recent = shown.slice(-RECENT).reverse();
  let chosen = recent[0];
  const grid = el("div", { class: "shots", role: "radiogroup", "aria-label": "Picture" });
  const draw = () => fill(grid, recent.map((item) => el("button", {
    type: "button", role: "radio", class: "shot-choice", "aria-checked": String(item === chosen), data: { testid: "photograph-picture" },
    onclick: () => { chosen = item; draw(); },
  }, el("img", { src: pictureOf(item.message), alt: "" }), el("small", {}, item.person.name))));
  draw();
  dialog("Photograph another phone", [grid],
    (how) => photograph(sandbox, { by: by.id, of: chosen.person.id, message: chosen.message, ...how }),
    () => scan(sandbox, follow, { by: by.id, of: chosen.person.id, message: chosen.message }));
}

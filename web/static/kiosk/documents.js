/** What a person does who is logged in: reads, signs, declines, and chooses a PIN again. */

import { words } from "../app/shell.js";
import { element } from "../verify/elements.js";
import { keypad } from "./keypad.js";
import { askAsPerson, pictureOf } from "./server.js";
import { act, heading, holdPicture, note, paragraph, quiet, row, show } from "./view.js";

/**
 * @typedef {{
 *   id: string, title: string, due: string, statement: string, confirm: string, pin: boolean, elsewhere: string
 * }} OpenedDocument `elsewhere` says why it cannot be confirmed here; empty where it can
 */

/**
 * Ask for a new PIN twice.
 * @param {(pin: string) => void} chosen
 * @param {Node[]} before shown above
 */
export function askNewPin(chosen, before = []) {
  const secret = { secret: true };
  const first = (/** @type {string} */ pin) => {
    const again = (/** @type {string} */ repeated) => {
      if (repeated === pin) chosen(pin);
      else askNewPin(chosen, [note(words("web-kiosk-pin-differs"))]);
    };
    show(heading(words("web-kiosk-repeat-pin")), keypad("web-kiosk-repeat-pin", "repeat-pin", again, secret));
  };
  const hint = paragraph(words("web-kiosk-choose-pin"), "pin-hint");
  show(heading(words("web-kiosk-new-pin")), hint, ...before, keypad("web-kiosk-new-pin", "new-pin", first, secret));
}

export class Documents {
  /** @param {(work: () => Promise<void>, refused?: (said: Node) => void) => void} attempt does something, and shows what went wrong */
  constructor(attempt) {
    this.attempt = attempt;
  }

  /** @param {...Node} before shown above the list */
  list(...before) {
    this.attempt(async () => this.show(await askAsPerson("/kiosk/documents", null), before));
  }

  /**
   * @param {any} told
   * @param {Node[]} before
   */
  show(told, before) {
    if (told.terms) {
      const agree = () => this.done("/kiosk/terms", versionsOf(told.terms));
      show(...termsShown(told.terms), row(act("agree", agree)));
      return;
    }
    const left = told.total === 0 ? "none" : "more";
    const listed = told.documents.map((/** @type {OpenedDocument} */ { id, title, due }) =>
      element(
        "li",
        { class: "card" },
        element("strong", {}, title),
        element("small", {}, due),
        act("read", () => this.open(id)),
      ),
    );
    show(
      heading(words("web-kiosk-documents")),
      paragraph(`${told.name}, ${told.organisation}`, "who"),
      ...before,
      ...(told.replaced ? this.replaced(told.replaced) : []),
      ...(told.reset ? [row(act("new-pin", () => this.choosePin()))] : []),
      element("ul", { class: "documents", "data-testid": "documents" }, ...listed),
      ...(told.total === listed.length && left === "more" ? [] : [paragraph(words(`web-kiosk-${left}`), left)]),
    );
  }

  /** @param {string} at when somebody else is to sign for the person */
  replaced(at) {
    const object = () => this.done("/kiosk/objection", {}, "objected");
    return [note(words("web-kiosk-replaced", { at }), "replaced"), row(act("not-me", object))];
  }

  /**
   * Do something, and show the list, below what was done.
   * @param {string} path
   * @param {Record<string, unknown>} body
   * @param {string} [said]
   */
  done(path, body, said) {
    this.attempt(async () => {
      await askAsPerson(path, body);
      this.list(...(said ? [note(words(`web-kiosk-${said}`), said)] : []));
    });
  }

  /** @param {string} id */
  open(id) {
    this.attempt(async () => {
      const opened = await askAsPerson(`/kiosk/documents/${id}`, {});
      if (opened.state === "open") this.read(opened, 0);
      else this.settled(id, opened);
    });
  }

  /**
   * Show a page of the document. After the last one has been seen, the person can sign.
   * @param {OpenedDocument} document
   * @param {number} number
   */
  read(document, number) {
    const rest = row(
      quiet("decline", () => this.decline(document)),
      quiet("back", () => this.list()),
    );
    this.attempt(
      async () => {
        const picture = await pictureOf(`/kiosk/documents/${document.id}/pages/${number}`);
        const place = { page: String(number + 1), pages: String(picture.pages) };
        const shown = words("web-kiosk-pages", place);
        const last = number + 1 >= picture.pages;
        show(
          heading(document.title),
          paragraph(shown, "pages"),
          element("img", { src: picture.url, class: "sheet", alt: shown, "data-testid": "sheet" }),
          ...(last ? [] : [paragraph(words("web-kiosk-read-first"), "read-first")]),
          row(
            ...(number > 0 ? [quiet("previous", () => this.read(document, number - 1))] : []),
            last ? act("signing", () => this.confirm(document)) : act("page", () => this.read(document, number + 1)),
          ),
          rest,
        );
        holdPicture(picture.url);
      },
      (said) => show(heading(document.title), said, rest),
    );
  }

  /**
   * @param {OpenedDocument} document
   * @param {Node[]} before
   */
  confirm(document, before = []) {
    const key = crypto.randomUUID();
    const sign = (/** @type {string} */ pin) =>
      this.attempt(
        async () => {
          const body = { pin, statement: document.statement };
          const result = await askAsPerson(`/kiosk/documents/${document.id}/sign`, body, key);
          this.list(note(result.text, "signed"));
        },
        (said) => this.confirm(document, [said]),
      );
    const confirm = element("button", { type: "button", class: "button", "data-testid": "confirm" }, document.confirm);
    confirm.addEventListener("click", () => sign(""));
    show(
      heading(document.title),
      element("blockquote", { "data-testid": "statement" }, document.statement),
      ...before,
      ...(document.pin
        ? [paragraph(words("web-kiosk-pin"), "pin-hint"), keypad("web-kiosk-pin", "pin", sign, { secret: true })]
        : [document.elsewhere ? note(document.elsewhere, "elsewhere") : confirm]),
      row(
        ...(document.pin ? [quiet("forgot", () => this.done("/kiosk/pin/request", {}, "forgot-asked"))] : []),
        quiet("back", () => this.read(document, 0)),
      ),
    );
  }

  /**
   * @param {OpenedDocument} document
   * @param {Node[]} before
   */
  decline(document, before = []) {
    const field = { id: "reason", rows: "3", maxlength: "500", autocomplete: "off", "data-testid": "reason" };
    const reason = /** @type {HTMLTextAreaElement} */ (element("textarea", field));
    const send = () =>
      this.attempt(
        async () => {
          const body = { reason: reason.value };
          this.settled(document.id, await askAsPerson(`/kiosk/documents/${document.id}/decline`, body));
        },
        (said) => this.decline(document, [said]),
      );
    show(
      heading(document.title),
      ...before,
      element("label", { for: "reason" }, words("web-kiosk-reason")),
      reason,
      row(
        act("decline-sure", send),
        quiet("back", () => this.read(document, 0)),
      ),
    );
  }

  /**
   * @param {string} id
   * @param {{ state: string, text: string }} told
   */
  settled(id, told) {
    const back = () => this.done(`/kiosk/documents/${id}/take-back`, {});
    const take = told.state === "declining" ? [quiet("take-back", back)] : [];
    show(
      note(told.text, "settled"),
      row(
        ...take,
        act("documents", () => this.list()),
      ),
    );
  }

  /** @param {Node[]} before */
  choosePin(before = []) {
    askNewPin((pin) => {
      this.attempt(
        async () => {
          await askAsPerson("/kiosk/pin", { pin });
          this.list(note(words("web-kiosk-changed"), "changed"));
        },
        (said) => this.choosePin([said]),
      );
    }, before);
  }
}

/** @param {Record<string, string>} terms */
export function termsShown(terms) {
  return [
    heading(words("web-kiosk-terms")),
    ...["privacy", "agreement"].flatMap((one) => [
      element("h3", {}, words(`web-kiosk-${one}`)),
      paragraph(terms[one], one),
    ]),
  ];
}

/** @param {Record<string, string>} terms */
export function versionsOf(terms) {
  return { privacy_version: terms.privacy_version, agreement_version: terms.agreement_version };
}

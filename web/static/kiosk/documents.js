/** What a person does who is logged in: reads, signs, declines, and chooses a PIN again. */

import { element } from "../verify/elements.js";
import { keypad } from "./keypad.js";
import { askAsPerson, pictureOf, Refusal } from "./server.js";
import { heading, holdPicture, note, paragraph, pressableFor, row, show, words } from "./view.js";

const PIN_DIGITS = 6;

/** @typedef {(work: () => Promise<void>) => void} Attempt */
/** @typedef {{ id: string, title: string, due: string }} Listed */
/** @typedef {Listed & { state: "open", statement: string, confirm: string, pin: boolean }} OpenedDocument */

/**
 * @param {string} textId
 * @param {string} testid
 * @param {(pin: string) => void} entered
 */
export function pinKeypad(textId, testid, entered) {
  const size = { least: PIN_DIGITS, most: PIN_DIGITS };
  const texts = { label: words(textId), erase: words("web-kiosk-delete"), done: words("web-kiosk-next") };
  return keypad({ ...texts, ...size, testid, secret: true, plus: false, entered });
}

/**
 * Ask for a new PIN twice.
 * @param {(pin: string) => void} chosen
 * @param {Node[]} before shown above
 */
export function askNewPin(chosen, before = []) {
  const first = pinKeypad("web-kiosk-new-pin", "new-pin", (pin) => {
    const again = pinKeypad("web-kiosk-repeat-pin", "repeat-pin", (repeated) => {
      if (repeated === pin) chosen(pin);
      else askNewPin(chosen, [note(words("web-kiosk-pin-differs"))]);
    });
    show(heading(words("web-kiosk-repeat-pin")), again);
  });
  show(heading(words("web-kiosk-new-pin")), paragraph(words("web-kiosk-choose-pin")), ...before, first);
}

export class Documents {
  /** @param {Attempt} attempt does something, and shows what went wrong */
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
      this.askTerms(told.terms);
      return;
    }
    const who = paragraph(words("web-kiosk-hello", { name: told.name, organisation: told.organisation }), "who");
    const left = told.total === 0 ? "web-kiosk-none" : told.total > told.documents.length ? "web-kiosk-more" : "";
    const more = left ? [paragraph(words(left), "none")] : [];
    const listed = told.documents.map((/** @type {Listed} */ one) => this.line(one));
    const list = element("ul", { class: "documents", "data-testid": "documents" }, ...listed);
    const reset = told.reset
      ? [pressableFor("web-kiosk-choose-pin", () => this.choosePin(), "choose-pin", "button")]
      : [];
    show(heading(words("web-kiosk-documents")), who, ...before, ...this.replaced(told), ...reset, list, ...more);
  }

  /** @param {Listed} one */
  line(one) {
    const open = pressableFor("web-kiosk-read", () => this.open(one.id), "read");
    return element("li", { class: "card" }, element("strong", {}, one.title), element("small", {}, one.due), open);
  }

  /** @param {any} told */
  replaced(told) {
    if (!told.replaced) return [];
    const object = () =>
      this.attempt(async () => {
        await askAsPerson("/kiosk/objection", {});
        this.list(note(words("web-kiosk-objected"), "objected"));
      });
    return [
      note(words("web-kiosk-replaced", { at: told.replaced }), "replaced"),
      row(pressableFor("web-kiosk-not-me", object, "not-me", "button")),
    ];
  }

  /** @param {Record<string, string>} terms */
  askTerms(terms) {
    const agree = () =>
      this.attempt(async () => {
        await askAsPerson("/kiosk/terms", versionsOf(terms));
        this.list();
      });
    show(...termsShown(terms), row(pressableFor("web-kiosk-agree", agree, "agree")));
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
    this.attempt(async () => {
      const back = pressableFor("web-kiosk-back", () => this.list(), "back", "button quiet");
      const decline = pressableFor("web-kiosk-decline", () => this.decline(document), "decline", "button quiet");
      let picture;
      try {
        picture = await pictureOf(`/kiosk/documents/${document.id}/pages/${number}`);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        show(heading(document.title), note(error.message), row(back, decline));
        return;
      }
      const place = { page: String(number + 1), pages: String(picture.pages) };
      const image = element("img", {
        src: picture.url,
        class: "sheet",
        alt: words("web-kiosk-picture", place),
        "data-testid": "sheet",
      });
      const last = number + 1 >= picture.pages;
      const previous = pressableFor(
        "web-kiosk-previous",
        () => this.read(document, number - 1),
        "previous",
        "button quiet",
      );
      const next = pressableFor("web-kiosk-page", () => this.read(document, number + 1), "next", "button");
      const sign = pressableFor("web-kiosk-signing", () => this.confirm(document), "to-sign", "button");
      const turning = [...(number > 0 ? [previous] : []), ...(last ? [sign] : [next])];
      const hint = last ? [] : [paragraph(words("web-kiosk-read-first"), "read-first")];
      show(
        heading(document.title),
        paragraph(words("web-kiosk-pages", place), "pages"),
        image,
        ...hint,
        row(...turning),
        row(decline, back),
      );
      holdPicture(picture.url);
    });
  }

  /**
   * @param {OpenedDocument} document
   * @param {Node[]} before
   */
  confirm(document, before = []) {
    const statement = element("blockquote", { "data-testid": "statement" }, document.statement);
    const back = pressableFor("web-kiosk-back", () => this.read(document, 0), "back", "button quiet");
    const forgot = pressableFor("web-kiosk-forgot", () => this.forgot(), "forgot", "button quiet");
    const key = crypto.randomUUID();
    const sign = (/** @type {string} */ pin) => this.sign(document, pin, key);
    if (!document.pin) {
      const confirm = element(
        "button",
        { type: "button", class: "button", "data-testid": "confirm" },
        document.confirm,
      );
      confirm.addEventListener("click", () => sign(""));
      show(heading(document.title), statement, ...before, row(confirm, back));
      return;
    }
    const pad = pinKeypad("web-kiosk-pin", "pin", sign);
    show(
      heading(document.title),
      statement,
      ...before,
      paragraph(words("web-kiosk-pin"), "pin-hint"),
      pad,
      row(forgot, back),
    );
  }

  /**
   * @param {OpenedDocument} document
   * @param {string} pin
   * @param {string} key
   */
  sign(document, pin, key) {
    this.attempt(async () => {
      try {
        const body = { pin, statement: document.statement };
        const result = await askAsPerson(`/kiosk/documents/${document.id}/sign`, body, key);
        this.list(note(result.text, "signed"));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.confirm(document, [note(error.message)]);
      }
    });
  }

  /**
   * @param {OpenedDocument} document
   * @param {Node[]} before
   */
  decline(document, before = []) {
    const reason = /** @type {HTMLTextAreaElement} */ (
      element("textarea", { id: "reason", rows: "3", maxlength: "500", autocomplete: "off", "data-testid": "reason" })
    );
    const label = element("label", { for: "reason" }, words("web-kiosk-reason"));
    const sure = pressableFor("web-kiosk-decline-sure", () => send(), "decline-sure");
    const back = pressableFor("web-kiosk-back", () => this.read(document, 0), "back", "button quiet");
    const send = () =>
      this.attempt(async () => {
        try {
          const declined = await askAsPerson(`/kiosk/documents/${document.id}/decline`, {
            reason: reason.value,
          });
          this.settled(document.id, declined);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          this.decline(document, [note(error.message)]);
        }
      });
    show(heading(document.title), ...before, label, reason, row(sure, back));
  }

  /**
   * @param {string} id
   * @param {any} told
   */
  settled(id, told) {
    const back = () =>
      this.attempt(async () => {
        await askAsPerson(`/kiosk/documents/${id}/take-back`, {});
        this.list();
      });
    const take =
      told.state === "declining" ? [pressableFor("web-kiosk-take-back", back, "take-back", "button quiet")] : [];
    show(
      note(told.text, "settled"),
      row(
        ...take,
        pressableFor("web-kiosk-documents", () => this.list(), "to-list"),
      ),
    );
  }

  forgot() {
    this.attempt(async () => {
      await askAsPerson("/kiosk/pin/request", {});
      this.list(note(words("web-kiosk-forgot-asked"), "forgot-asked"));
    });
  }

  /** @param {Node[]} before */
  choosePin(before = []) {
    askNewPin((pin) => {
      this.attempt(async () => {
        try {
          await askAsPerson("/kiosk/pin", { pin });
          this.list(note(words("web-kiosk-changed"), "pin-changed"));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          this.choosePin([note(error.message)]);
        }
      });
    }, before);
  }
}

/** @param {Record<string, string>} terms */
export function termsShown(terms) {
  return [
    heading(words("web-kiosk-terms")),
    element("h3", {}, words("web-kiosk-privacy")),
    paragraph(terms.privacy, "privacy"),
    element("h3", {}, words("web-kiosk-agreement")),
    paragraph(terms.agreement, "agreement"),
  ];
}

/** @param {Record<string, string>} terms */
export function versionsOf(terms) {
  return { privacy_version: terms.privacy_version, agreement_version: terms.agreement_version };
}

// Sharing a contact: the person's own, as a button of the reply keyboard does, or another one, which a bot must check.

import { el } from "../base/dom.js";
import { choices, confirmDialog, openDialog } from "../base/dialog.js";

/** Asks for confirmation and shares the person's own contact. */
export function shareOwn(bot, person, act) {
  confirmDialog("Share your phone number?", "share-contact",
    `${bot.first_name} will learn your phone number ${person.phone || ""}.`, "Share contact", () => act({}));
}

/** Asks which contact to share; `act(body)` gets the body of `shares-contact`. */
export function shareAny(person, others, act) {
  const contacts = choices("Which contact", [
    { value: "own", title: "Own contact", hint: person.phone, testid: "contact-own" },
    { value: "number", title: "Own number, no account", hint: "without user_id", testid: "contact-without-user-id" },
    ...others.map((other) => ({ value: other.id, title: other.name, hint: `someone else's, ${other.phone || "no phone"}`, testid: `contact-of-${other.id}` })),
  ], "own");
  const withoutUserId = el("input", { type: "checkbox", data: { testid: "contact-bare" } });
  const body = () => {
    const choice = contacts.chosen();
    if (choice === "own") return {};
    if (choice === "number") return { with_user_id: false };
    return withoutUserId.checked ? { of: Number(choice), with_user_id: false } : { of: Number(choice) };
  };
  openDialog("Share a contact", "contact-dialog", (close) => [
    el("p", {}, "From the address book, not through the bot's button: as a stranger with a modified client might."),
    contacts.node,
    others.length > 0 && el("label", { class: "check" }, withoutUserId, "Leave out user_id for someone else's, too"),
    el("div", { class: "dialog-foot" }, el("button", { type: "submit", class: "button primary", data: { testid: "contact-share" },
      onclick: () => { close(); act(body()); } }, "Share")),
  ]);
}

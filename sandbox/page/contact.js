// Sharing a contact: one's own, as the button of a reply keyboard does after asking; and, for testers, the three ways of
// sending a wrong one.

import { el } from "./dom.js";
import { choices, confirmDialog, openDialog } from "./dialog.js";

/** What Telegram asks before a number leaves the phone. */
export function shareOwn(bot, person, act) {
  confirmDialog("Share your phone number?", "share-contact",
    `${bot.first_name} will learn your phone number ${person.phone || ""}.`, "Share contact", () => act({}));
}

/** The tester's choice; `act(body)` gets the body of `shares-contact`. */
export function shareAny(person, others, act) {
  const ways = choices("Which contact", [
    { value: "own", title: "Own contact", hint: person.phone, testid: "contact-own" },
    { value: "bare", title: "Own number, no account", hint: "without user_id", testid: "contact-without-user-id" },
    ...others.map((other) => ({ value: other.id, title: other.name, hint: `someone else's, ${other.phone || "no phone"}`, testid: `contact-of-${other.id}` })),
  ], "own");
  const bare = el("input", { type: "checkbox", data: { testid: "contact-bare" } });
  const body = () => {
    const way = ways.chosen();
    if (way === "own") return {};
    if (way === "bare") return { with_user_id: false };
    return bare.checked ? { of: Number(way), with_user_id: false } : { of: Number(way) };
  };
  openDialog("Share a contact", "contact-dialog", (close) => [
    el("p", {}, "From the address book, not through the bot's button: as a stranger with a modified client might."),
    ways.node,
    others.length > 0 && el("label", { class: "check" }, bare, "Leave out user_id for someone else's, too"),
    el("div", { class: "dialog-foot" }, el("button", { type: "submit", class: "button primary", data: { testid: "contact-share" },
      onclick: () => { close(); act(body()); } }, "Share")),
  ]);
}

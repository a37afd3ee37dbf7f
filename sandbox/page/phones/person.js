// The dialog for adding or changing a person.

import { el } from "../base/dom.js";
import { field, openDialog } from "../base/dialog.js";

const LANGUAGES = [["uk", "Українська"], ["ru", "Русский"], ["en", "English"]];

function controls(person) {
  const text = (name, type = "text", properties = {}) =>
    el("input", { type, value: person[name] || "", data: { testid: `person-${name.replace("_", "-")}` }, ...properties });
  const language = el("select", { data: { testid: "person-language-code" } }, LANGUAGES.map(([code, name]) =>
    el("option", { value: code, selected: code === (person.language_code || "uk") }, name)));
  if (person.language_code && !LANGUAGES.some(([code]) => code === person.language_code)) {
    language.append(el("option", { value: person.language_code, selected: true }, person.language_code));
  }
  return {
    first_name: text("first_name", "text", { required: true, maxLength: 64 }),
    last_name: text("last_name"),
    phone: text("phone", "tel", { placeholder: "+380…", pattern: "\\+?[0-9 \\(\\)\\-]{6,20}" }),
    username: text("username", "text", { placeholder: "optional", pattern: "[A-Za-z0-9_]{4,32}" }),
    language_code: language,
  };
}

/** Opens the dialog; `act(fields)` gets the fields and returns a promise. */
export function personDialog(title, person, label, act) {
  const inputs = controls(person);
  const refused = el("p", { class: "refused-text", role: "alert" });
  const submit = async (close) => {
    if (Object.values(inputs).some((input) => !input.reportValidity())) return;
    const fields = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()])
      .filter(([name, value]) => value || person[name]));
    try { await act(fields); close(); } catch (refusal) { refused.textContent = refusal.message; }
  };
  openDialog(title, "person-dialog", (close) => [
    el("div", { class: "row" }, field("First name", inputs.first_name), field("Last name", inputs.last_name)),
    el("div", { class: "row" }, field("Phone", inputs.phone), field("Language", inputs.language_code)),
    field("Username", inputs.username),
    refused,
    el("div", { class: "dialog-foot" },
      el("button", { type: "submit", class: "button primary", data: { testid: "person-save" }, onclick: () => submit(close) }, label)),
  ]);
}

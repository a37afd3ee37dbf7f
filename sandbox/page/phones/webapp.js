// A Mini App in a phone: a page of the bot in a frame, and Telegram's side of the protocol between them. See
// https://docs.telegram-mini-apps.com/platform/methods and …/events. Both send `{eventType, eventData}` as JSON.

import { el, fill, icon, iconButton } from "../base/dom.js";
import { pictureOf } from "../messages/picture.js";

const VERSION = "8.0";
const THEMES = {
  light: { bg_color: "#ffffff", secondary_bg_color: "#eef3f0", text_color: "#17231e", hint_color: "#5c6b64", link_color: "#17735a",
    button_color: "#17735a", button_text_color: "#ffffff" },
  dark: { bg_color: "#17211d", secondary_bg_color: "#101815", text_color: "#e6efea", hint_color: "#9fb0a8", link_color: "#6fd0ae",
    button_color: "#6fd0ae", button_text_color: "#0c2a20" },
};
const BIOMETRY = "biometry of ";

const themeParams = () => THEMES[document.documentElement.dataset.theme === "dark" ? "dark" : "light"];

/** The address of a page with its launch parameters; `init_data` is empty for keys of the keyboard below the chat. */
export function launchAddress({ url, init_data }) {
  const parameters = { tgWebAppData: init_data, tgWebAppVersion: VERSION, tgWebAppPlatform: "weba", tgWebAppThemeParams: JSON.stringify(themeParams()) };
  return `${url}#${new URLSearchParams(parameters)}`;
}

export class WebApp {
  #listening = new AbortController();
  #confirmClosing = false;
  #themes = new MutationObserver(() => this.#post("theme_changed", { theme_params: themeParams() }));

  /** `host`: `closed()`, `follow(link)`, `pictures()`, `scan(item)`, `sendData(data)`, `owner` (whose phone it is). */
  constructor(app, title, host) {
    this.host = host;
    this.origin = new URL(app.url).origin;
    this.frame = el("iframe", { class: "web-app-frame", title, src: launchAddress(app), allow: "camera; publickey-credentials-get; publickey-credentials-create; clipboard-write; screen-wake-lock",
      data: { testid: "web-app-frame" } });
    this.back = iconButton("back", "Back", () => this.#post("back_button_pressed"), { hidden: true, data: { testid: "web-app-back" } });
    this.main = el("button", { type: "button", class: "button primary web-app-main", hidden: true, data: { testid: "web-app-main" },
      onclick: () => this.#post("main_button_pressed") });
    this.over = el("div", { class: "web-app-over" });
    this.root = el("div", { class: "web-app", role: "dialog", "aria-label": title, data: { testid: "web-app" } },
      el("header", { class: "web-app-head" }, this.back, el("strong", {}, title),
        iconButton("close", "Close the Mini App", () => this.#askToClose(), { data: { testid: "web-app-close" } })),
      this.frame, this.main, this.over);
    window.addEventListener("message", (event) => this.#receive(event), { signal: this.#listening.signal });
    this.#themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  close() {
    this.#listening.abort();
    this.#themes.disconnect();
    this.root.remove();
    this.host.closed();
  }

  #askToClose() {
    if (!this.#confirmClosing) { this.close(); return; }
    this.#popup({ message: "Changes that you made may not be saved.", buttons: [{ id: "close", type: "destructive", text: "Close anyway" }, { id: "", type: "cancel" }] },
      (id) => { if (id === "close") this.close(); });
  }

  #post(eventType, eventData = {}) {
    this.frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), this.origin);
  }

  #receive(event) {
    if (event.source !== this.frame.contentWindow || event.origin !== this.origin || typeof event.data !== "string") return;
    const { eventType, eventData } = JSON.parse(event.data);
    const data = typeof eventData === "string" && eventData ? JSON.parse(eventData) : eventData || {};
    this.#handlers[eventType]?.(data);
  }

  #handlers = {
    web_app_ready: () => { this.root.dataset.ready = "true"; },
    web_app_expand: () => { this.root.classList.add("expanded"); this.#viewport(); },
    web_app_close: () => this.close(),
    web_app_request_theme: () => this.#post("theme_changed", { theme_params: themeParams() }),
    web_app_request_viewport: () => this.#viewport(),
    web_app_setup_back_button: ({ is_visible }) => { this.back.hidden = !is_visible; },
    web_app_setup_main_button: (data) => this.#setMainButton(data),
    web_app_setup_closing_behavior: ({ need_confirmation }) => { this.#confirmClosing = Boolean(need_confirmation); },
    web_app_trigger_haptic_feedback: (data) => this.#shake(data.notification_type || data.impact_style || data.type),
    web_app_open_popup: (data) => this.#popup(data, (button_id) => this.#post("popup_closed", button_id ? { button_id } : {})),
    web_app_open_scan_qr_popup: (data) => this.#scanPopup(data.text || ""),
    web_app_close_scan_qr_popup: () => this.#closeOver("scan_qr_popup_closed"),
    web_app_open_link: ({ url }) => this.host.follow(url),
    web_app_open_tg_link: ({ path_full }) => this.host.follow(`https://t.me${path_full}`),
    web_app_data_send: async ({ data }) => { await this.host.sendData(data); this.close(); },
    web_app_biometry_get_info: () => this.#postBiometry(),
    web_app_biometry_request_access: () => { this.#biometry({ access_requested: true, access_granted: true }); this.#postBiometry(); },
    web_app_biometry_request_auth: ({ reason }) => this.#askFinger(reason || ""),
    web_app_biometry_update_token: ({ token }) => {
      this.#biometry({ token });
      this.#post("biometry_token_updated", { status: token ? "updated" : "removed" });
    },
  };

  #viewport() {
    this.#post("viewport_changed", { width: this.frame.clientWidth, height: this.frame.clientHeight, is_expanded: true, is_state_stable: true });
  }

  #setMainButton({ is_visible, is_active, is_progress_visible, text }) {
    this.main.hidden = !is_visible;
    this.main.disabled = !is_active || Boolean(is_progress_visible);
    this.main.textContent = text || "Continue";
  }

  #shake(kind) {
    this.root.dataset.haptic = kind;
    this.root.classList.remove("shaken");
    requestAnimationFrame(() => this.root.classList.add("shaken"));
  }

  #closeOver(eventType, data = {}) {
    fill(this.over);
    this.#post(eventType, data);
  }

  #popup({ title, message, buttons = [] }, closed) {
    const press = (id) => { fill(this.over); closed(id); };
    const names = { ok: "OK", close: "Close", cancel: "Cancel" };
    fill(this.over, el("div", { class: "alert-backdrop" }, el("div", { class: "alert", role: "alertdialog", "aria-label": title || message, data: { testid: "web-app-popup" } },
      title && el("strong", {}, title), el("p", {}, message),
      (buttons.length ? buttons : [{ id: "", type: "close" }]).map((button) => el("button", { type: "button", class: "button",
        data: { testid: "web-app-popup-button" }, onclick: () => press(button.id) }, button.text || names[button.type] || "OK")))));
    this.over.querySelector("button").focus();
  }

  /** The scanner's camera sees the pictures on the other phones. */
  #scanPopup(text) {
    const shown = this.host.pictures().slice(-6).reverse();
    const look = async (item) => {
      const data = await this.host.scan(item);
      if (data !== null) this.#post("qr_text_received", { data });
    };
    fill(this.over, el("div", { class: "alert-backdrop" }, el("div", { class: "alert", role: "dialog", "aria-label": "Scan a code", data: { testid: "web-app-scan" } },
      el("strong", {}, text || "Scan a code"),
      el("div", { class: "shots" }, shown.map((item) => el("button", { type: "button", class: "shot-choice", data: { testid: "web-app-scan-picture" }, onclick: () => look(item) },
        el("img", { src: pictureOf(item.message), alt: "" }), el("small", {}, item.person.name)))),
      !shown.length && el("p", {}, "No other phone shows a picture yet."),
      el("button", { type: "button", class: "button", data: { testid: "web-app-scan-close" }, onclick: () => this.#closeOver("scan_qr_popup_closed") }, "Close"))));
  }

  #biometry(changed = {}) {
    const key = `${BIOMETRY}${this.host.owner.id} ${this.origin}`;
    const kept = { access_requested: false, access_granted: false, token: "", ...JSON.parse(localStorage.getItem(key) || "{}"), ...changed };
    localStorage.setItem(key, JSON.stringify(kept));
    return kept;
  }

  #postBiometry() {
    const { token, ...access } = this.#biometry();
    this.#post("biometry_info_received", { available: true, type: "finger", device_id: `phone-${this.host.owner.id}`, token_saved: token !== "", ...access });
  }

  #askFinger(reason) {
    const end = (ok) => this.#closeOver("biometry_auth_requested", ok ? { status: "authorized", token: this.#biometry().token } : { status: "failed" });
    fill(this.over, el("div", { class: "alert-backdrop" }, el("div", { class: "alert", role: "alertdialog", "aria-label": "Fingerprint", data: { testid: "web-app-finger" } },
      icon("lock"), el("p", {}, reason || "Touch the fingerprint sensor"),
      el("button", { type: "button", class: "button primary", data: { testid: "web-app-finger-right" }, onclick: () => end(true) }, "The right finger"),
      el("button", { type: "button", class: "button", data: { testid: "web-app-finger-wrong" }, onclick: () => end(false) }, "Another finger"))));
  }
}

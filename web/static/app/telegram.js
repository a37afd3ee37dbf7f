/**
 * Telegram's side of a Mini App, as core.telegram.org/bots/webapps describes it: launch parameters in the address's
 * fragment, and events to and from the client. In the browser clients the page is a frame, and events are messages to
 * the window around it; in the apps, the web view brings `TelegramWebviewProxy`.
 */

/**
 * @typedef {{ postEvent(type: string, data: string): void }} WebviewProxy
 * @typedef {(data: Record<string, any>) => void} Listener
 */

/** @type {Map<string, Set<Listener>>} */
const listeners = new Map();

const fragment = new URLSearchParams(location.hash.slice(1));

/** What Telegram signed about who opened the page; empty outside Telegram. */
export const initData = fragment.get("tgWebAppData") ?? "";

/** The version of the protocol that the client speaks, such as "8.0"; empty outside Telegram. */
export const clientVersion = fragment.get("tgWebAppVersion") ?? "";

export const insideTelegram = initData !== "";

/**
 * Whether the client speaks at least this version.
 * @param {string} least
 */
export function speaks(least) {
  return insideTelegram && clientVersion.localeCompare(least, "en", { numeric: true }) >= 0;
}

/**
 * Send an event to the client; nothing outside Telegram.
 * @param {string} type
 * @param {Record<string, unknown>} [data]
 */
export function postEvent(type, data = {}) {
  if (!insideTelegram) return;
  const proxy = /** @type {{ TelegramWebviewProxy?: WebviewProxy }} */ (/** @type {unknown} */ (window))
    .TelegramWebviewProxy;
  if (proxy) proxy.postEvent(type, JSON.stringify(data));
  // Which of Telegram's clients frames the page is not known here; the page's policy lets no other do so.
  else if (window.parent !== window)
    window.parent.postMessage(JSON.stringify({ eventType: type, eventData: data }), "*");
}

/**
 * Call the listener for each event of this type, until the returned function is called.
 * @param {string} type
 * @param {Listener} listener
 * @returns {() => void}
 */
export function onEvent(type, listener) {
  const all = listeners.get(type) ?? new Set();
  listeners.set(type, all.add(listener));
  return () => all.delete(listener);
}

/**
 * @param {string} type
 * @param {unknown} data
 */
function receiveEvent(type, data) {
  const given = data && typeof data === "object" ? data : {};
  for (const listener of [...(listeners.get(type) ?? [])]) listener(given);
}

/** @param {MessageEvent} message */
function receiveMessage(message) {
  if (message.source !== window.parent || typeof message.data !== "string") return;
  const given = parsedMessage(message.data);
  if (given) receiveEvent(String(given.eventType), given.eventData);
}

/**
 * @param {string} text
 * @returns {{ eventType?: unknown, eventData?: unknown } | null} null for what a browser extension posts
 */
function parsedMessage(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const COLOURS = {
  bg_color: "--paper",
  secondary_bg_color: "--ground",
  text_color: "--ink",
  hint_color: "--quiet",
  button_color: "--accent",
  button_text_color: "--on-accent",
};

/** @param {unknown} params */
function applyTheme(params) {
  if (!params || typeof params !== "object") return;
  const given = /** @type {Record<string, unknown>} */ (params);
  for (const [name, property] of Object.entries(COLOURS)) {
    const colour = given[name];
    if (typeof colour === "string" && /^#[0-9a-f]{6}$/i.test(colour))
      document.documentElement.style.setProperty(property, colour);
  }
  const ground = String(given.bg_color ?? "");
  if (ground) document.documentElement.style.colorScheme = isDark(ground) ? "dark" : "light";
}

/** @param {string} colour */
function isDark(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

/** Tell the client that the page can be shown, and take its colours. */
export function startTelegram() {
  if (!insideTelegram) return;
  window.addEventListener("message", receiveMessage);
  const receiver = { receiveEvent };
  Object.assign(window, { Telegram: { WebView: receiver }, TelegramGameProxy: receiver });
  try {
    applyTheme(JSON.parse(fragment.get("tgWebAppThemeParams") ?? "null"));
  } catch {
    // The page keeps its own colours.
  }
  onEvent("theme_changed", (data) => applyTheme(data.theme_params));
  postEvent("iframe_ready", { reload_supported: false });
  postEvent("web_app_request_theme");
  postEvent("web_app_ready");
  postEvent("web_app_expand");
}

/**
 * Let the client's back button do this; null hides the button.
 * @param {(() => void) | null} pressed
 */
export function setBackButton(pressed) {
  listeners.delete("back_button_pressed");
  if (pressed) onEvent("back_button_pressed", pressed);
  postEvent("web_app_setup_back_button", { is_visible: pressed !== null });
}

/** @param {"success" | "warning" | "error"} kind */
export function vibrate(kind) {
  postEvent("web_app_trigger_haptic_feedback", { type: "notification", notification_type: kind });
}

/** Close the page; outside Telegram, the browser's own way stays. */
export function closePage() {
  postEvent("web_app_close");
}

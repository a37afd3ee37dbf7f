/** Telegram's own scanner of codes, for clients that give the page no camera. See `web_app_open_scan_qr_popup`. */

import { onEvent, postEvent, speaks } from "../app/telegram.js";

/** @returns {boolean} whether the client has it: since version 6.4 of the protocol */
export function hasPopup() {
  return speaks("6.4");
}

/**
 * Open Telegram's scanner until it has read one code.
 * @param {string} text at most 64 characters, shown above the picture
 * @returns {Promise<string | null>} the text of the code; null where the person closed the scanner
 */
export function scanWithTelegram(text) {
  return new Promise((resolve) => {
    /** @param {string | null} read */
    const end = (read) => {
      for (const stop of listening) stop();
      resolve(read);
    };
    const listening = [
      onEvent("qr_text_received", ({ data }) => {
        postEvent("web_app_close_scan_qr_popup");
        end(typeof data === "string" ? data : null);
      }),
      onEvent("scan_qr_popup_closed", () => end(null)),
    ];
    postEvent("web_app_open_scan_qr_popup", { text });
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";

const posted = [];
const frame = { postMessage: (text) => posted.push(JSON.parse(text)) };
let receive = null;

globalThis.location = { hash: "#tgWebAppData=user%3Dx&tgWebAppVersion=8.0" };
globalThis.window = {
  parent: frame,
  addEventListener(_, listener) {
    receive = listener;
  },
};
globalThis.document = { documentElement: { style: {} } };

const { startTelegram } = await import("../../../../web/static/app/telegram.js");
const { hasPopup, scanWithTelegram } = await import("../../../../web/static/scan/popup.js");
const client = (eventType, eventData) => receive({ source: frame, data: JSON.stringify({ eventType, eventData }) });

test("one code is read, and then the scanner is closed", async () => {
  startTelegram();
  posted.length = 0;
  assert.equal(hasPopup(), true);
  const reading = scanWithTelegram("Hold the code");
  assert.deepEqual(posted.at(-1), { eventType: "web_app_open_scan_qr_popup", eventData: { text: "Hold the code" } });
  client("qr_text_received", { data: "https://t.me/x?start=L" });
  client("qr_text_received", { data: "another" });
  assert.equal(await reading, "https://t.me/x?start=L");
  assert.deepEqual(
    posted.map((one) => one.eventType),
    ["web_app_open_scan_qr_popup", "web_app_close_scan_qr_popup"],
  );
});

test("a scanner that the person closes reads nothing, and what is no text is none", async () => {
  const closed = scanWithTelegram("");
  client("scan_qr_popup_closed", {});
  assert.equal(await closed, null);
  const odd = scanWithTelegram("");
  client("qr_text_received", { data: 5 });
  assert.equal(await odd, null);
});

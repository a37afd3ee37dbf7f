import assert from "node:assert/strict";
import { test } from "node:test";

const theme = { bg_color: "#101815", text_color: "url(//example.org)", button_color: "#6FD0AE" };
const launch = { tgWebAppData: "user=x&hash=y", tgWebAppVersion: "8.0", tgWebAppThemeParams: JSON.stringify(theme) };
const posted = [];
const colours = {};
const frame = { postMessage: (text) => posted.push(JSON.parse(text)) };
let receive = null;

globalThis.location = { hash: `#${new URLSearchParams(launch)}` };
globalThis.window = {
  parent: frame,
  addEventListener(_, listener) {
    receive = listener;
  },
};
globalThis.document = {
  documentElement: {
    style: {
      setProperty(name, value) {
        colours[name] = value;
      },
    },
  },
};

const telegram = await import("../../../../web/static/app/telegram.js");
const types = () => posted.splice(0).map((one) => one.eventType);
const client = (eventType, eventData) => receive({ source: frame, data: JSON.stringify({ eventType, eventData }) });

test("the page tells the client that it is ready, and takes colours that are colours", () => {
  telegram.startTelegram();
  assert.deepEqual(types(), ["iframe_ready", "web_app_request_theme", "web_app_ready", "web_app_expand"]);
  assert.deepEqual(colours, { "--paper": "#101815", "--accent": "#6FD0AE" });
  assert.equal(globalThis.document.documentElement.style.colorScheme, "dark");
  client("theme_changed", { theme_params: { bg_color: "#ffffff" } });
  assert.equal(globalThis.document.documentElement.style.colorScheme, "light");
});

test("versions are compared as numbers", () => {
  assert.equal(telegram.initData, "user=x&hash=y");
  assert.deepEqual(["6.10", "8.0", "8.1", "10.0"].map(telegram.speaks), [true, true, false, false]);
});

test("the back button does what was set last, and only the client can press it", () => {
  const done = [];
  telegram.setBackButton(() => done.push("first"));
  telegram.setBackButton(() => done.push("second"));
  client("back_button_pressed");
  const pressed = JSON.stringify({ eventType: "back_button_pressed" });
  receive({ source: {}, data: pressed });
  for (const data of ["{", 5, "null", null]) receive({ source: frame, data });
  assert.deepEqual(done, ["second"]);
  telegram.setBackButton(null);
  client("back_button_pressed");
  assert.deepEqual(done, ["second"]);
  assert.equal(posted.at(-1).eventData.is_visible, false);
});

test("in an app, events go to its web view", () => {
  posted.length = 0;
  const native = [];
  globalThis.window.TelegramWebviewProxy = { postEvent: (type, data) => native.push([type, JSON.parse(data)]) };
  telegram.vibrate("success");
  telegram.closePage();
  assert.deepEqual(native.at(0), [
    "web_app_trigger_haptic_feedback",
    { type: "notification", notification_type: "success" },
  ]);
  assert.equal(native.at(1)[0], "web_app_close");
  assert.deepEqual(posted, []);
});

// The entry point of the chat page: builds its parts, loads the state and dispatches events. Query parameters of the
// address: `phone=Olena` (may be repeated: show only these phones), `log=open`, `theme=dark`, `bot=<id>`.

import { Sandbox } from "./base/api.js";
import { Clock } from "./controls/clock.js";
import { Phones } from "./phones/phones.js";
import { el, fill, iconButton } from "./base/dom.js";
import { Faults } from "./controls/faults.js";
import { Log } from "./controls/log.js";
import { note } from "./base/dialog.js";

const query = new URLSearchParams(location.search);

const prefersDark = matchMedia("(prefers-color-scheme: dark)");

function showTheme() {
  const preferred = prefersDark.matches ? "dark" : "light";
  document.documentElement.dataset.theme = query.get("theme") || localStorage.getItem("theme") || preferred;
}

/** Chooses a theme on this device; until then the page follows the preference of the system. */
function chooseTheme(theme) {
  localStorage.setItem("theme", theme);
  document.documentElement.dataset.theme = theme;
}

function brand(bot) {
  return el("div", { class: "brand" }, el("img", { src: "icon.svg", alt: "" }),
    el("div", {}, el("strong", {}, "Sandbox"), el("span", { data: { testid: "bot-name" } }, `@${bot.username}`)));
}

function themeButton() {
  return iconButton("sun", "Light or dark", () => chooseTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
    { data: { testid: "theme" } });
}

function connection() {
  const node = el("span", { class: "connection", role: "status", hidden: true, data: { testid: "connection" } }, "Connecting…");
  return { node, show: (connected) => { node.hidden = connected; document.body.dataset.connected = String(connected); } };
}

async function open() {
  showTheme();
  prefersDark.addEventListener("change", showTheme);
  const state = await new Sandbox().state();
  const bot = state.bots.find(({ id }) => String(id) === query.get("bot")) || state.bots[0];
  const sandbox = new Sandbox(bot.id);
  const clock = new Clock(sandbox);
  const faults = new Faults(sandbox);
  const phones = new Phones(sandbox, clock, bot, document.getElementById("phones"));
  const log = new Log(sandbox, document.getElementById("drawer"), (personId) => phones.nameOf(personId));
  const connectionStatus = connection();
  fill(document.getElementById("topbar"), brand(bot), clock.root,
    el("div", { class: "tools" }, connectionStatus.node, phones.add, faults.button, log.toggle, themeButton()));
  log.open(query.get("log") === "open");

  const show = async (state) => {
    clock.set(state.clock);
    faults.setFaults(state.faults);
    faults.setLimits(state.limits);
    await phones.load(state.people, query.getAll("phone"));
    await log.load();
  };
  const listeners = {
    clock: (data) => clock.set(data.clock),
    faults: (data) => faults.setFaults(data.faults),
    limits: (data) => faults.setLimits(data.limits),
    call: ({ call }) => call.bot_id === bot.id && log.add(call),
    reset: () => location.reload(),
  };
  await show(state);
  let { sequence } = state;
  const on = (kind, data) => {
    sequence = data.sequence;
    if (listeners[kind]) listeners[kind](data);
    else phones.on(kind, data);
  };
  const stream = sandbox.follow(sequence, on, async (connected) => {
    connectionStatus.show(connected);
    if (connected && (await sandbox.state()).sequence < sequence) location.reload(); // the sandbox was restarted
  });
  // A page in the back-forward cache would keep one of the six connections that a browser opens to a server.
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.body.dataset.ready = "true";
}

open().catch((refusal) => note(refusal.message, true));

// The chat page's front door: builds the parts, loads the state, hands every event to whom it concerns. The address may say
// `?phone=Olena` (repeatable: only these phones), `?log=open`, `?theme=dark`, `?bot=<id>`.

import { Sandbox } from "./api.js";
import { Clock } from "./clock.js";
import { Desk } from "./desk.js";
import { el, fill, iconButton } from "./dom.js";
import { Faults } from "./faults.js";
import { Log } from "./log.js";
import { note } from "./dialog.js";

const wishes = new URLSearchParams(location.search);

function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
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
  chooseTheme(wishes.get("theme") || localStorage.getItem("theme") || "light");
  const state = await new Sandbox().state();
  const bot = state.bots.find(({ id }) => String(id) === wishes.get("bot")) || state.bots[0];
  const sandbox = new Sandbox(bot.id);
  const clock = new Clock(sandbox);
  const faults = new Faults(sandbox);
  const desk = new Desk(sandbox, clock, bot, document.getElementById("phones"));
  const log = new Log(sandbox, document.getElementById("drawer"), (personId) => desk.nameOf(personId));
  const wire = connection();
  fill(document.getElementById("topbar"), brand(bot), clock.root,
    el("div", { class: "tools" }, wire.node, desk.add, faults.button, log.toggle, themeButton()));
  log.open(wishes.get("log") === "open");

  const take = async (fresh) => {
    clock.set(fresh.clock);
    faults.setFaults(fresh.faults);
    faults.setLimits(fresh.limits);
    await desk.load(fresh.people, wishes.getAll("phone"));
    await log.load();
  };
  const hands = {
    clock: ({ clock: fresh }) => clock.set(fresh),
    faults: (data) => faults.setFaults(data.faults),
    limits: (data) => faults.setLimits(data.limits),
    call: ({ call }) => call.bot_id === bot.id && log.add(call),
    reset: () => location.reload(),
  };
  await take(state);
  let { sequence } = state;
  const on = (kind, data) => {
    sequence = data.sequence;
    if (hands[kind]) hands[kind](data);
    else desk.on(kind, data);
  };
  const stream = sandbox.follow(sequence, on, async (connected) => {
    wire.show(connected);
    if (connected && (await sandbox.state()).sequence < sequence) location.reload(); // another sandbox answers there now
  });
  // A page kept for "back" would hold one of the six connections a browser opens to one server.
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.body.dataset.ready = "true";
}

open().catch((refusal) => note(refusal.message, true));

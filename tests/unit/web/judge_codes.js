/** Opens packs and judges codes with the scanner's own modules: a JSON line in, a JSON line out. */

import { createInterface } from "node:readline";
import { Judge } from "../../../web/static/scan/judge.js";
import { makeDeviceKey, openDelivery, publicPoint, readHead } from "../../../web/static/scan/pack.js";

const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const bytes = (text) => Uint8Array.from(Buffer.from(text, "base64"));
const device = await makeDeviceKey();
let judge = null;
let pack = null;

const commands = {
  point: async () => base64(await publicPoint(device)),
  open: async ({ delivery, seal, keep }) => {
    const known = keep && pack ? pack.parts.values() : [];
    try {
      pack = await openDelivery(bytes(delivery), device.privateKey, bytes(seal), known);
    } catch (error) {
      return { refused: error.name, message: error.message };
    }
    judge = new Judge(readHead(pack), pack.parts);
    return { parts: pack.parts.size };
  },
  known: async () => [...pack.parts.keys()],
  judge: async ({ payload, used, now }) => {
    const { verdict, row } = await judge.judge(payload, new Set(used), now);
    return { verdict, name: row?.name ?? null, type: row?.type ?? null };
  },
  portrait: async ({ payload, now }) => {
    const { row } = await judge.judge(payload, new Set(), now);
    return row?.portrait ? base64(row.portrait) : null;
  },
  time: async ({ payload, now, times }) => {
    const took = [];
    for (let time = 0; time < times; time += 1) {
      const began = performance.now();
      await judge.judge(payload, new Set(), now);
      took.push(performance.now() - began);
    }
    return took;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...given } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await commands[command](given))}\n`);
}

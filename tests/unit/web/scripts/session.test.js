import assert from "node:assert/strict";
import { test } from "node:test";

const TOKEN = "A".repeat(43);
const kept = new Map();
const asked = [];
let answer = { status: 200, body: {} };

globalThis.location = { hash: `#${TOKEN}`, pathname: "/scan", search: "" };
globalThis.history = {
  replaceState(_state, _title, address) {
    globalThis.location.hash = address;
  },
};
Object.defineProperty(globalThis, "sessionStorage", {
  value: {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  },
});
globalThis.fetch = async (path, options) => {
  asked.push({ path, ...options });
  if (answer === null) throw new TypeError("no network");
  return new Response(JSON.stringify(answer.body), { status: answer.status });
};

const { beginSession, callApi, Refusal, SessionOver, Unreachable } = await import(
  "../../../../web/static/app/session.js"
);

test("without a session nothing is sent", async () => {
  await assert.rejects(callApi("GET", "/app/passes"), SessionOver);
  assert.deepEqual(asked, []);
});

test("a token in the address is exchanged once, and taken out of the address", async () => {
  answer = { status: 200, body: { token: "secret", name: "Name" } };
  assert.equal((await beginSession()).name, "Name");
  assert.deepEqual(JSON.parse(asked[0].body), { token: TOKEN });
  assert.equal(asked[0].path, "/app/session/link");
  assert.equal(globalThis.location.hash, "/scan");
  globalThis.location.hash = "";
  assert.equal((await beginSession()).token, "secret");
  assert.equal(asked.length, 1, "the second time it was kept");
});

test("calls carry the session and the key, and no cookies", async () => {
  answer = { status: 200, body: { done: true } };
  assert.deepEqual(await callApi("POST", "/app/x", { a: 1 }, "key"), { done: true });
  const { headers, credentials } = asked.at(-1);
  assert.equal(headers.Authorization, "Bearer secret");
  assert.equal(headers["Idempotency-Key"], "key");
  assert.equal(credentials, "omit");
});

test("a refusal has its sentence, and what may be tried again is told from what may not", async () => {
  answer = { status: 409, body: { refused: "refused-x", text: "Not now." } };
  await assert.rejects(callApi("GET", "/app/x"), (error) => error instanceof Refusal && error.message === "Not now.");
  for (const next of [{ status: 503, body: null }, { status: 429, body: null }, null]) {
    answer = next;
    await assert.rejects(callApi("GET", "/app/x"), Unreachable);
  }
  answer = { status: 401, body: null };
  await assert.rejects(callApi("GET", "/app/x"), SessionOver);
  assert.equal(kept.size, 0);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { toUtf8 } from "../../../../web/static/verify/bytes.js";
import { parseCanonical } from "../../../../web/static/verify/canonical.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/canonical.json", import.meta.url), "utf-8"));

for (const { json, canonical } of vectors) {
  test(`${json} is ${canonical ? "" : "not "}canonical`, () => {
    if (canonical) assert.doesNotThrow(() => parseCanonical(toUtf8(json)));
    else assert.throws(() => parseCanonical(toUtf8(json)));
  });
}

test("bytes that are no UTF-8 are not canonical", () => {
  assert.throws(() => parseCanonical(Uint8Array.of(0x22, 0xff, 0x22)));
});

test("JSON that is too deep is refused", () => {
  assert.throws(() => parseCanonical(toUtf8("[".repeat(100_000))));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { shownText } from "../../../../web/static/verify/elements.js";

test("nothing in a text turns its direction or stays unseen", () => {
  for (const one of "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u115f\u3164\ufeff") {
    assert.equal(shownText(`Наказ ${one}fdp.exe`), "Наказ fdp.exe");
  }
  assert.equal(shownText("Шевченко Олена, שלום, 14:05"), "Шевченко Олена, שלום, 14:05");
});

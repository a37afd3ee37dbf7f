import assert from "node:assert/strict";
import { test } from "node:test";

import { isSignatureFile } from "../../../../web/static/verify/elsewhere.js";

const bytes = (/** @type {string} */ text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test("signatures and containers are known by their names or first bytes, and other files are none", () => {
  const message = bytes("\x30\x82\x0b\x85\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0");
  const container = bytes(`PK\x03\x04${"\0".repeat(26)}mimetypeapplication/vnd.etsi.asic-e+zip`);
  assert.ok(isSignatureFile("renamed", message));
  assert.ok(isSignatureFile("renamed.zip", container));
  assert.ok(isSignatureFile("Order.PDF.P7S", bytes("MIIB")));
  assert.ok(!isSignatureFile("finished.pdf", bytes("%PDF-1.7")));
  assert.ok(!isSignatureFile("bundle.zip", bytes("PK\x03\x04")));
});

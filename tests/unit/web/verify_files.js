/** Verify files as the page does: reads lines of `[file, certificate or null]`, writes a line of JSON for each. */

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseCertificate } from "../../../web/static/verify/certificate.js";
import { verifyFinished } from "../../../web/static/verify/verification.js";

const read = (path) => new Uint8Array(readFileSync(path));

for await (const line of createInterface({ input: process.stdin })) {
  const [file, certificate] = JSON.parse(line);
  const found = await verifyFinished(read(file), certificate && parseCertificate(read(certificate)));
  process.stdout.write(`${JSON.stringify(found)}\n`);
}

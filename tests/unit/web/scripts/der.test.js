import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, toHex } from "../../../../web/static/verify/bytes.js";
import { readOid, readOnly, readTime, readUnsigned, writeDer, writeOid } from "../../../../web/static/verify/der.js";

for (const [hex, why] of [
  ["", "nothing"],
  ["30", "no length"],
  ["3080", "an indefinite length"],
  ["308100", "a length in the long form that fits the short one"],
  ["30820001aa", "a length with a leading zero"],
  ["3002aa", "bytes that are missing"],
  ["300000", "bytes behind the element"],
  ["1f0100", "a tag in the long form"],
]) {
  test(`${why} is refused`, () => assert.throws(() => readOnly(fromHex(hex))));
}

for (const oid of [
  "1.2.840.10045.4.3.2",
  "2.16.840.1.101.3.4.2.1",
  "2.25.308523345727074786887138882006592196900.1.4",
]) {
  test(`the identifier ${oid} is read as it was written`, () => assert.equal(readOid(readOnly(writeOid(oid))), oid));
}

test("an identifier with a leading zero in an arc is refused", () => {
  assert.throws(() => readOid(readOnly(fromHex("0603 2a80 01".replaceAll(" ", "")))));
});

test("numbers are not negative and are written the short way", () => {
  assert.equal(toHex(readUnsigned(readOnly(fromHex("020200ff")), 2)), "00ff");
  for (const bad of ["0201ff", "02020001", "0200", "0203010000"]) {
    assert.throws(() => readUnsigned(readOnly(fromHex(bad)), 2), bad);
  }
});

test("times of both kinds compare as text", () => {
  const time = (/** @type {number} */ tag, /** @type {string} */ text) =>
    readTime(readOnly(writeDer(tag, new TextEncoder().encode(text))));
  assert.equal(time(0x17, "260302093015Z"), "2026-03-02T09:30:15.000000Z");
  assert.equal(time(0x17, "990302093015Z"), "1999-03-02T09:30:15.000000Z");
  assert.equal(time(0x18, "20560302093015.25Z"), "2056-03-02T09:30:15.250000Z");
  assert.throws(() => time(0x17, "2603020930Z"));
});

test("long contents are written with a long length", () => {
  assert.equal(toHex(writeDer(4, new Uint8Array(300)).subarray(0, 4)), "0482012c");
});

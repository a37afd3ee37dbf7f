import assert from "node:assert/strict";
import { test } from "node:test";
import { toUtf8 } from "../../../../web/static/verify/bytes.js";
import { Pdf, Stream } from "../../../../web/static/verify/pdf.js";
import { verifyFinished } from "../../../../web/static/verify/verification.js";

/** Write objects as a PDF with a cross-reference table. */
function written(objects, trailer = "/Root 1 0 R", start = "") {
  let text = "%PDF-1.7\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const lines = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`;
  return toUtf8(
    `${text}${table}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start || text.length}\n%%EOF\n`,
  );
}

test("every kind of object is read", async () => {
  const pdf = await Pdf.open(
    written(["<< /A#20B [1 -2.5 true null (a\\(b\\)\\101\\\nc) <4 1> 2 0 R] % note\n >>", "/Name"]),
  );
  const catalog = await pdf.catalog();
  const items = await pdf.itemsAt(catalog, "/A B");
  assert.deepEqual(items.slice(0, 4), [1, -2.5, true, null]);
  assert.equal(new TextDecoder().decode(items[4]), "a(b)Ac");
  assert.deepEqual([...items[5]], [0x41]);
  assert.equal(await pdf.follow(items[6]), "/Name");
});

test("a stream has the length that an object names", async () => {
  const pdf = await Pdf.open(written(["<< /S 2 0 R >>", "<< /Length 3 0 R >>\nstream\nabc\nendstream", "3"]));
  const stream = await pdf.member(await pdf.catalog(), "/S");
  assert.ok(stream instanceof Stream);
  assert.equal(new TextDecoder().decode(await pdf.decode(stream)), "abc");
});

for (const [why, data] of [
  ["references in a circle", written(["2 0 R", "1 0 R"])],
  ["sections in a circle", written(["<<>>"], "/Root 1 0 R /Prev 45")],
  ["a form that contains itself", written(["<< /AcroForm << /Fields [2 0 R] >> >>", "<< /T (a) /Kids [2 0 R] >>"])],
  ["arrays without end", written([`<< /AcroForm ${"[".repeat(5000)} >>`])],
  ["a section beyond the file", written(["<<>>"], "/Root 1 0 R", "99999")],
]) {
  test(`a file with ${why} is no finished file`, async () => {
    assert.equal((await verifyFinished(data)).integrity, "unknown");
  });
}

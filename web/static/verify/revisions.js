/**
 * What was added to a finished file behind its seal: data for later checks, and document time stamps over it all.
 * Nothing else may have changed. The same rules as `bot/signing/verification/checking_revisions.py`.
 */

import { digest } from "./bytes.js";
import { readSignedData } from "./cms.js";
import { asDictionary, Ref, Stream } from "./pdf.js";
import { coveredBytes, readContainer, readTokenOver } from "./stamps.js";

/** @typedef {import("./pdf.js").Pdf} Pdf */
/** @typedef {import("./pdf.js").PdfObject} PdfObject */
/** @typedef {import("./pdf.js").Dictionary} Dictionary */
/** @typedef {import("./stamps.js").TimeStamp} TimeStamp */
/** @typedef {import("./seal.js").Field} Field */

/**
 * @param {Pdf} whole
 * @param {Pdf} sealed the file as it was sealed: the beginning of the whole
 * @param {Field[]} fields the document time stamps of the whole
 * @returns {Promise<{ faults: string[], stamps: TimeStamp[] }>}
 */
export async function checkRevisions(whole, sealed, fields) {
  const stamps = [];
  let before = sealed.data.length;
  let holding = true;
  for (const { value } of [...fields].sort((one, other) => endOf(one) - endOf(other))) {
    const { timestamp, holds } = await readDocumentStamp(whole, value);
    holding &&= holds && endOf({ value }) > before;
    before = endOf({ value });
    if (timestamp) stamps.push(timestamp);
  }
  const faults = [];
  if (before !== whole.data.length || !(await onlyStampsAdded(whole, sealed, fields))) faults.push("beyond-seal");
  if (!holding) faults.push("timestamp-broken");
  return { faults, stamps };
}

/**
 * @param {{ value: Dictionary }} field
 * @returns {number} where the bytes end that a signature covers
 */
export function endOf({ value }) {
  const range = value.get("/ByteRange");
  if (!Array.isArray(range) || range.length !== 4) throw new Error("a byte range that is none");
  return Number(range[2]) + Number(range[3]);
}

/**
 * @param {Pdf} whole
 * @param {Dictionary} value
 * @returns {Promise<{ timestamp: TimeStamp | null, holds: boolean }>}
 */
async function readDocumentStamp(whole, value) {
  const range = /** @type {number[]} */ (value.get("/ByteRange")).map(Number);
  const container = readContainer(whole.data.subarray(0, endOf({ value })), range);
  if (!container) return { timestamp: null, holds: false };
  const covered = coveredBytes(whole.data, range);
  return readTokenOver(readSignedData(container), (hash) => digest(covered, hash));
}

/**
 * @param {Pdf} whole
 * @param {Pdf} sealed
 * @param {Field[]} fields
 * @returns {Promise<boolean>} whether no object of the sealed file was changed but to add data and time stamps
 */
async function onlyStampsAdded(whole, sealed, fields) {
  const newer = whole.starts.length - sealed.starts.length;
  if (newer < 1 || !sealed.starts.every((start, at) => whole.starts[newer + at] === start)) return false;
  const changed = new Set(whole.numbersIn(0, newer).filter((number) => sealed.has(number)));
  const added = new Set(fields.map((field) => field.number));
  const root = whole.trailer.get("/Root");
  if (!same(root, sealed.trailer.get("/Root")) || !(root instanceof Ref)) return false;
  const catalogs = { now: await whole.catalog(), before: await sealed.catalog() };
  if (!sameBut(catalogs, ["/DSS", "/AcroForm", "/Extensions"])) return false;
  if (!(await formHolds(whole, sealed, catalogs, added, changed))) return false;
  const store = catalogs.before.get("/DSS");
  for (const one of [root, store]) if (one instanceof Ref) changed.delete(one.number);
  for (const number of changed) if (!(await pageHolds(whole, sealed, number, added))) return false;
  return (await Promise.all(fields.map((field) => isInvisible(whole, field.field)))).every(Boolean);
}

/**
 * @param {Pdf} whole
 * @param {Pdf} sealed
 * @param {{ now: Dictionary, before: Dictionary }} catalogs
 * @param {Set<number>} added the numbers of the time stamps' fields
 * @param {Set<number>} changed what was judged here is removed
 * @returns {Promise<boolean>} whether the form is as it was but for time stamps
 */
async function formHolds(whole, sealed, catalogs, added, changed) {
  const [reference, old] = [catalogs.now.get("/AcroForm"), catalogs.before.get("/AcroForm")];
  if ((reference instanceof Ref || old instanceof Ref) && !same(reference, old)) return false;
  const forms = { now: asDictionary(await whole.follow(reference)), before: asDictionary(await sealed.follow(old)) };
  if (reference instanceof Ref) changed.delete(reference.number);
  return sameBut(forms, ["/Fields", "/SigFlags"]) && longer(whole, sealed, forms, "/Fields", added, changed);
}

/**
 * @param {Pdf} whole
 * @param {Pdf} sealed
 * @param {number} number of an object that was changed
 * @param {Set<number>} added
 * @returns {Promise<boolean>} whether it is a page, and as it was but for time stamps
 */
async function pageHolds(whole, sealed, number, added) {
  const reference = new Ref(number, 0);
  const [now, before] = [await whole.follow(reference), await sealed.follow(reference)];
  if (now instanceof Stream || !(now instanceof Map) || !(before instanceof Map)) return false;
  if (before.get("/Type") !== "/Page" || !sameBut({ now, before }, ["/Annots"])) return false;
  return longer(whole, sealed, { now, before }, "/Annots", added, new Set());
}

/**
 * @param {Pdf} whole
 * @param {Pdf} sealed
 * @param {{ now: Dictionary, before: Dictionary }} parents
 * @param {string} key
 * @param {Set<number>} added
 * @param {Set<number>} changed
 * @returns {Promise<boolean>} whether a list has its former items and then time stamps only
 */
async function longer(whole, sealed, { now, before }, key, added, changed) {
  const reference = now.get(key);
  if (reference instanceof Ref) {
    if (before.has(key) && !same(reference, before.get(key))) return false;
    changed.delete(reference.number);
  }
  const [items, former] = [await whole.itemsAt(now, key), await sealed.itemsAt(before, key)];
  const rest = items.slice(former.length);
  return (
    same(items.slice(0, former.length), former) && rest.every((one) => one instanceof Ref && added.has(one.number))
  );
}

/**
 * @param {Pdf} pdf
 * @param {Dictionary} field
 * @returns {Promise<boolean>} whether a field shows nothing on its page
 */
async function isInvisible(pdf, field) {
  const corners = await pdf.itemsAt(field, "/Rect");
  return !field.has("/AP") && corners.every((one) => one === 0);
}

/**
 * @param {{ now: Dictionary, before: Dictionary }} pair
 * @param {string[]} but
 * @returns {boolean} whether two dictionaries have the same members, except for some
 */
function sameBut({ now, before }, but) {
  const rest = (/** @type {Dictionary} */ one) => new Map([...one].filter(([key]) => !but.includes(key)));
  return same(rest(now), rest(before));
}

/**
 * @param {PdfObject | undefined} one
 * @param {PdfObject | undefined} other
 * @returns {boolean}
 */
function same(one, other) {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

/**
 * @param {PdfObject | undefined} value
 * @returns {unknown} what tells a value from every other, for JSON
 */
function plain(value) {
  if (value instanceof Ref) return { reference: [value.number, value.generation] };
  if (value instanceof Stream) return { stream: plain(value.dictionary), raw: [...value.raw] };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return { map: [...value].map(([key, one]) => [key, plain(one)]).sort() };
  return value ?? null;
}

/** A ZIP with everything about a document: its finished files are checked, the others held against its list. */

import { findBytes, fromLatin1, fromUtf8, sha256Hex } from "./bytes.js";
import { inflate } from "./pdf.js";

const SCHEMA = "countersign/bundle/1";
const END = fromLatin1("PK\x05\x06");
const MOST_ENTRIES = 20_000;

/**
 * What a bundle has: finished files to check, and how many of its files are as its own list says.
 * @typedef {{ finished: { name: string, content: Uint8Array }[], same: number, total: number, differing: string[] }} Bundle
 */

/**
 * @param {Uint8Array} data
 * @returns {boolean} whether the bytes begin like a ZIP file
 */
export function isZip(data) {
  return findBytes(data.subarray(0, 4), fromLatin1("PK\x03\x04")) === 0;
}

/**
 * @param {Uint8Array} data
 * @returns {Promise<Bundle>} throws for anything that is no bundle
 */
export async function readBundle(data) {
  const entries = await readZip(data);
  const written = entries.get("manifest.json");
  const manifest = JSON.parse(fromUtf8(written ?? new Uint8Array()));
  if (manifest.schema !== SCHEMA || !Array.isArray(manifest.files)) throw new Error("no bundle");
  const listed = new Map(manifest.files.map((/** @type {any} */ file) => [String(file.path), String(file.sha256)]));
  const others = [...entries].filter(([name]) => name !== "manifest.json");
  const differing = [];
  for (const [name, content] of others) {
    if (listed.get(name) !== (await sha256Hex(content))) differing.push(name);
  }
  const finished = others.filter(([name]) => /^finished\/.*\.pdf$/i.test(name));
  return {
    finished: finished.map(([name, content]) => ({ name: name.slice("finished/".length), content })),
    same: others.length - differing.length,
    total: others.length,
    differing,
  };
}

/**
 * Read a ZIP file by its central directory (APPNOTE.TXT, 4.3); without encryption, parts or ZIP64.
 * @param {Uint8Array} data
 * @returns {Promise<Map<string, Uint8Array>>}
 */
async function readZip(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const end = findBytes(data, END, Math.max(0, data.length - 65_557));
  if (end < 0) throw new Error("ZIP: no end");
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new Error("ZIP: too many entries");
  const found = new Map();
  let at = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("ZIP: no entry");
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const path = fromUtf8(data.subarray(at + 46, at + 46 + name));
    if (found.has(path)) throw new Error("ZIP: a name is there twice");
    found.set(path, await readEntry(data, view, view.getUint32(at + 42, true), method, size));
    at += 46 + name + extra + comment;
  }
  return found;
}

/**
 * @param {Uint8Array} data
 * @param {DataView} view
 * @param {number} offset
 * @param {number} method
 * @param {number} size
 * @returns {Promise<Uint8Array>}
 */
async function readEntry(data, view, offset, method, size) {
  if (view.getUint32(offset, true) !== 0x04034b50) throw new Error("ZIP: no entry");
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = data.subarray(start, start + size);
  if (method === 0) return packed;
  if (method !== 8) throw new Error("ZIP: another method");
  return inflate(packed, "deflate-raw");
}

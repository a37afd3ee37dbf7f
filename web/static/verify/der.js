/** DER (ITU-T X.690): strict reading, and the little writing that a comparison needs. Any other encoding throws. */

import { fromLatin1, fromUtf8, joinBytes, toLatin1 } from "./bytes.js";

const LONGEST = 1 << 26;

/**
 * One element: its tag byte, its contents, and all its bytes.
 * @typedef {{ tag: number, body: Uint8Array, whole: Uint8Array }} Element
 */

export const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
};

/**
 * Read the element at the beginning of the bytes; what follows is left.
 * @param {Uint8Array} data
 * @returns {Element}
 */
export function readFirst(data) {
  if (data.length < 2 || (data[0] & 0x1f) === 0x1f) throw new Error("DER: no element");
  const [length, start] = readLength(data);
  if (start + length > data.length) throw new Error("DER: cut off");
  return { tag: data[0], body: data.subarray(start, start + length), whole: data.subarray(0, start + length) };
}

/**
 * @param {Uint8Array} data
 * @returns {[number, number]} the length of the contents, and where they begin
 */
function readLength(data) {
  if (data[1] < 0x80) return [data[1], 2];
  const size = data[1] & 0x7f;
  if (size === 0 || size > 4 || data.length < 2 + size || data[2] === 0) throw new Error("DER: a bad length");
  const length = data.subarray(2, 2 + size).reduce((sum, byte) => sum * 256 + byte, 0);
  if (length < 0x80 || length > LONGEST) throw new Error("DER: a length not written the short way");
  return [length, 2 + size];
}

/**
 * Read bytes that are one element and nothing else.
 * @param {Uint8Array} data
 * @param {number} [tag]
 * @returns {Element}
 */
export function readOnly(data, tag) {
  const found = readFirst(data);
  if (found.whole.length !== data.length) throw new Error("DER: bytes after the element");
  return tag === undefined ? found : expectTag(found, tag);
}

/**
 * @param {Element | undefined} element
 * @param {number} tag
 * @returns {Element} the element, if it is there and has this tag
 */
export function expectTag(element, tag) {
  if (element?.tag !== tag) throw new Error("DER: another element than expected");
  return element;
}

/**
 * @param {Element} element
 * @returns {Element[]} the elements inside
 */
export function children(element) {
  const found = [];
  let rest = element.body;
  while (rest.length) {
    const child = readFirst(rest);
    found.push(child);
    rest = rest.subarray(child.whole.length);
  }
  return found;
}

/**
 * @param {Element} element
 * @returns {string} the dotted form of an object identifier
 */
export function readOid(element) {
  const arcs = [];
  let arc = 0n;
  let begun = false;
  for (const byte of expectTag(element, TAG.oid).body) {
    if (!begun && byte === 0x80) throw new Error("DER: an arc with a leading zero");
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    begun = byte >= 0x80;
    if (!begun) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  if (begun || !arcs.length) throw new Error("DER: an identifier cut off");
  const first = arcs[0] < 40n ? 0n : arcs[0] < 80n ? 1n : 2n;
  return [first, arcs[0] - first * 40n, ...arcs.slice(1)].join(".");
}

/**
 * @param {Element} element a BIT STRING
 * @returns {Uint8Array} its bytes; throws where it has unused bits
 */
export function readBits(element) {
  const { body } = expectTag(element, TAG.bits);
  if (body[0] !== 0) throw new Error("DER: unused bits");
  return body.subarray(1);
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
export function readBoolean(element) {
  const { body } = expectTag(element, 0x01);
  if (body.length !== 1 || (body[0] !== 0 && body[0] !== 0xff)) throw new Error("DER: no boolean");
  return body[0] === 0xff;
}

/**
 * @param {Element} element an INTEGER
 * @param {number} size
 * @returns {Uint8Array<ArrayBuffer>} a number that is not negative, in exactly `size` bytes
 */
export function readUnsigned(element, size) {
  const { body } = expectTag(element, TAG.integer);
  const padded = body.length > 1 && body[0] === 0 && body[1] < 0x80;
  if (!body.length || body[0] >= 0x80 || padded) throw new Error("DER: a bad number");
  const digits = body[0] === 0 ? body.subarray(1) : body;
  if (digits.length > size) throw new Error("DER: a number too large");
  return joinBytes(new Uint8Array(size - digits.length), digits);
}

/**
 * @param {Element} element a string of any kind that names in certificates have
 * @returns {string}
 */
export function readText(element) {
  const { tag, body } = element;
  if (tag === 0x0c) return fromUtf8(body);
  if (tag === 0x1e) return new TextDecoder("utf-16be", { fatal: true }).decode(body);
  if (![0x12, 0x13, 0x14, 0x16, 0x1a].includes(tag)) throw new Error("DER: no text");
  return toLatin1(body);
}

/**
 * @param {Element} element UTCTime or GeneralizedTime
 * @returns {string} RFC 3339 in UTC with microseconds, which compares as text
 */
export function readTime(element) {
  const text = toLatin1(element.body);
  const parts = (element.tag === 0x17 ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/ : GENERALIZED).exec(text);
  if (!parts || (element.tag !== 0x17 && element.tag !== 0x18)) throw new Error("DER: no time");
  const [, year, month, day, hour, minute, second, fraction] = parts;
  const century = element.tag === 0x18 ? "" : Number(year) < 50 ? "20" : "19";
  return `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 6).padEnd(6, "0")}Z`;
}

const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.?(\d*)Z$/;

/**
 * @param {number} tag
 * @param {...Uint8Array} contents
 * @returns {Uint8Array<ArrayBuffer>} one element
 */
export function writeDer(tag, ...contents) {
  const body = joinBytes(...contents);
  const { length } = body;
  if (length < 0x80) return joinBytes(Uint8Array.of(tag, length), body);
  const digits = length.toString(16);
  const size = Math.ceil(digits.length / 2);
  const bytes = digits.padStart(size * 2, "0").match(/../g) ?? [];
  return joinBytes(Uint8Array.of(tag, 0x80 | size, ...bytes.map((pair) => Number.parseInt(pair, 16))), body);
}

/**
 * @param {string} dotted
 * @returns {Uint8Array<ArrayBuffer>} the element of an object identifier
 */
export function writeOid(dotted) {
  const [first, second, ...others] = dotted.split(".").map(BigInt);
  const bytes = [first * 40n + second, ...others].flatMap((arc) => {
    const digits = [Number(arc & 0x7fn)];
    for (let rest = arc >> 7n; rest; rest >>= 7n) digits.unshift(Number(rest & 0x7fn) | 0x80);
    return digits;
  });
  return writeDer(TAG.oid, fromLatin1(String.fromCharCode(...bytes)));
}

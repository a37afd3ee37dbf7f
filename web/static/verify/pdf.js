/**
 * The objects of a PDF (ISO 32000-2, 7.5): as much as finding a seal and its attachments takes.
 *
 * A name is a text that begins with a slash, a string is its bytes. Nothing is drawn and nothing is repaired. What a
 * file may have but this page cannot read is `Unsupported`: no fault of the file.
 */

import { fromLatin1, joinBytes, toLatin1 } from "./bytes.js";

const DEEPEST = 200;
const MOST_BYTES = 1 << 28;

/** Thrown where a file may be sound, but is written in a way that is not read here. */
export class Unsupported extends Error {}

/** A reference to an object. */
export class Ref {
  /**
   * @param {number} number
   * @param {number} generation
   */
  constructor(number, generation) {
    this.number = number;
    this.generation = generation;
  }
}

/** A stream: its dictionary and its bytes as they are written. */
export class Stream {
  /**
   * @param {Dictionary} dictionary
   * @param {Uint8Array} raw
   */
  constructor(dictionary, raw) {
    this.dictionary = dictionary;
    this.raw = raw;
  }
}

/** @typedef {Map<string, PdfObject>} Dictionary */
/** @typedef {null | boolean | number | string | Uint8Array | Ref | Stream | PdfObject[] | Map<string, any>} PdfObject */
/** @typedef {{ offset: number, generation: number } | { stream: number, index: number } | "free"} Place */
/** @typedef {{ places: Map<number, Place>, hybrid: Map<number, Place> | null }} Section */

const SPACES = new Set([0, 9, 10, 12, 13, 32]);
const ENDS = new Set([...SPACES, ...fromLatin1("()<>[]{}/%")]);
const ESCAPES = new Map([..."nrtbf"].map((letter, at) => [letter.charCodeAt(0), "\n\r\t\b\f".charCodeAt(at)]));

/** Reads objects one after another. */
class Scanner {
  /**
   * @param {Uint8Array} data
   * @param {number} at
   */
  constructor(data, at) {
    this.data = data;
    this.at = at;
  }

  /** Move to the next byte that is neither white space nor in a comment. */
  skip() {
    for (; this.at < this.data.length; this.at += 1) {
      if (this.data[this.at] === 0x25) {
        while (this.at < this.data.length && this.data[this.at] !== 10 && this.data[this.at] !== 13) this.at += 1;
      } else if (!SPACES.has(this.data[this.at])) return;
    }
  }

  /** @returns {string} the next word, which may be empty; it is passed over */
  word() {
    this.skip();
    const from = this.at;
    while (this.at < this.data.length && !ENDS.has(this.data[this.at])) this.at += 1;
    return toLatin1(this.data.subarray(from, this.at));
  }

  /**
   * @param {string} text
   * @returns {boolean} whether the next bytes are these; then they are passed over
   */
  takes(text) {
    this.skip();
    const found = toLatin1(this.data.subarray(this.at, this.at + text.length)) === text;
    if (found) this.at += text.length;
    return found;
  }

  /** @returns {number} the next word as a whole number that is not negative */
  whole() {
    const word = this.word();
    if (!/^\+?\d{1,15}$/.test(word)) throw new Error("PDF: no number");
    return Number(word);
  }

  /**
   * @param {number} [depth]
   * @returns {PdfObject}
   */
  object(depth = 0) {
    if (depth > DEEPEST) throw new Error("PDF: too deep");
    if (this.takes("<<")) return this.dictionary(depth);
    if (this.takes("[")) return this.array(depth);
    if (this.takes("<")) return this.hexString();
    if (this.takes("(")) return this.string();
    if (this.takes("/")) return this.name();
    return this.simple();
  }

  /**
   * @param {number} depth
   * @returns {Dictionary}
   */
  dictionary(depth) {
    const found = new Map();
    while (!this.takes(">>")) {
      if (!this.takes("/")) throw new Error("PDF: a key that is no name");
      const key = this.name();
      found.set(key, this.object(depth + 1));
    }
    return found;
  }

  /**
   * @param {number} depth
   * @returns {PdfObject[]}
   */
  array(depth) {
    const found = [];
    while (!this.takes("]")) found.push(this.object(depth + 1));
    return found;
  }

  /** @returns {string} */
  name() {
    const from = this.at;
    while (this.at < this.data.length && !ENDS.has(this.data[this.at])) this.at += 1;
    const written = toLatin1(this.data.subarray(from, this.at));
    return `/${written.replace(/#([0-9A-Fa-f]{2})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))}`;
  }

  /** @returns {Uint8Array} */
  hexString() {
    const end = this.data.indexOf(0x3e, this.at);
    if (end < 0) throw new Error("PDF: a string without end");
    const digits = toLatin1(this.data.subarray(this.at, end)).replace(/[\0\t\n\f\r ]/g, "");
    if (!/^[0-9A-Fa-f]*$/.test(digits)) throw new Error("PDF: no hexadecimal digits");
    this.at = end + 1;
    const pairs = digits.padEnd(digits.length + (digits.length % 2), "0").match(/../g) ?? [];
    return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
  }

  /** @returns {Uint8Array} */
  string() {
    const found = [];
    for (let open = 1; ; ) {
      if (this.at >= this.data.length) throw new Error("PDF: a string without end");
      const byte = this.data[this.at];
      this.at += 1;
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      if (!open) return Uint8Array.from(found);
      if (byte === 0x5c) found.push(...this.escape());
      else found.push(byte);
    }
  }

  /** @returns {number[]} the byte that stands behind a backslash; none for the end of a line */
  escape() {
    const byte = this.data[this.at];
    this.at += 1;
    if (byte >= 0x30 && byte <= 0x37) {
      let value = byte - 0x30;
      for (let digit = this.data[this.at], more = 2; more && digit >= 0x30 && digit <= 0x37; more -= 1) {
        value = value * 8 + digit - 0x30;
        this.at += 1;
        digit = this.data[this.at];
      }
      return [value & 0xff];
    }
    if (byte === 13 && this.data[this.at] === 10) this.at += 1;
    return byte === 10 || byte === 13 ? [] : [ESCAPES.get(byte) ?? byte];
  }

  /** @returns {PdfObject} a number, a reference, or one of the three words */
  simple() {
    const word = this.word();
    if (/^\d+$/.test(word)) return this.reference(Number(word));
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return Number(word);
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    throw new Error("PDF: no object");
  }

  /**
   * @param {number} number
   * @returns {number | Ref} the number, or the reference that it begins
   */
  reference(number) {
    const back = this.at;
    const generation = this.word();
    if (/^\d{1,5}$/.test(generation) && this.word() === "R") return new Ref(number, Number(generation));
    this.at = back;
    return number;
  }
}

/** A PDF, read by its cross-reference sections from the newest to the oldest. */
export class Pdf {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    /** @type {Section[]} */
    this.sections = [];
    /** @type {number[]} where each section is, the newest first */
    this.starts = [];
    /** @type {Dictionary} */
    this.trailer = new Map();
    /** @type {Map<string, Promise<PdfObject>>} */
    this.known = new Map();
  }

  /**
   * @param {Uint8Array} data
   * @returns {Promise<Pdf>} throws for anything that is no PDF
   */
  static async open(data) {
    if (!/^%PDF-\d.\d/.test(toLatin1(data.subarray(0, 16)))) throw new Error("PDF: no header");
    const pdf = new Pdf(data);
    const seen = new Set();
    /** @type {number | null} */
    let next = findStart(data);
    while (next !== null) {
      if (seen.has(next)) throw new Error("PDF: sections in a circle");
      seen.add(next);
      pdf.starts.push(next);
      next = await pdf.readSection(next);
    }
    return pdf;
  }

  /**
   * @param {number} from
   * @param {number} until
   * @returns {number[]} the objects that some of the sections tell of, counted from the newest
   */
  numbersIn(from, until) {
    const sections = this.sections.slice(from, until);
    return sections.flatMap(({ places, hybrid }) => [...places.keys(), ...(hybrid ? hybrid.keys() : [])]);
  }

  /**
   * @param {number} number
   * @returns {boolean} whether any section tells of this object
   */
  has(number) {
    return this.sections.some(({ places, hybrid }) => places.has(number) || hybrid?.has(number));
  }

  /**
   * Follow a reference as far as it leads; anything else is returned as it is.
   * @param {PdfObject | undefined} item
   * @returns {Promise<PdfObject>}
   */
  async follow(item) {
    let found = item ?? null;
    for (let steps = 0; found instanceof Ref; steps += 1) {
      if (steps > 20) throw new Error("PDF: references in a circle");
      found = await this.get(found);
    }
    return found;
  }

  /**
   * @param {Dictionary} parent
   * @param {string} key
   * @returns {Promise<PdfObject>} a member, followed; null where there is none
   */
  member(parent, key) {
    return this.follow(parent.get(key));
  }

  /**
   * @param {Dictionary} parent
   * @param {string} key
   * @returns {Promise<Dictionary>} a member that must be a dictionary; an empty one where there is none
   */
  async dictionaryAt(parent, key) {
    const found = await this.member(parent, key);
    return found === null ? new Map() : asDictionary(found);
  }

  /**
   * @param {Dictionary} parent
   * @param {string} key
   * @returns {Promise<PdfObject[]>} the items of a member that must be an array; none where there is none
   */
  async itemsAt(parent, key) {
    const found = await this.member(parent, key);
    if (found !== null && !Array.isArray(found)) throw new Error(`PDF: ${key} is no array`);
    return found ?? [];
  }

  /** @returns {Promise<Dictionary>} the document's catalog */
  async catalog() {
    return asDictionary(await this.member(this.trailer, "/Root"));
  }

  /**
   * @param {Ref} ref
   * @returns {Promise<PdfObject>} the object; the same one each time
   */
  get(ref) {
    const key = `${ref.number} ${ref.generation}`;
    const known = this.known.get(key) ?? this.load(ref);
    this.known.set(key, known);
    return known;
  }

  /**
   * @param {Ref} ref
   * @returns {Promise<PdfObject>}
   */
  async load(ref) {
    const place = this.find(ref);
    if (place === null || place === "free") return null;
    if ("offset" in place) return (await this.readIndirect(place.offset, ref)).object;
    return this.readPacked(ref.number, place.stream);
  }

  /**
   * @param {Ref} ref
   * @returns {Place | null} where the newest section that knows the object has it
   */
  find(ref) {
    for (const { places, hybrid } of this.sections) {
      for (const known of [places, hybrid]) {
        const place = known?.get(ref.number);
        if (place === "free") return place;
        if (place && ("offset" in place ? place.generation === ref.generation : ref.generation === 0)) return place;
      }
    }
    return null;
  }

  /**
   * @param {number} offset
   * @param {Ref} [expected]
   * @returns {Promise<{ object: PdfObject, end: number }>}
   */
  async readIndirect(offset, expected) {
    const scanner = new Scanner(this.data, offset);
    const [number, generation] = [scanner.whole(), scanner.whole()];
    const named = !expected || (expected.number === number && expected.generation === generation);
    if (!named || scanner.word() !== "obj") throw new Error("PDF: another object than expected");
    const object = scanner.object();
    if (object instanceof Map && scanner.takes("stream")) return this.readStream(object, scanner);
    return { object, end: scanner.at };
  }

  /**
   * @param {Dictionary} dictionary
   * @param {Scanner} scanner behind the word `stream`
   * @returns {Promise<{ object: Stream, end: number }>}
   */
  async readStream(dictionary, scanner) {
    if (this.data[scanner.at] === 13) scanner.at += 1;
    if (this.data[scanner.at] === 10) scanner.at += 1;
    const length = await this.member(dictionary, "/Length");
    if (typeof length !== "number" || !Number.isInteger(length) || length < 0) throw new Error("PDF: no length");
    const raw = this.data.subarray(scanner.at, scanner.at + length);
    scanner.at += length;
    if (scanner.word() !== "endstream") throw new Error("PDF: a stream of another length");
    return { object: new Stream(dictionary, raw), end: scanner.at };
  }

  /**
   * @param {number} number
   * @param {number} container
   * @returns {Promise<PdfObject>} an object in an object stream
   */
  async readPacked(number, container) {
    const stream = await this.get(new Ref(container, 0));
    if (!(stream instanceof Stream) || stream.dictionary.get("/Type") !== "/ObjStm")
      throw new Error("PDF: no object stream");
    const content = await this.decode(stream);
    const [count, first] = [stream.dictionary.get("/N"), stream.dictionary.get("/First")];
    if (typeof count !== "number" || typeof first !== "number")
      throw new Error("PDF: an object stream without numbers");
    const scanner = new Scanner(content, 0);
    for (let at = 0; at < count; at += 1) {
      const [found, offset] = [scanner.whole(), scanner.whole()];
      if (found === number) return new Scanner(content, first + offset).object();
    }
    return null;
  }

  /**
   * @param {Stream} stream
   * @returns {Promise<Uint8Array>} its bytes without compression
   */
  async decode({ dictionary, raw }) {
    const filter = await this.member(dictionary, "/Filter");
    const filters = Array.isArray(filter) ? filter : filter === null ? [] : [filter];
    if (!filters.length) return raw;
    if (filters.length > 1 || filters[0] !== "/FlateDecode") throw new Unsupported("a filter other than FlateDecode");
    const parameters = await this.member(dictionary, "/DecodeParms");
    const [only] = Array.isArray(parameters) ? parameters : [parameters];
    const settings = await this.follow(only);
    return unpredict(await inflate(raw, "deflate"), settings instanceof Map ? settings : new Map());
  }

  /**
   * @param {number} offset
   * @returns {Promise<number | null>} where the section before is
   */
  async readSection(offset) {
    const scanner = new Scanner(this.data, offset);
    return scanner.takes("xref") ? this.readTable(scanner) : this.readCrossReferences(offset);
  }

  /**
   * @param {Scanner} scanner behind the word `xref`
   * @returns {Promise<number | null>}
   */
  async readTable(scanner) {
    const places = new Map();
    while (!scanner.takes("trailer")) {
      const [first, count] = [scanner.whole(), scanner.whole()];
      for (let number = first; number < first + count; number += 1) {
        const [offset, generation, kind] = [scanner.whole(), scanner.whole(), scanner.word()];
        if (number && kind === "n") places.set(number, { offset, generation });
        if (number && kind === "f") places.set(number, "free");
      }
    }
    const trailer = asDictionary(scanner.object());
    const other = trailer.get("/XRefStm");
    const hybrid = typeof other === "number" ? await this.readPlaces(other) : null;
    return this.addSection({ places, hybrid: hybrid?.places ?? null }, trailer);
  }

  /**
   * @param {number} offset
   * @returns {Promise<number | null>}
   */
  async readCrossReferences(offset) {
    const { places, dictionary } = await this.readPlaces(offset);
    return this.addSection({ places, hybrid: null }, dictionary);
  }

  /**
   * @param {number} offset of a cross-reference stream
   * @returns {Promise<{ places: Map<number, Place>, dictionary: Dictionary }>}
   */
  async readPlaces(offset) {
    const { object } = await this.readIndirect(offset);
    if (!(object instanceof Stream) || object.dictionary.get("/Type") !== "/XRef")
      throw new Error("PDF: no cross-references");
    const { dictionary } = object;
    const widths = numbersOf(dictionary.get("/W"));
    const index = dictionary.has("/Index")
      ? numbersOf(dictionary.get("/Index"))
      : [0, ...numbersOf([dictionary.get("/Size") ?? null])];
    return { places: unpackPlaces(await this.decode(object), widths, index), dictionary };
  }

  /**
   * @param {Section} section
   * @param {Dictionary} trailer
   * @returns {number | null}
   */
  addSection(section, trailer) {
    this.sections.push(section);
    for (const [key, value] of trailer) if (!this.trailer.has(key)) this.trailer.set(key, value);
    const before = trailer.get("/Prev") ?? null;
    if (before !== null && typeof before !== "number") throw new Error("PDF: /Prev is no number");
    return before;
  }
}

/**
 * @param {PdfObject} value
 * @returns {Dictionary} the value, if it is a dictionary, or a stream's
 */
export function asDictionary(value) {
  if (value instanceof Stream) return value.dictionary;
  if (!(value instanceof Map)) throw new Error("PDF: not a dictionary");
  return value;
}

/**
 * @param {PdfObject | undefined} value
 * @returns {number[]}
 */
function numbersOf(value) {
  if (!Array.isArray(value)) throw new Error("PDF: no numbers");
  return value.map((one) => {
    if (typeof one !== "number" || !Number.isInteger(one) || one < 0) throw new Error("PDF: no number");
    return one;
  });
}

/**
 * @param {Uint8Array} data
 * @returns {number} where the newest cross-reference section is, as the end of the file says
 */
function findStart(data) {
  const tail = toLatin1(data.subarray(-1024));
  const found = [...tail.matchAll(/startxref\s*(\d{1,15})[\r\n]+(?=%%EOF)/g)].pop();
  const start = found?.[1];
  if (start === undefined) throw new Error("PDF: no startxref");
  return Number(start);
}

/**
 * @param {Uint8Array} data
 * @param {number[]} widths
 * @param {number[]} index
 * @returns {Map<number, Place>}
 */
function unpackPlaces(data, widths, index) {
  const places = new Map();
  let at = 0;
  const field = (/** @type {number} */ width, /** @type {number} */ otherwise) => {
    const bytes = data.subarray(at, at + width);
    at += width;
    return width && bytes.length === width ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : otherwise;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    for (let number = index[pair]; number < index[pair] + index[pair + 1] && at < data.length; number += 1) {
      const [kind, second, third] = [field(widths[0], 1), field(widths[1], 0), field(widths[2], 0)];
      if (number && kind === 0) places.set(number, "free");
      if (number && kind === 1) places.set(number, { offset: second, generation: third });
      if (number && kind === 2) places.set(number, { stream: second, index: third });
    }
  }
  return places;
}

/**
 * @param {Uint8Array} raw
 * @param {"deflate" | "deflate-raw"} format
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function inflate(raw, format) {
  const whole = await tryInflate(raw, format);
  if (whole) return whole;
  // A line break between the data and `endstream` may have been counted as data.
  const trimmed = await tryInflate(
    raw.subarray(0, raw.findLastIndex((byte) => byte !== 10 && byte !== 13) + 1),
    format,
  );
  if (!trimmed) throw new Error("compressed data are broken");
  return trimmed;
}

/**
 * @param {Uint8Array} raw
 * @param {"deflate" | "deflate-raw"} format
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>}
 */
async function tryInflate(raw, format) {
  const source = new Blob([/** @type {BlobPart} */ (raw)]).stream();
  const reader = source.pipeThrough(new DecompressionStream(format)).getReader();
  const parts = [];
  try {
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return joinBytes(...parts);
      size += value.length;
      if (size > MOST_BYTES) throw new Error("too many bytes");
      parts.push(value);
    }
  } catch {
    return null;
  }
}

/**
 * Undo a PNG predictor (ISO 32000-2, 7.4.4.4).
 * @param {Uint8Array} data
 * @param {Dictionary} settings
 * @returns {Uint8Array}
 */
function unpredict(data, settings) {
  const predictor = settings.get("/Predictor") ?? 1;
  if (predictor === 1) return data;
  const [colours, bits] = [settings.get("/Colors") ?? 1, settings.get("/BitsPerComponent") ?? 8];
  const columns = settings.get("/Columns") ?? 1;
  if (typeof predictor !== "number" || predictor < 10 || colours !== 1 || bits !== 8 || typeof columns !== "number") {
    throw new Unsupported("a predictor other than PNG's");
  }
  const rows = Math.ceil(data.length / (columns + 1));
  const found = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const line = data.subarray(row * (columns + 1), (row + 1) * (columns + 1));
    unfilter(line[0], line.subarray(1), found, row * columns, columns);
  }
  return found;
}

/**
 * @param {number} filter
 * @param {Uint8Array} line
 * @param {Uint8Array} found
 * @param {number} start
 * @param {number} columns
 */
function unfilter(filter, line, found, start, columns) {
  if (filter > 4) throw new Error("PDF: no predictor");
  line.forEach((byte, at) => {
    const left = at ? found[start + at - 1] : 0;
    const above = start ? found[start + at - columns] : 0;
    const corner = at && start ? found[start + at - columns - 1] : 0;
    found[start + at] = byte + [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
  });
}

/**
 * @param {number} left
 * @param {number} above
 * @param {number} corner
 * @returns {number}
 */
function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((one) => Math.abs(guess - one));
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

/** Readers of plain JSON: exactly the members and types of a value. The same rules as `bot/signing/records/plain.py`. */

/** @typedef {import("./canonical.js").Json} Json */
/** @typedef {(data: Json) => unknown} Check throws where the data are something else */

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.\d{6}Z$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @type {Check} */
export function isText(data) {
  return typeof data === "string" || refusePlain("a text");
}

/** @type {Check} */
export function isWhole(data) {
  return Number.isSafeInteger(data) || refusePlain("a whole number");
}

/** @type {Check} */
export function isUuid(data) {
  return (typeof data === "string" && UUID.test(data)) || refusePlain("an id");
}

/** @type {Check} */
export function isMoment(data) {
  const parts = typeof data === "string" && MOMENT.exec(data);
  if (!parts) return refusePlain("a time");
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return (real && hour < 24 && minute < 60 && second < 60) || refusePlain("a time");
}

/**
 * @param {...string} values
 * @returns {Check}
 */
export function isOneOf(...values) {
  return (data) => (typeof data === "string" && values.includes(data)) || refusePlain(values.join("|"));
}

/**
 * @param {Check} check
 * @returns {Check}
 */
export function isNullOr(check) {
  return (data) => data === null || check(data);
}

/**
 * @param {Check} check
 * @returns {Check}
 */
export function isListOf(check) {
  return (data) => (Array.isArray(data) ? data.every((one) => check(one)) : refusePlain("a list"));
}

/**
 * @param {Record<string, Check>} members
 * @returns {Check}
 */
export function hasExactly(members) {
  const names = Object.keys(members).sort().join();
  return (data) => {
    if (data === null || typeof data !== "object" || Array.isArray(data)) return refusePlain("an object");
    if (Object.keys(data).sort().join() !== names) return refusePlain(names);
    return Object.entries(members).every(([name, check]) => check(data[name]));
  };
}

/**
 * @param {string} expected
 * @returns {never}
 */
function refusePlain(expected) {
  throw new Error(`not ${expected}`);
}

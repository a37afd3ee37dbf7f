// Formatting of times, sizes and names.

const DAY = 24 * 60 * 60;
const HOUR = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const LONG = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" });
const YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

export const hourOf = (at) => HOUR.format(at);
export const longDayOf = (at) => LONG.format(at);
export const dayKey = (at) => `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;

/** Returns "Today", "Yesterday", "22 November" or "22 November 2025". */
export function dayOf(at, now) {
  if (dayKey(at) === dayKey(now)) return "Today";
  if (dayKey(at) === dayKey(new Date(now.getTime() - DAY * 1000))) return "Yesterday";
  return (at.getFullYear() === now.getFullYear() ? DATE : YEAR).format(at);
}

/** Returns "30 d 3 min ahead" for an offset in seconds, "" for less than half a minute. */
export function offsetOf(seconds) {
  const total = Math.round(Math.abs(seconds) / 60);
  if (total === 0) return "";
  const parts = [[Math.floor(total / 1440), "d"], [Math.floor(total / 60) % 24, "h"], [total % 60, "min"]];
  const words = parts.filter(([n]) => n > 0).slice(0, 2).map(([n, unit]) => `${n} ${unit}`);
  return `${words.join(" ")} ${seconds < 0 ? "behind" : "ahead"}`;
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(bytes < 10240 ? 1 : 0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function initialsOf(name) {
  const letters = name.split(/\s+/).filter(Boolean).map((word) => [...word][0]);
  return letters.slice(0, 2).join("").toUpperCase() || "?";
}

/** Returns one of seven tints, the same for the same id. */
export const tintOf = (id) => `tint-${Number(id) % 7}`;

export function extensionOf(name) {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1, dot + 5).toUpperCase() : "FILE";
}

// What a pressed or pasted link means inside a phone. Pure: tells, does nothing.

const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

function parsed(link) {
  const text = link.trim();
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  } catch {
    return null;
  }
}

/** `{kind: "bot"|"web"|"other", href}`: a link to this bot, to the web, or something a phone would hand elsewhere. */
export function meaningOf(link, username) {
  const url = parsed(link);
  if (!url) return { kind: "other", href: link };
  const same = (name) => (name || "").toLowerCase() === username.toLowerCase();
  if (url.protocol === "tg:") {
    const bot = url.hostname === "resolve" || url.pathname.includes("resolve");
    return { kind: bot && same(url.searchParams.get("domain")) ? "bot" : "other", href: url.href };
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return { kind: "other", href: url.href };
  if (HOSTS.has(url.hostname)) return { kind: same(url.pathname.split("/")[1]) ? "bot" : "other", href: url.href };
  return { kind: "web", href: url.href };
}

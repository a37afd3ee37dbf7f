// What a link does when it is opened in a phone.

const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

function parsed(link) {
  const text = link.trim();
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  } catch {
    return null;
  }
}

/** Returns `{kind: "bot"|"web"|"other", href}`: a link to this bot, to the web, or to another app. */
export function parseLink(link, username) {
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

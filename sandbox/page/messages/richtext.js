// Rendering a message's text and entities (UTF-16 offsets, as JavaScript's) as nodes. Nothing in the text is parsed as
// markup, and a pressed link only calls `follow(href)`. An entity that exceeds its parent is cut.

import { el } from "../base/dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};

function linkOf(entity, text) {
  switch (entity.type) {
    case "text_link": return entity.url;
    case "url": return /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
    case "email": return `mailto:${text}`;
    case "phone_number": return `tel:${text.replace(/[^\d+]/g, "")}`;
    case "mention": return `https://t.me/${text.slice(1)}`;
    default: return null;
  }
}

function anchor(children, href, follow) {
  const node = el("a", { class: "link", title: href, role: "link", tabIndex: 0, data: { testid: "message-link" } }, children);
  const press = (event) => { event.preventDefault(); event.stopPropagation(); follow(href); };
  node.addEventListener("click", press);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter") press(event); });
  return node;
}

function spoiler(children) {
  const node = el("span", { class: "spoiler", role: "button", tabIndex: 0, "aria-label": "Hidden text, press to show" }, children);
  const show = () => { node.classList.add("shown"); node.removeAttribute("aria-label"); };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
  return node;
}

function quote(children, expandable) {
  const node = el("blockquote", { class: expandable ? "quote expandable" : "quote" }, children);
  if (!expandable) return node;
  node.append(el("button", { type: "button", class: "quote-more", "aria-expanded": "false", onclick: (event) => {
    const open = node.classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
    event.currentTarget.textContent = open ? "Show less" : "Show more";
  } }, "Show more"));
  return node;
}

function renderEntity(entity, text, children, { follow, send }) {
  const href = linkOf(entity, text);
  if (href) return anchor(children, href, follow);
  if (TAGS[entity.type]) return el(TAGS[entity.type], { class: entity.type }, children);
  switch (entity.type) {
    case "pre": return el("pre", { class: "pre", data: { language: entity.language || "" } }, el("code", {}, children));
    case "spoiler": return spoiler(children);
    case "blockquote": return quote(children, false);
    case "expandable_blockquote": return quote(children, true);
    case "bot_command": {
      const node = anchor(children, text, () => send(text));
      node.dataset.testid = "message-command";
      return node;
    }
    case "text_mention": case "hashtag": case "cashtag": return el("span", { class: "link" }, children);
    default: return el("span", {}, children);
  }
}

// Outer entities first, because they are the parents of the inner ones.
function inOrder(entities) {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

// A block element has line breaks of its own, so those beside it are left out.
function withoutBlockBreaks(text, afterBlock, beforeBlock) {
  return text.slice(afterBlock && text.startsWith("\n") ? 1 : 0, beforeBlock && text.endsWith("\n") ? -1 : undefined);
}

function renderRange(text, entities, from, to, handlers) {
  const nodes = [];
  let position = from;
  let i = 0;
  let block = false;
  while (i < entities.length) {
    const entity = entities[i];
    const begin = Math.max(entity.offset, position);
    const end = Math.min(entity.offset + entity.length, to);
    i += 1;
    if (end <= begin) continue;
    const inner = [];
    while (i < entities.length && entities[i].offset < end) inner.push(entities[i++]);
    const last = block;
    block = BLOCKS.has(entity.type);
    if (begin > position) nodes.push(withoutBlockBreaks(text.slice(position, begin), last, block));
    nodes.push(renderEntity(entity, text.slice(begin, end), renderRange(text, inner, begin, end, handlers), handlers));
    position = end;
  }
  if (position < to) nodes.push(withoutBlockBreaks(text.slice(position, to), block, false));
  return nodes;
}

/** Returns the nodes of a text; a pressed link calls `handlers.follow(href)`, a command `handlers.send(text)`. */
export function rich(text, entities, handlers) {
  return renderRange(text, inOrder(entities || []), 0, text.length, handlers);
}

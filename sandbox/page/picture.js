// Pictures and documents inside a bubble, and the viewer above the page. `hands.photograph(message)` starts the camera,
// `hands.view(message)` the viewer.

import { el, icon, iconButton } from "./dom.js";
import { extensionOf, sizeOf } from "./format.js";

// Shown in a tab of their own; anything else is only saved, because it would run on this page's origin.
const OPENED = /^(application\/pdf|image\/(png|jpeg|webp|gif)|text\/plain)(;|$)/;

/** The address of the picture a message shows, or null; image documents count. */
export function pictureOf(message) {
  if (message.deleted) return null;
  if (message.photo) return message.photo.url;
  const file = message.document;
  return file && /^image\/(png|jpeg|webp|gif)(;|$)/.test(file.mime_type || "") ? file.url : null;
}

function saved(url) { return `${url}${url.includes("?") ? "&" : "?"}download=1`; }

/** Starts the camera; it stands beside a single picture, so that nothing covers a code, and on the pictures of an album. */
export function cameraButton(message, hands) {
  return iconButton("camera", "Photograph from another phone", (event) => {
    event.stopPropagation();
    hands.photograph(message);
  }, { class: "icon-button camera", data: { testid: "photograph" } });
}

/** A photo as the bubble shows it; a spoiler is lifted by the first press. */
export function photo(message, hands) {
  const { url, width, height } = message.photo;
  const hidden = Boolean(message.raw?.has_media_spoiler);
  const image = el("img", { src: url, width, height, alt: message.text ? `Photo: ${message.text.slice(0, 80)}` : "Photo", loading: "eager" });
  const frame = el("div", { class: hidden ? "photo veiled" : "photo", data: { testid: "photo" } },
    el("button", { type: "button", class: "photo-open", "aria-label": "Open the photo", onclick: () => {
      if (!frame.classList.replace("veiled", "lifted")) hands.view(message);
    } }, image));
  return frame;
}

/** Photos of one album in a grid. */
export function album(messages, hands) {
  return el("div", { class: `album of-${Math.min(messages.length, 4)}`, data: { testid: "album", count: String(messages.length) } },
    messages.map((message) => {
      const frame = photo(message, hands);
      frame.append(cameraButton(message, hands));
      return frame;
    }));
}

export function file(message, hands, inAlbum = false) {
  const { url, file_name: name, mime_type: mime, file_size: size, thumbnail_url: thumbnail } = message.document;
  const title = name || "file";
  const face = thumbnail || pictureOf(message);
  return el("div", { class: "file", data: { testid: "document", name: title } },
    face
      ? el("button", { type: "button", class: "file-face picture", "aria-label": `Open ${title}`,
        onclick: () => pictureOf(message) && hands.view(message) }, el("img", { src: face, alt: "" }))
      : el("span", { class: `file-face ext-${extensionOf(title).toLowerCase()}`, "aria-hidden": "true" }, extensionOf(title)),
    el("div", { class: "file-words" },
      el("strong", { title }, title),
      el("span", {}, sizeOf(size || 0),
        OPENED.test(mime || "") && [" · ", el("a", { href: url, target: "_blank", rel: "noopener noreferrer", data: { testid: "document-open" } }, "Open")],
        // Telegram's apps do not let protected content be saved.
        !message.protect_content && [" · ", el("a", { href: saved(url), download: title, data: { testid: "document-download" } }, "Save")])),
    inAlbum && pictureOf(message) && cameraButton(message, hands));
}

/** The picture at full size. */
export function viewPicture(message, hands) {
  const url = pictureOf(message);
  const node = el("dialog", { class: "viewer", "aria-label": "Photo", data: { testid: "viewer" } },
    el("div", { class: "viewer-tools" },
      el("button", { type: "button", class: "button", data: { testid: "viewer-photograph" },
        onclick: () => { node.close(); hands.photograph(message); } }, icon("camera"), "Photograph from another phone"),
      !message.protect_content && el("a", { class: "button", href: saved(url), download: "" }, icon("download"), "Save"),
      el("button", { type: "button", class: "button", onclick: () => node.close() }, "Close")),
    el("img", { src: url, alt: message.text || "Photo" }));
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => { if (event.target === node) node.close(); });
  document.body.append(node);
  node.showModal();
}

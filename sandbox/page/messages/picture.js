// Pictures and documents in a bubble, and the viewer. `handlers.photograph(message)` opens the camera dialog,
// `handlers.view(message)` the viewer.

import { el, icon, iconButton } from "../base/dom.js";
import { extensionOf, sizeOf } from "../base/format.js";

// Opened in a new tab; other types can only be saved, because they could run scripts with this page's origin.
const DISPLAYED = /^(application\/pdf|image\/(png|jpeg|webp|gif)|text\/plain)(;|$)/;

/** Returns the URL of a message's picture (a photo or an image document), or null. */
export function pictureOf(message) {
  if (message.deleted) return null;
  if (message.photo) return message.photo.url;
  const file = message.document;
  return file && /^image\/(png|jpeg|webp|gif)(;|$)/.test(file.mime_type || "") ? file.url : null;
}

function downloadUrl(url) { return `${url}${url.includes("?") ? "&" : "?"}download=1`; }

/** Creates the camera button, placed beside a single picture so that it covers no code, and on those of an album. */
export function cameraButton(message, handlers) {
  return iconButton("camera", "Photograph from another phone", (event) => {
    event.stopPropagation();
    handlers.photograph(message);
  }, { class: "icon-button camera", data: { testid: "photograph" } });
}

/** Renders a photo; the first press reveals a spoiler. */
export function photo(message, handlers) {
  const { url, width, height } = message.photo;
  const hidden = Boolean(message.raw?.has_media_spoiler);
  const image = el("img", { src: url, width, height, alt: message.text ? `Photo: ${message.text.slice(0, 80)}` : "Photo", loading: "eager" });
  const frame = el("div", { class: hidden ? "photo blurred" : "photo", data: { testid: "photo" } },
    el("button", { type: "button", class: "photo-open", "aria-label": "Open the photo", onclick: () => {
      if (!frame.classList.replace("blurred", "revealed")) handlers.view(message);
    } }, image));
  return frame;
}

/** Renders the photos of an album as a grid. */
export function album(messages, handlers) {
  return el("div", { class: `album of-${Math.min(messages.length, 4)}`, data: { testid: "album", count: String(messages.length) } },
    messages.map((message) => {
      const frame = photo(message, handlers);
      frame.append(cameraButton(message, handlers));
      return frame;
    }));
}

export function file(message, handlers, inAlbum = false) {
  const { url, file_name: name, mime_type: mime, file_size: size, thumbnail_url: thumbnail } = message.document;
  const title = name || "file";
  const face = thumbnail || pictureOf(message);
  return el("div", { class: "file", data: { testid: "document", name: title } },
    face
      ? el("button", { type: "button", class: "file-icon picture", "aria-label": `Open ${title}`,
        onclick: () => pictureOf(message) && handlers.view(message) }, el("img", { src: face, alt: "" }))
      : el("span", { class: `file-icon ext-${extensionOf(title).toLowerCase()}`, "aria-hidden": "true" }, extensionOf(title)),
    el("div", { class: "file-text" },
      el("strong", { title }, title),
      el("span", {}, sizeOf(size || 0),
        DISPLAYED.test(mime || "") && [" · ", el("a", { href: url, target: "_blank", rel: "noopener noreferrer", data: { testid: "document-open" } }, "Open")],
        // Telegram's apps do not let protected content be saved.
        !message.protect_content && [" · ", el("a", { href: downloadUrl(url), download: title, data: { testid: "document-download" } }, "Save")])),
    inAlbum && pictureOf(message) && cameraButton(message, handlers));
}

/** Shows a picture at full size. */
export function viewPicture(message, handlers) {
  const url = pictureOf(message);
  const node = el("dialog", { class: "viewer", "aria-label": "Photo", data: { testid: "viewer" } },
    el("div", { class: "viewer-tools" },
      el("button", { type: "button", class: "button", data: { testid: "viewer-photograph" },
        onclick: () => { node.close(); handlers.photograph(message); } }, icon("camera"), "Photograph from another phone"),
      !message.protect_content && el("a", { class: "button", href: downloadUrl(url), download: "" }, icon("download"), "Save"),
      el("button", { type: "button", class: "button", onclick: () => node.close() }, "Close")),
    el("img", { src: url, alt: message.text || "Photo" }));
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => { if (event.target === node) node.close(); });
  document.body.append(node);
  node.showModal();
}

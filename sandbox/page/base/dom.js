// Building elements. Nothing here parses markup, so text of a bot is only ever shown as text. Do not use innerHTML.

const SVG = "http://www.w3.org/2000/svg";

/** Creates an element with properties (`class`, `data`, `aria-*`, `on*`) and children; null and false are left out. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in node && !name.includes("-") && name !== "list") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Replaces the children of a node. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-5 16-3-6-8-2z",
  clip: "M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.4 3.4 0 015 5l-8.6 8.6a1.7 1.7 0 01-2.5-2.5L14.5 7.5",
  camera: "M4 8h3l2-3h6l2 3h3v11H4z M12 16.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z",
  menu: "M5 7h14M5 12h14M5 17h9",
  close: "M6 6l12 12M18 6L6 18",
  link: "M10 14a4 4 0 005.7 0l3-3a4 4 0 00-5.7-5.7l-1 1M14 10a4 4 0 00-5.7 0l-3 3a4 4 0 005.7 5.7l1-1",
  keyboard: "M4 7h16v10H4zM8 13.5h8M7 10h.01M10.5 10h.01M14 10h.01M17 10h.01",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  copy: "M9 9h10v11H9zM6 15H5V4h10v2",
  external: "M14 5h5v5M19 5l-8 8M11 6H5v13h13v-6",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7",
  plus: "M12 5v14M5 12h14",
  log: "M5 6h14M5 12h9M5 18h12",
  fault: "M13 3L5 14h6l-1 7 8-11h-6z",
  sun: "M12 16a4 4 0 100-8 4 4 0 000 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6l1.4 1.4M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4",
  contact: "M5 4h14v16H5zM12 12a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM8 17c.4-2 2-3 4-3s3.6 1 4 3",
  block: "M12 21a9 9 0 100-18 9 9 0 000 18zM5.7 5.7l12.6 12.6",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2",
  lock: "M7 11h10v9H7zM9 11V8a3 3 0 016 0v3",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  voice: "M12 15a3 3 0 003-3V7a3 3 0 00-6 0v5a3 3 0 003 3zM6 12a6 6 0 0012 0M12 18v3",
  place: "M12 21c4-5 6-8 6-11a6 6 0 00-12 0c0 3 2 6 6 11zM12 12a2 2 0 100-4 2 2 0 000 4z",
  down: "M6 10l6 6 6-6",
  sent: "M5 13l4.5 4.5L19 7",
  read: "M1.5 13L6 17.5 15 7M11 15.5l2 2L22 7",
};

/** Creates an icon. It is hidden from screen readers; the control around it has the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Creates a button that shows only an icon; its label is read by screen readers. */
export function iconButton(name, label, onclick, properties = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...properties },
    icon(name));
}

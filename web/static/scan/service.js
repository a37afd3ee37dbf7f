/** Service worker of the scanner: opens the page and its files from the cache where there is no network. */

const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode === "navigate" && pathname === "/scan") event.respondWith(page(event.request));
  else if (event.request.method === "GET" && pathname.startsWith("/assets/")) event.respondWith(asset(event.request));
});

/** @param {Request} request */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match("/scan", { ignoreSearch: true })) ?? Response.error();
  }
}

/** Files keep their contents under their address. @param {Request} request */
async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}

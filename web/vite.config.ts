import { VitePWA } from "vite-plugin-pwa";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/**
 * What is first seen of the page is in it, and waits for nothing: the style sheet stands after that, where it holds up
 * the rest alone, and the module, which is most of what a first visit loads, is asked for at once.
 */
const firstSeen: Plugin = {
  name: "first-seen",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle }) {
      const module = Object.keys(bundle ?? {}).find((name) => /^assets\/easel-.*\.wasm$/.test(name));
      if (module === undefined) return html; // not built, but served as it is
      const sheet = /\s*<link rel="stylesheet"[^>]*>/.exec(html)?.[0] ?? "";
      const place = "<!-- the style sheet -->";
      if (sheet === "" || !html.includes(place)) throw new Error("index.html has no style sheet, or no place for it");
      return {
        html: html.replace(sheet, "").replace(place, sheet.trim()),
        tags: [{ tag: "link", attrs: { rel: "preload", as: "fetch", crossorigin: true, href: `/${module}` }, injectTo: "head" }],
      };
    },
  },
};

// The page is embedded into the server; see server/web. What stands in index.html
// itself the server allows by its hash; no more is inlined.
export default defineConfig({
  build: {
    outDir: "../server/web/dist",
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
  },
  worker: { format: "es" },
  // The page opens without network: a worker keeps its files, and takes new ones
  // for the next visit.
  plugins: [firstSeen, VitePWA({
    registerType: "autoUpdate",
    injectRegister: null, // main.tsx does, when all that one draws with is there: its worker's files can wait
    workbox: {
      globPatterns: ["**/*.{html,js,css,wasm,svg,webmanifest}"],
      // The module for files would double what a first visit loads: it is kept when it
      // is first used, and works without network from then on. (On the very first
      // visit, which the worker does not serve yet, the browser's own cache keeps it.)
      globIgnores: ["assets/export-*.wasm"],
      runtimeCaching: [{ urlPattern: /\/assets\/export-[\w-]+\.wasm$/, handler: "CacheFirst", options: { cacheName: "files", expiration: { maxEntries: 1 } } }],
      maximumFileSizeToCacheInBytes: 16 << 20,
      navigateFallback: "/index.html",
      navigateFallbackDenylist: [/^\/api\//, /^\/ws/, /^\/healthz/, /^\/version/],
    },
    manifest: {
      name: "Easel", short_name: "Easel", description: "A shared canvas", start_url: "/", display: "standalone",
      background_color: "#e9e4da", theme_color: "#e9e4da",
      icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
    },
  })],
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 },
});

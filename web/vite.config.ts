import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

// The page is embedded into the server; see server/web. Nothing is inlined, for
// the server's content security policy allows no inline script.
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
  plugins: [VitePWA({
    registerType: "autoUpdate",
    injectRegister: "script-defer",
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
  test: { include: ["test/**/*.test.ts"] },
});

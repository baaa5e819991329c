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
  test: { include: ["test/**/*.test.ts"] },
});

import js from "@eslint/js";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["node_modules", "src/gen", "artefacts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    files: ["scripts/**", "e2e/**"],
    languageOptions: { globals: { process: "readonly", console: "readonly", Buffer: "readonly", URL: "readonly", fetch: "readonly", setTimeout: "readonly", clearTimeout: "readonly", performance: "readonly", window: "readonly", document: "readonly", PointerEvent: "readonly", location: "readonly", navigator: "readonly", requestAnimationFrame: "readonly", EventTarget: "readonly", WebAssembly: "readonly", Node: "readonly", AbortSignal: "readonly", WebSocket: "readonly" } },
  },
  {
    rules: {
      "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
    },
  },
);

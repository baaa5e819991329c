// Package core holds the nouns and the rules of a shared painting.
//
// The same rules run in three places: in the browser (as WebAssembly) and in
// the desktop app, which predict what the server will say, and in the server,
// which says it. They agree because core is a pure function of what it is
// told: it has no clock, no randomness, no goroutine, no I/O and no floating
// point. Time, ids and bytes come in as arguments.
//
// A [Piece] is one painting. It changes only by [Piece.Apply], which takes the
// longest prefix of a [Batch] that the piece admits. Every replica applies the
// same entries in the same order, so every replica holds the same piece and,
// through core/raster, shows the same pixels.
//
// SPEC.md, beside this file, numbers the rules; code and tests cite the
// numbers. The words used here are defined there, once.
//
// # Dependencies
//
// What the tree uses of others, each for its job, and why that one:
//
//   - frames: github.com/vmihailenco/msgpack/v5 (BSD-2), its primitives only,
//     which are four to six times faster than its reflection; core/wire alone
//     imports it. It costs 0.3 MB of brotli-compressed wasm.
//   - sockets of server and tools: github.com/coder/websocket (ISC). The page
//     has the browser's own, for that one would cost another 0.6 MB.
//   - storage: modernc.org/sqlite (BSD-3), pure Go, so that the server builds for
//     every target without C.
//   - small pictures: golang.org/x/image/draw (BSD-3), for it reduces well; nothing
//     canonical goes through it.
//   - rates of sockets and addresses, shared loads: golang.org/x/time, x/sync.
//   - the artist's models: anthropic-sdk-go/v2 and openai-go/v3, the official SDKs; its
//     programs: go.starlark.net. Packages model and sketch below server/artist say
//     what each is for, and what it weighs.
//   - progress of the command line client: github.com/schollz/progressbar/v3 (MIT).
//   - the desktop app: github.com/hajimehoshi/ebiten/v2 (Apache-2.0); where the pointer is
//     between its frames, and the pointer of its tests, on X: github.com/jezek/xgb (BSD-3),
//     pure Go, which also builds where there are no headers.
//   - cairo beside the raster, in tools/bench: github.com/ebitengine/purego (Apache-2.0).
//   - the page: preact and its signals, lucide's icons; built by Vite, kept by the
//     worker that vite-plugin-pwa makes (MIT), so that it opens offline; tested by
//     Vitest and playwright-core with the system's Chromium, and looked at by axe-core
//     (MPL-2.0, tests only), which knows what readers of a screen need. Firefox is
//     driven by WebDriver BiDi over ws (MIT, no dependencies, tests only): Debian has
//     no geckodriver, and puppeteer-core brings 73 packages for a few commands.
//   - tests of Go in Chromium: github.com/agnivade/wasmbrowsertest; lint:
//     honnef.co/go/tools and typescript-eslint; all pinned.
//
// Everything else is the standard library.
package core

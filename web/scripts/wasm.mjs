// Builds the core for the page: the wasm module, the one for files, and Go's own
// glue for both.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const gen = join(web, "src", "gen");
mkdirSync(gen, { recursive: true });
const env = { ...process.env, GOOS: "js", GOARCH: "wasm" };
// Nothing that is drawn with goes through fmt and reflect, which are there for what
// others import: without inlining they are 20 kB less to load, compressed. Without
// the commit in it, a module that is the same has the same name.
const flags = ["-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=fmt=-l", "-gcflags=reflect=-l"];
for (const [name, path] of [["easel", "./wasm"], ["export", "./wasm/export"]]) {
  execFileSync("go", ["build", ...flags, "-o", join(gen, `${name}.wasm`), path], { cwd: join(web, ".."), env, stdio: "inherit" });
}
const root = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
copyFileSync(join(root, "lib", "wasm", "wasm_exec.js"), join(gen, "wasm_exec.js"));

// What an earlier build left must not be served beside this one.
rmSync(join(web, "..", "server", "web", "dist", "assets"), { recursive: true, force: true });

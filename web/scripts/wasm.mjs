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
// What is not called while one draws need not be fast: without inlining it is 40 kB
// less to load. Without the commit in it, a module that is the same has the same name.
const cool = ["easel.example/core/client", "easel.example/core/path", "easel.example/core/predict", "easel.example/core/replay", "easel.example/core/snapshot", "fmt", "github.com/vmihailenco/...", "internal/poll", "io/fs", "log", "os", "reflect", "sort", "syscall", "time"];
const flags = ["-trimpath", "-buildvcs=false", "-ldflags=-s -w", ...cool.map((p) => `-gcflags=${p}=-l`)];
for (const [name, path] of [["easel", "./wasm"], ["export", "./wasm/export"]]) {
  execFileSync("go", ["build", ...flags, "-o", join(gen, `${name}.wasm`), path], { cwd: join(web, ".."), env, stdio: "inherit" });
}
const root = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
copyFileSync(join(root, "lib", "wasm", "wasm_exec.js"), join(gen, "wasm_exec.js"));

// What an earlier build left must not be served beside this one.
rmSync(join(web, "..", "server", "web", "dist", "assets"), { recursive: true, force: true });

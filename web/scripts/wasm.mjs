// Builds the core for the page: the wasm module, the one for files, and Go's own
// glue for both.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const gen = join(web, "src", "gen");
mkdirSync(gen, { recursive: true });

// The codec's inits fill tables for values of any type, and what they name stays:
// most of reflect, and all of time. They are 97 kB of what a visitor loads, and core/wire,
// which encodes numbers, texts and lengths only, needs none of it. So the page is
// built with the codec's own sources as they come, but without those inits. If a
// table were used after all, the first use would panic.
const codec = "github.com/vmihailenco/msgpack/v5";
const root = join(web, "..");
const go = (...args) => execFileSync("go", args, { cwd: root, encoding: "utf8" }).trim();
const lean = join(gen, "msgpack");
rmSync(lean, { recursive: true, force: true });
for (const [from, to] of [[go("list", "-f", "{{.Dir}}", codec), lean], [go("list", "-f", "{{.Dir}}", `${codec}/msgpcode`), join(lean, "msgpcode")]]) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== "go.mod" && (!name.endsWith(".go") || name.endsWith("_test.go"))) continue;
    const source = readFileSync(join(from, name), "utf8");
    writeFileSync(join(to, name), source.replace(/^func init\(\)/m, `func init_${name.replace(".go", "")}()`));
  }
}
// The path is relative, for it is in the module, and the same source is to give the same name.
writeFileSync(join(gen, "lean.mod"), `${readFileSync(join(root, "go.mod"), "utf8")}\nreplace ${codec} => ./web/src/gen/msgpack\n`);
copyFileSync(join(root, "go.sum"), join(gen, "lean.sum"));

const env = { ...process.env, GOOS: "js", GOARCH: "wasm" };
// What is not called while one draws need not be fast: without inlining it is 50 kB
// less to load. Without the commit in it, a module that is the same has the same name.
const cool = ["easel.example/core/client", "easel.example/core/path", "easel.example/core/predict", "easel.example/core/replay", "easel.example/core/snapshot", "easel.example/wasm", "fmt", "github.com/vmihailenco/...", "internal/poll", "io/fs", "log", "os", "reflect", "sort", "syscall", "time"];
const flags = [`-modfile=${join(gen, "lean.mod")}`, "-trimpath", "-buildvcs=false", "-ldflags=-s -w", ...cool.map((p) => `-gcflags=${p}=-l`)];
for (const [name, path] of [["easel", "./wasm"], ["export", "./wasm/export"]]) {
  execFileSync("go", ["build", ...flags, "-o", join(gen, `${name}.wasm`), path], { cwd: root, env, stdio: "inherit" });
}
// How much of it there will be: what a server says is the length of what is sent, compressed.
writeFileSync(join(gen, "size.js"), `export const moduleBytes = ${statSync(join(gen, "easel.wasm")).size};\n`);
copyFileSync(join(go("env", "GOROOT"), "lib", "wasm", "wasm_exec.js"), join(gen, "wasm_exec.js"));

// What an earlier build left must not be served beside this one.
rmSync(join(web, "..", "server", "web", "dist", "assets"), { recursive: true, force: true });

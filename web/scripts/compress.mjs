// Puts a .br and a .gz beside each file that shrinks, for the server to send,
// and says what a first visit costs.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../../server/web/dist", import.meta.url));
let total = 0;
for (const name of readdirSync(dist, { recursive: true })) {
  const path = join(dist, name);
  if (!/\.(html|js|css|wasm|svg|webmanifest)$/.test(name) || !statSync(path).isFile()) continue;
  const data = readFileSync(path);
  const br = brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } });
  writeFileSync(path + ".br", br);
  writeFileSync(path + ".gz", gzipSync(data, { level: 9 }));
  console.log(`${name}: ${data.length} bytes, ${br.length} brotli`);
  if (!/dialogs|export|import|workshop/.test(name)) total += br.length; // loaded when one is opened, or for a file
}
console.log(`a first visit: ${total} bytes`);

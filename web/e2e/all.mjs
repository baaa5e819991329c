// All tests of the page, two files at a time and those that take longest first, so that at the end no processor waits;
// beside them, one at a time, those that mostly wait themselves: for silence, a limit, a hand's own speed. Alone, after
// all others, comes what is about the rhythm in which a stroke is seen.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "node:test";
import { tap } from "node:test/reporters";

const file = (name) => `${name}.test.mjs`;
const waiting = ["studio", "real", "offline"].map(file);
const longest = ["provider", "counts", "renewal", "journey", "artist-counts", "brushes", "notebook", "people"].map(file);
const alone = ["performed"].map(file);
const folder = new URL(".", import.meta.url);
const found = readdirSync(folder).filter((name) => name.endsWith(".test.mjs") && !alone.includes(name) && !waiting.includes(name));
const ordered = [...longest.filter((name) => found.includes(name)), ...found.filter((name) => !longest.includes(name))];

/** Runs files, so many at a time, and gives what they say to a function, piece by piece. */
async function all(names, concurrency, say) {
  const tests = run({ files: names.map((name) => fileURLToPath(new URL(name, folder))), concurrency });
  tests.on("test:fail", (e) => { if (!e.todo) process.exitCode = 1; });
  for await (const text of tests.compose(tap)) say(text);
}

const write = (text) => process.stdout.write(text);
const kept = []; // each of the two is told whole
const patient = all(waiting, 1, (text) => kept.push(text));
await all(ordered, 2, write);
await patient;
write(kept.join(""));
await all(alone, 1, write);

import { readFileSync } from "node:fs";
import { decode } from "@msgpack/msgpack";
import { describe, expect, it } from "vitest";
import { tokenOf } from "../src/api";
import { Coming, coming, quick } from "../src/coming";
import { action } from "../src/keys";
import { initials } from "../src/members";
import { search } from "../src/people";
import { fileName } from "../src/picture";
import { palettes, readPalette } from "../src/palettes";
import { color, leave, paint, readBrush, toasts, tool, whyWaiting, type Tool } from "../src/store";
import { readColors } from "../src/stored";
import { colorNumber, contrast, faces, paints, readableOn, stepSize } from "../src/palette";
import { pack, pointerKind } from "../src/samples";
import { idle, moved, scaled, turned } from "../src/shift";
import { absent, standing } from "../src/share";
import { ago } from "../src/spaces";
import { onGround, pale } from "../src/stroke";
import { Ring } from "../src/stats";
import { toldFor, Teller } from "../src/teller";

const key = (k: string, mods: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", boolean>> = {}) =>
  ({ key: k, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...mods });

describe("keys", () => {
  it.each([
    [key("b"), "brush"], [key("B"), "brush"], [key("0"), "fit"], [key("["), "smaller"], [key("z", { ctrlKey: true }), "undo"],
    [key("Z", { metaKey: true, shiftKey: true }), "redo"], [key("y", { ctrlKey: true }), "redo"], [key("z"), ""], [key("b", { ctrlKey: true }), ""],
    [key("Tab"), "panels"], [key("Tab", { shiftKey: true }), ""], [key("?"), "help"], [key("D", { ctrlKey: true, shiftKey: true }), "debug"], [key("constructor"), ""],
    [key("e"), "eraser"], [key("R", { shiftKey: true }), "turnback"], [key("s", { ctrlKey: true }), "save"], [key("S", { ctrlKey: true, shiftKey: true }), ""],
  ])("%o is %s", (e, want) => { expect(action(e)).toBe(want); });
});

describe("a selection", () => {
  const at = { x: -3, y: 7 };
  it.each([[moved(0, 0), true], [moved(0.01, -0.01), true], [moved(1 / 32, 0), false], [scaled(1, at), true], [scaled(1.01, at), false], [turned(0, at), true], [turned(0.01, at), false]])("that gets %o stays as it is: %s", (t, want) => { expect(idle(t)).toBe(want); });
});

describe("samples", () => {
  it("are integers of the piece from the border on", () => {
    const got = pack({ x: 10, y: 20, zoom: 2, angle: 0, flip: false }, [{ clientX: 13, clientY: 25, pressure: 0.5, timeStamp: 8 }, { clientX: 10, clientY: 20, pressure: 7, timeStamp: 16 }]);
    expect([...got]).toEqual([384, 640, 32768, 1000, 0, 0, 65535, 2000]);
  });
  it("know their pointers", () => { expect(["mouse", "touch", "pen", ""].map(pointerKind)).toEqual([1, 2, 3, 1]); });
});

describe("what is kept for the next visit", () => {
  it("is read with suspicion", () => {
    expect(readColors('["#123456","red",7,"#ABCDEF","#abcdef"]', 8)).toEqual(["#123456", "#abcdef"]);
    expect(readColors(JSON.stringify(Array.from({ length: 30 }, (_, i) => `#0000${String(i).padStart(2, "0")}`)), 8)).toHaveLength(8);
    for (const bad of [null, "", "{", "7", "null"]) expect(readColors(bad, 8)).toEqual([]);
  });
});

describe("a picture's file", () => {
  it.each([["", "easel.png"], ["A day: by/the \\ sea?", "A day by the sea.png"], ["..", "easel.png"], ["x".repeat(200), `${"x".repeat(80)}.png`]])("of %j is %s", (title, want) => {
    expect(fileName(title)).toBe(want);
  });
  it("tells how large it is, if it is larger", () => { expect([fileName("Sea", "png", 2), fileName("Sea", "png", 1)]).toEqual(["Sea 2x.png", "Sea.png"]); });
});

describe("palette", () => {
  it.each(palettes)("$name has sixteen paints that are colours, each with a name", ({ paints }) => {
    expect(paints.length).toBe(16);
    for (const p of paints) expect(p.color).toMatch(/^#[0-9a-f]{6}$/);
    expect(new Set(paints.map((p) => p.name)).size).toBe(16);
    expect(new Set(paints.map((p) => p.color)).size).toBe(16);
  });
  it("is the first one where what was kept names none", () => {
    expect([null, "", "x", "-1", "1.5", "99", String(palettes.length), "2"].map(readPalette)).toEqual([0, 0, 0, 0, 0, 0, palettes.length, 2]);
  });
  it("writes on a colour what can be read", () => {
    expect(["#ffffff", "#000000", "#c0392b", "#27ae60", "#b8860b"].map(readableOn)).toEqual(["#1b1410", "#ffffff", "#ffffff", "#1b1410", "#1b1410"]);
  });
  it("reads colours, and black for what is none", () => { expect([colorNumber("#d9432f"), colorNumber("red"), colorNumber("#12345")]).toEqual([0xd9432f, 0, 0]); });
  it("steps sizes within their bounds, there and back", () => {
    expect(stepSize(1, false)).toBe(1);
    expect(stepSize(512, true)).toBe(512);
    for (const n of [1, 5, 9, 10, 14, 38, 40, 50, 120]) expect(stepSize(stepSize(n, true), false)).toBeLessThanOrEqual(n);
  });
});

describe("ring", () => {
  it("keeps the newest", () => {
    const r = new Ring(3);
    for (const v of [9, 1, 2, 3]) r.add(v);
    expect([r.percentile(0), r.percentile(50), r.percentile(99), r.count]).toEqual([1, 2, 3, 3]);
  });
});

describe("link", () => {
  it("is read from the fragment", () => { expect([tokenOf("#w=abc-_1"), tokenOf(""), tokenOf("#x=1")]).toEqual(["abc-_1", "", ""]); });
});

describe("frames", () => {
  const vectors = JSON.parse(readFileSync(new URL("../../core/wire/testdata/vectors.json", import.meta.url), "utf8")) as { name: string; type: number; elements: number; hex: string }[];
  it.each(vectors)("$name is the msgpack that the protocol says", ({ type, elements, hex }) => {
    const frame = decode(Buffer.from(hex, "hex"), { useBigInt64: true }) as unknown[];
    expect(frame.length).toBe(elements);
    expect(frame[0]).toBe(type);
  });
});

describe("the colours of people", () => {
  it("are those that new members get", () => {
    const source = readFileSync(new URL("../../server/store/member.go", import.meta.url), "utf8");
    const list = /var colors = \[\.\.\.\]string\{([^}]*)\}/.exec(source)?.[1]?.match(/#[0-9a-f]{6}/g);
    expect(faces.map((f) => f.color)).toEqual(list);
  });
  it.each([...faces, ...paints])("$name can be written on", ({ color }) => { expect(contrast(color, readableOn(color))).toBeGreaterThanOrEqual(4.5); });
  it("of any kind can be written on", () => {
    for (let i = 0; i < 4096; i++) {
      const color = `#${((i >> 8) * 17).toString(16).padStart(2, "0")}${(((i >> 4) & 15) * 17).toString(16).padStart(2, "0")}${((i & 15) * 17).toString(16).padStart(2, "0")}`;
      expect(contrast(color, readableOn(color)), color).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("people", () => {
  const list = [{ name: "Ada Lovelace" }, { name: "Zoë" }, { name: "__proto__" }, { name: "Ada B" }];
  const names = (text: string): string[] => search(list, (p) => p.name, text).map((p) => p.name);
  it("are found by the words of their names", () => {
    expect(names("ada")).toEqual(["Ada Lovelace", "Ada B"]);
    expect(names(" LOVE  ada ")).toEqual(["Ada Lovelace"]);
    expect(names("zoë")).toEqual(["Zoë"]);
    expect(names("__PROTO")).toEqual(["__proto__"]);
    expect(names("  ")).toEqual(list.map((p) => p.name));
    expect(names(".*")).toEqual([]);
  });
  it.each([
    [{ own: true, role: "owner" }, true, "you own this, here now"], [{ role: "owner" }, true, "owns this with you, here now"],
    [{}, true, "can draw, here now"], [{}, false, "can draw, away; last here yesterday"], [{ role: "viewer" }, false, "can watch, away; last here yesterday"],
    [{ gone: 1 }, false, "has left"], [{ role: "viewer", shut: true }, false, "shut out: their link was revoked"], [{ role: "viewer", shut: true }, true, "can watch, here now"], [{ gone: 1, removed: 1 }, false, "removed"],
  ] as const)("%o, here %s, stand so: %s", (p, here, want) => {
    const now = new Date(2026, 5, 15, 12).getTime();
    expect(standing({ role: "painter", seen: now - 1.2 * 86_400_000, removed: 0, gone: 0, own: false, ...p }, here, now)).toBe(want);
  });
  it.each([[{ no: 2, agent: true }, true], [{ no: 1, agent: true }, false], [{ no: 2 }, false], [{ no: 1 }, false]])("%o are absent agents: %s", (p, want) => { expect(absent(p, new Set([1]))).toBe(want); });
  it("were somewhere a while ago", () => {
    const now = new Date(2026, 5, 15, 12).getTime();
    expect([0, 0.5, 1.2, 9].map((days) => ago(now - days * 86_400_000, now))).toEqual(["just now", "today", "yesterday", "9 days ago"]);
    expect([1, 2, 59, 60].map((minutes) => ago(now - minutes * 60_000, now))).toEqual(["just now", "2 minutes ago", "59 minutes ago", "today"]);
    expect(ago(now - 100 * 86_400_000, now)).toMatch(/2026/);
  });
});

describe("the picture of a piece that is opened", () => {
  it("is told to be coming until all of it was drawn once, unless that is soon", () => {
    const c = new Coming();
    const look = (left: number, now: number): number | null => { c.look(left, now); return coming.value; };
    expect(look(10, 5)).toBe(null); // there is no sheet
    c.begin(1000);
    expect([look(40, 1010), look(40, 999 + quick), look(40, 1000 + quick), look(30, 1500), look(1, 1600), look(0, 1700)]).toEqual([null, null, 0, 25, 97, null]);
    expect([look(40, 1800), look(40, 9000)]).toEqual([null, null]); // zoomed, or drawn on: what was there stays to be seen
    c.begin(10_000);
    expect([look(40, 10_100), look(0, 10_300), look(7, 11_000)]).toEqual([null, null, null]);
    c.begin(20_000);
    expect(look(40, 21_000)).toBe(0);
    leave();
    expect(coming.value).toBe(null); // whoever comes back waits for another
  });
});

describe("strokes that wait", () => {
  const waits = { phase: "live", waiting: 3, waitMs: 7200, limit: { max: 60, live: 60 } } as const;
  it.each([
    [{}, "60 strokes a minute are drawn for each person. The rest wait their turn, now 8 s; nothing is lost."],
    [{ waiting: 1, waitMs: 300_000 }, "60 strokes a minute are drawn for each person. The rest wait their turn, now 5 min; nothing is lost."],
    [{ limit: { max: 1, live: 1 } }, "1 stroke a minute is drawn for each person. The rest wait their turn, now 8 s; nothing is lost."],
    [{ waiting: 0 }, ""], [{ phase: "offline" }, ""], [{ waitMs: 0 }, ""], [{ limit: { max: 0, live: 0 } }, ""],
  ] as const)("with %o say why: %s", (change, want) => { expect(whyWaiting({ ...waits, ...change })).toBe(want); });
  it("say so once for as long as they wait again and again", () => {
    const told = new Teller();
    const said = (ms: number, change = {}): number => {
      toasts.value = [];
      told.tell({ ...waits, notices: [], piece: 1, ...change }, ms);
      return toasts.value.length;
    };
    expect([said(0, { waiting: 0 }), said(1), said(2), said(toldFor + 1), said(2 * toldFor), said(3 * toldFor)]).toEqual([0, 1, 0, 0, 0, 1]);
    told.told(4 * toldFor);
    expect(said(5 * toldFor - 1)).toBe(0);
  });
});

describe("a stroke that is shown", () => {
  it.each([[0xffffff, true], [0xfaf6ea, true], [0xf2d24b, false], [0x9a9a9a, false], [0, false]])("of %d has a darker ground: %s", (color, want) => { expect(pale(color)).toBe(want); });
  it("is of its colour on that ground", () => {
    const data = new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255]);
    onGround(data, 0xfffef0);
    expect([...data]).toEqual([255, 254, 240, 255, 161, 151, 139, 255]);
  });
});

describe("initials", () => {
  it.each([["Guest 12", "G12"], ["Guest 1", "G1"], ["Guest 4711", "G11"], ["Ada Lovelace", "AL"], ["ада", "А"], ["😀 b", "😀B"], ["", ""]])("of %s are %s", (name, want) => { expect(initials(name)).toBe(want); });
});

describe("the brush that was kept", () => {
  const first = readBrush(null);
  it.each([
    ['{"color":"#112233","size":40,"opacity":50}', { kind: 1, color: "#112233", size: 40, opacity: 50 }],
    ['{"kind":12,"color":"#112233","size":40,"opacity":50}', { kind: 12, color: "#112233", size: 40, opacity: 50 }],
    ['{"kind":15}', first], ['{"kind":"12"}', first],
    ['{"color":"red","size":513,"opacity":0}', first],
    ['{"size":512,"opacity":1}', { ...first, size: 512, opacity: 1 }],
    ["null", first], ["[]", first], ["{", first], ["", first],
  ])("%s", (text, want) => { expect(readBrush(text)).toEqual(want); });
});

describe("a colour that is chosen", () => {
  const after: [Tool, Tool][] = [["brush", "brush"], ["bucket", "bucket"], ["select", "select"], ["rubber", "brush"], ["eraser", "brush"], ["picker", "brush"], ["hand", "brush"]];
  it.each(after)("with the %s in hand leaves the %s", (was, is) => {
    tool.value = was;
    paint("#2f7d6b");
    expect([tool.value, color.value]).toEqual([is, "#2f7d6b"]);
  });
});

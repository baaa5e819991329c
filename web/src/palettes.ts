// The palettes that lie ready, and the one that a person has put together.
import { computed, signal } from "@preact/signals";
import { type Paint, paints } from "./palette";
import { keep, readColors, stored } from "./stored";

export interface Palette { name: string; paints: readonly Paint[] }

const of = (name: string, list: Record<string, string>): Palette => ({ name, paints: Object.entries(list).map(([name, color]) => ({ name, color })) });

export const palettes: readonly Palette[] = [
  { name: "painter's box", paints },
  of("earth", {
    bone: "#efe6d5", sand: "#dcc7a1", straw: "#d2b26a", "raw sienna": "#b98439", "burnt sienna": "#8f4a2b", terracotta: "#b8603f", "red earth": "#7c3627", chestnut: "#5a3324",
    moss: "#7f8351", olive: "#5d6337", "green earth": "#6d7f6b", stone: "#8e887c", clay: "#a68a78", "raw umber": "#5f5140", "van dyke": "#3d2f27", soot: "#231f1c",
  }),
  of("sea", {
    foam: "#f2f8f7", mist: "#d3e3e4", glass: "#a9d2cd", turquoise: "#4fb3b0", lagoon: "#1f8a8f", teal: "#136270", petrol: "#0f4350", deep: "#0c2b3e",
    "sky at noon": "#8cc3e6", azure: "#4a93cf", cobalt: "#2c62ae", navy: "#1d3a72", shell: "#f3d9cb", coral: "#ee8a73", "wet sand": "#cdb38b", driftwood: "#8d7a66",
  }),
  of("dusk", {
    "first star": "#fff3dc", apricot: "#ffc998", peach: "#ff9f7b", flame: "#f2694c", rose: "#dd4c6f", magenta: "#b03a7e", plum: "#7a2f76", aubergine: "#4c2561",
    lilac: "#c7a3d6", lavender: "#9d83c9", periwinkle: "#6f73c4", indigo: "#3f448f", midnight: "#23264f", "night sky": "#14162f", embers: "#a8352f", gold: "#f0b63f",
  }),
  of("pastel", {
    chalk: "#ffffff", cream: "#fff5da", butter: "#fdeaa0", peach: "#fcd2b4", blush: "#f9c0c0", pink: "#f4afcf", orchid: "#dfb5e6", lilac: "#c5b9ef",
    ice: "#b6cbf4", sky: "#a9ddf3", mint: "#aee6d3", pistachio: "#c6e6ae", lime: "#e0eda0", oat: "#e4d7c5", dove: "#c3c5cc", graphite: "#6b6f7b",
  }),
  of("ink and wash", {
    ink: "#14151a", "very dark": "#2a2c33", dark: "#41444d", "rather dark": "#5a5e68", middle: "#767a84", "rather light": "#9498a1", light: "#b5b8bf", "very light": "#d5d7dc",
    paper: "#f4f1ea", sepia: "#4a3524", "light sepia": "#8a6b4e", "blue black": "#1c2740", indigo: "#33456f", "seal red": "#b3261e", wash: "#c9cdd6", white: "#ffffff",
  }),
];

const paletteKey = "easel.palette";
const ownKey = "easel.paints";
export const ownMost = 24;

/** Reads which palette was chosen; what names none is the first. One beyond the ready ones is one's own. */
export function readPalette(text: string | null): number {
  const n = Number(text ?? 0);
  return Number.isInteger(n) && n >= 0 && n <= palettes.length ? n : 0;
}

export const palette = signal(readPalette(stored(paletteKey)));
export const own = signal(readColors(stored(ownKey), ownMost));

/** The paints that lie ready. */
export const ready = computed<readonly Paint[]>(() => palettes[palette.value]?.paints ?? own.value.map((color) => ({ name: color, color })));
export const isOwn = computed(() => palette.value === palettes.length);

export function setPalette(n: number): void {
  palette.value = n;
  keep(paletteKey, n);
}

/** Puts a colour on one's own palette, or takes it off. */
export function toggle(color: string): void {
  own.value = own.value.includes(color) ? own.value.filter((c) => c !== color) : [...own.value, color].slice(-ownMost);
  keep(ownKey, own.value);
}

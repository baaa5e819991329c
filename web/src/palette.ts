// The paints that lie ready: eleven of a painter's box, with whites and earths.
export interface Paint { name: string; color: string }

export const paints: readonly Paint[] = [
  { name: "ink", color: "#1f1b18" },
  { name: "slate", color: "#4a5560" },
  { name: "warm white", color: "#fbf6ea" },
  { name: "white", color: "#ffffff" },
  { name: "vermilion", color: "#d9432f" },
  { name: "rose", color: "#d1618c" },
  { name: "orange", color: "#e58a2e" },
  { name: "ochre", color: "#c99a3b" },
  { name: "lemon", color: "#f0d24b" },
  { name: "sap green", color: "#6f8f3a" },
  { name: "viridian", color: "#2f7d6b" },
  { name: "sky", color: "#6fb3d9" },
  { name: "ultramarine", color: "#2f4fa8" },
  { name: "violet", color: "#6f4a9c" },
  { name: "sienna", color: "#a0522d" },
  { name: "umber", color: "#5b4030" },
];

/** The colours that people show themselves in: far apart, and readable with what is written on them. New members get them in turn. */
export const faces: readonly Paint[] = [
  { name: "red", color: "#c0392b" }, { name: "blue", color: "#2980b9" }, { name: "green", color: "#27ae60" }, { name: "purple", color: "#8e44ad" },
  { name: "orange", color: "#d35400" }, { name: "teal", color: "#16a085" }, { name: "gold", color: "#b8860b" }, { name: "pink", color: "#c2185b" },
  { name: "grey", color: "#5d6d7e" }, { name: "brown", color: "#6d4c41" }, { name: "indigo", color: "#3f51b5" }, { name: "leaf", color: "#689f38" },
];

/** The number 0xRRGGBB of a colour written #rrggbb. */
export function colorNumber(color: string): number {
  const n = Number.parseInt(color.slice(1), 16);
  return /^#[0-9a-fA-F]{6}$/.test(color) ? n : 0;
}

/** WCAG's contrast of two colours. */
export function contrast(a: string, b: string): number {
  const linear = (v: number): number => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const [dark, light] = [a, b].map(colorNumber).map((n) => 0.2126 * linear(n >> 16) + 0.7152 * linear((n >> 8) & 255) + 0.0722 * linear(n & 255)).sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** White, near black or black: the first of them that can be read on a colour. */
export function readableOn(color: string): string {
  return ["#ffffff", "#1b1410"].find((ink) => contrast(color, ink) >= 4.5) ?? "#000000";
}

/** The next brush size up or down: steps grow with the size. */
export function stepSize(size: number, up: boolean): number {
  const step = size < 10 ? 1 : size < 40 ? 4 : size < 120 ? 10 : 32;
  const next = up ? size + step : size - (size <= 10 ? 1 : size <= 40 ? 4 : size <= 120 ? 10 : 32);
  return Math.min(Math.max(next, 1), 512);
}

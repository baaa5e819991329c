// What one might say to the artist about a piece, by what it is to be: no bird for who wants none, no sky
// for what lies on a table. Pure functions. core/remark is the same rule for the window of the app; a test
// holds them together.

interface Remark {
  say: string;
  when: string; // e: early, l: late, d: done
  names?: RegExp; // what it is about: it is not said where that was spoken of already
  where?: RegExp; // the prompt's words of the places it is for; without one, for all
  paint?: true; // more than one ink can do
}

const water = /\b(harbou?rs?|ports?|piers?|seas?|ocean|lakes?|coast|bay|beach|river|pond|islands?|boats?|ships?|sail\w*|regatta)\b/;
const land = /\b(hills?|mountains?|valley|trees?|orchard|park|garden|meadow|fields?|prairie|cottages?|houses?|farm|village|barn|landscape|countryside|horses?|cows?|sheep)\b/;
const outside = new RegExp(`${water.source}|${land.source}|\\b(town|city|cities|skyline|streets?|road|lighthouse|cliffs?|desert|dusk|dawn|rain\\w*|snow\\w*|winter|autumn|fog\\w*|mist\\w*|balloons?|kites?)\\b`);
const table = /\b(still life|table|kitchen|vase|bouquet|bowl|fruits?|teapot|cups?)\b/;
/** No \b ends a word on é, which is no letter to it. */
const inside = new RegExp(`${table.source}|\\b(portrait|face|room|indoors|inside|studio|mosaic|abstract|patterns?|words?|letters?)\\b|\\bcaf(e\\b|é)`);
const air = /\b(sky|clouds?|birds?|gulls?|stars?|starry|moon|sun|sunsets?|sunrise|storm\w*|snow\w*|rain\w*|forest|woods?|balloons?|kites?)\b/;

export const remarks: readonly Remark[] = [
  { say: "more blue", when: "el", names: /\bblue\b/, paint: true },
  { say: "bigger", when: "eld", names: /\b(bigger|smaller)\b/ },
  { say: "leave the sky empty", when: "e", names: air, where: outside },
  { say: "add a bird", when: "eld", names: /\b(birds?|gulls?|owls?|crows?|ducks?|sky)\b/, where: outside },
  { say: "warmer light", when: "eld", names: /\b(warm\w*|cold|winter|snow\w*|night)\b/, paint: true },
  { say: "bolder lines", when: "e", paint: true },
  { say: "less busy", when: "ld", names: /\b(busy|busier|calm\w*|empty|simple)\b/ },
  { say: "calmer water", when: "l", names: /\b(calm\w*|quiet|storm\w*|waves)\b/, where: water },
  { say: "add a boat", when: "ld", names: /\b(boats?|ships?|sail\w*)\b/, where: water },
  { say: "add a tree", when: "ed", names: /\b(trees?|orchard|pines?|firs?|desert)\b/, where: land },
  { say: "add an apple", when: "eld", names: /\b(apples?|fruits?)\b/, where: table },
  { say: "more contrast", when: "ld", names: /\b(soft\w*|pale|fog\w*|mist\w*)\b/, paint: true },
  { say: "more detail", when: "ed", names: /\b(details?|simple|minimal|empty|calm\w*)\b/ },
  { say: "smaller", when: "el", names: /\b(bigger|smaller|large|huge)\b/ },
];

/** What a prompt wants: without what it says is to be left out. */
const wanted = (prompt: string): string => prompt.replace(/\b(no|not|without|never|avoid|leave out)\b[^,.;!?]*/g, "");

/** What may be said early, late or in the end of a piece, after what was said of it. */
export function fitting(when: "e" | "l" | "d", style: "paint" | "plotter", prompt: string, said: readonly string[]): string[] {
  const asked = prompt.toLowerCase();
  const wants = wanted(asked);
  const spoken = [asked, ...said].join(" ");
  const suits = (r: Remark): boolean => r.where === undefined || r.where.test(wants) && (r.where === table || !inside.test(wants));
  return remarks.filter((r) => r.when.includes(when) && (style === "paint" || !r.paint) && suits(r) && !r.names?.test(spoken)).map((r) => r.say);
}

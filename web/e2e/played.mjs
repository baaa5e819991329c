// An artist that is played by a test: frames of its own are put between the server and
// the page, and the requests that the page makes of it are answered here.
import { decode, encode } from "@msgpack/msgpack";

export const artistMember = 0xffffffff;
const kinds = { thought: 1, begun: 2, ended: 3, failed: 4, nudge: 5, notice: 6 };
const pauses = { "": 0, person: 1, away: 2, error: 3, budget: 4 };
const bits = { useBigInt64: true };

/** Plays the artist of a page, from before it is opened. */
export async function play(page, { color = 0xb5482e } = {}) {
  let socket;
  let id = 0;
  const now = { piece: 1, active: false, done: false, paused: "", iteration: 0, nudges: 0, provider: "Studio artist", doing: "", why: "", prompt: "", turns: [0, 40], tokens: [0, 0], strokes: [0, 2000] };
  const played = {
    asked: [], // [path, body] of requests
    answered: 0, // of them
    answer: () => ({ status: 200, json: {} }),
    /** Changes frames from the server; returns those to give in place of one. */
    between: (frame) => [frame],
    send: (frame) => { socket.send(Buffer.from(frame)); },
    is(change) {
      Object.assign(now, change);
      played.send(encode([45, now.piece, Number(now.active), Number(now.done), pauses[now.paused], now.iteration, now.nudges, now.provider, now.doing, now.why, now.prompt, ...now.turns, ...now.tokens, ...now.strokes]));
    },
    comes() { played.send(encode([41, artistMember, "Artist", color, 2, 1])); },
    note(kind, text, { member = 0, at = Date.now() - 2000, again = 0 } = {}) {
      played.send(encode([46, now.piece, again || ++id, kinds[kind], 0, at, member, text]));
      return id;
    },
    more(id, text, kind = "thought") { played.send(encode([46, now.piece, id, kinds[kind], 1, Date.now() - 2000, 0, text])); },
  };
  await page.routeWebSocket(/\/ws$/, (ws) => {
    const server = ws.connectToServer();
    socket = ws;
    server.onMessage((m) => { for (const f of played.between(m)) ws.send(f); });
  });
  page.on("requestfinished", (r) => { if (/\/api\/artist\/\w/.test(r.url())) played.answered++; });
  await page.route("**/api/artist/*", async (route) => {
    const body = route.request().postDataJSON();
    played.asked.push([new URL(route.request().url()).pathname.replace("/api/artist/", ""), body]);
    await route.fulfill(await played.answer(...played.asked.at(-1)));
  });
  return played;
}

export const read = (frame) => decode(frame, bits);
export const write = (frame) => Buffer.from(encode(frame, bits));

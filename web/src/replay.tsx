// A replay, with its controls: play and pause, a bar to go to and fro, the pace.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Piece } from "./api";
import { Film } from "./film";
import { nameOf } from "./gallery";
import { Life } from "./life";

const steps = 1000; // of the bar
const paces = [1, 2, 4];

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function Replay({ token, piece }: { token: string; piece: Piece }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [film, setFilm] = useState<Film | null>(null);
  const [fault, setFault] = useState("");
  const [playing, setPlaying] = useState(false);
  const [pace, setPace] = useState(1);
  const [at, setAt] = useState(0); // of 1
  const part = useRef(0);

  const show = (f: Film, to: number): void => {
    part.current = Math.min(Math.max(to, 0), 1);
    f.show(part.current);
    setAt(part.current);
  };

  useEffect(() => {
    const life = new Life();
    if (canvas.current !== null) Film.load(token, piece.number, canvas.current, life.signal).then((f) => {
      if (life.over) return;
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      show(f, calm ? 1 : 0);
      setFilm(f);
      setPlaying(!calm);
    }, (e: unknown) => { if (!life.over) setFault(e instanceof Error ? e.message : String(e)); });
    return () => { life.end(); };
  }, [token, piece.number]);

  // A pause holds at once: an effect that ends after the paint would let one more frame through.
  useLayoutEffect(() => {
    if (film === null || !playing) return undefined;
    const life = new Life();
    let last = performance.now();
    if (part.current === 1) show(film, 0); // once more
    life.frames(() => {
      const now = performance.now();
      show(film, part.current + (pace * (now - last)) / 1000 / film.seconds);
      last = now;
      if (part.current === 1) setPlaying(false);
    });
    return () => { life.end(); };
  }, [film, playing, pace]);

  if (fault !== "") return <p role="alert">{fault}</p>;
  const seconds = film?.seconds ?? 0;
  return (
    <div class="replay">
      <canvas ref={canvas} class="picture" role="img" aria-label={`${nameOf(piece)}, as it came about`} style={{ aspectRatio: `${piece.width} / ${piece.height}` }} />
      {film === null ? <p role="status">Fetching the strokes.</p> : (
        <div class="line">
          <button type="button" class="main" onClick={() => { setPlaying(!playing); }}>{playing ? "Pause" : at === 1 ? "Again" : "Play"}</button>
          <input
            type="range" min="0" max={steps} value={Math.round(at * steps)} aria-label="How far" aria-valuetext={`${clock(at * seconds)} of ${clock(seconds)}`}
            onInput={(e) => { setPlaying(false); show(film, Number(e.currentTarget.value) / steps); }}
            onKeyDown={(e) => { if (e.key === " ") { e.preventDefault(); setPlaying(!playing); } }}
          />
          <output>{clock(at * seconds)} of {clock(seconds)}</output>
          <button type="button" aria-label={`Pace: ${pace} times. Change it.`} onClick={() => { setPace(paces[(paces.indexOf(pace) + 1) % paces.length] ?? 1); }}>{pace}×</button>
        </div>
      )}
    </div>
  );
}

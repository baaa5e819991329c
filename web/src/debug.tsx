// The debug panel: what the words of the status leave out.
import { useEffect, useState } from "preact/hooks";
import * as store from "./store";
import type { Studio } from "./studio";

export function Debug({ studio }: { studio: Studio }) {
  const [, turn] = useState(0);
  const [hash, setHash] = useState("");
  useEffect(() => {
    const timer = setInterval(() => { turn((n) => n + 1); }, 250);
    return () => { clearInterval(timer); };
  }, []);
  const s = store.state.value;
  const ms = (v: number): string => v.toFixed(2);
  const rows: [string, string][] = [
    ["piece, epoch, seq", `${s.piece}, ${s.epoch}, ${s.seq}`],
    ["pending, open, waiting", `${s.pending}, ${s.open}, ${s.waiting}`],
    ["not yet saved", String(s.unsaved)],
    ["mispredictions", String(s.mispredictions)],
    ["round trip", `${s.rtt} ms`],
    ["strokes this minute", s.limit.max === 0 ? `${s.limit.live}, unlimited` : `${s.limit.live} of ${s.limit.max}`],
    ["bytes", `${s.bytes} of ${s.bytesMax}`],
    ["our time a frame", `p50 ${ms(studio.frames.percentile(50))}, p99 ${ms(studio.frames.percentile(99))} ms`],
    ["event to pixels", `p50 ${ms(studio.latency.percentile(50))}, p99 ${ms(studio.latency.percentile(99))} ms`],
    ["core memory", `${(studio.core.memory() / (1 << 20)).toFixed(1)} MiB`],
  ];
  return (
    <aside class="panel debug" aria-label="Debug">
      <dl>{rows.map(([k, v]) => <div key={k}><dt>{k}</dt><dd>{v}</dd></div>)}</dl>
      <button type="button" onClick={() => { setHash(JSON.stringify(studio.core.hash(), null, 1)); }}>Hash</button>
      {hash !== "" && <pre>{hash}</pre>}
    </aside>
  );
}

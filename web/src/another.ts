// Whether another piece lies on the easel than the one that a question was about.
import { useRef } from "preact/hooks";
import * as store from "./store";

/** Whether another piece has begun since whoever asks this was shown first. */
export function useAnother(): boolean {
  const first = useRef(0);
  const now = store.state.value.piece; // 0 while there is no line
  if (first.current === 0) first.current = now;
  return now !== 0 && now !== first.current;
}

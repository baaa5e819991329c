import * as api from "./api";
import * as store from "./store";

/** Begins a new piece; the old one goes into the gallery. */
export async function begin(token: string, width: number, height: number, style: "paint" | "plotter"): Promise<boolean> {
  try {
    await api.newPiece(token, width, height, style);
    return true;
  } catch (e) {
    store.fail(e);
    return false;
  }
}

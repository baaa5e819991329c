// Lines and handles over the sheet.
import { toWindow, type Spot, type View } from "./view";

/** A dashed line around a part of the piece. */
export function outline(g: CanvasRenderingContext2D, v: View, path: Spot[]): void {
  g.save();
  g.beginPath();
  for (const p of path) g.lineTo(...toWindow(v, p.x, p.y));
  g.closePath();
  g.lineWidth = 1.5;
  g.strokeStyle = "rgba(255, 255, 255, 0.9)";
  g.stroke();
  g.setLineDash([5, 4]);
  g.strokeStyle = "#c4371f";
  g.stroke();
  g.restore();
}

/** What can be taken hold of. */
export function handles(g: CanvasRenderingContext2D, v: View, at: Spot[], size: number): void {
  for (const p of at) {
    g.beginPath();
    g.arc(...toWindow(v, p.x, p.y), size, 0, 2 * Math.PI);
    g.fillStyle = "#ffffff";
    g.fill();
    g.lineWidth = 1.5;
    g.strokeStyle = "#c4371f";
    g.stroke();
  }
}

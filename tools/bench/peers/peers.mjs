// Draws strokes with the engines that one would take in the core's place: Skia, resvg
// and the canvas of Chromium. It prints the median time of each in ms.
import { readFileSync } from "node:fs";
import { createCanvas, Path2D } from "@napi-rs/canvas";
import { Resvg } from "@resvg/resvg-js";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Draws all strokes on a 2D context; this also runs in the page. */
function drawAll(g, job, Path) {
  g.fillStyle = "#fff";
  g.fillRect(0, 0, job.width, job.height);
  g.lineCap = g.lineJoin = "round";
  for (const s of job.strokes) {
    const color = `rgba(${s.color >> 16},${(s.color >> 8) & 255},${s.color & 255},${s.alpha})`;
    if (job.variable) {
      g.fillStyle = color;
      g.fill(new Path(s.data));
      continue;
    }
    g.strokeStyle = color;
    g.lineWidth = s.width;
    g.beginPath();
    s.line.forEach(([x, y], i) => { if (i === 0) g.moveTo(x, y); else g.lineTo(x, y); });
    g.stroke();
  }
}

function timed(draw) {
  const list = [];
  for (let i = 0; i < job.rounds; i++) {
    const from = performance.now();
    draw();
    list.push(performance.now() - from);
  }
  return median(list);
}

const times = {
  skia: timed(() => {
    const canvas = createCanvas(job.width, job.height);
    drawAll(canvas.getContext("2d"), job, Path2D);
    canvas.data(); // what was put off is done
  }),
};
const parsed = new Resvg(job.svg, { font: { loadSystemFonts: false } });
times.resvg = timed(() => parsed.render());

try {
  const { browse } = await import("../../../web/e2e/help.mjs");
  const browser = await browse();
  const page = await browser.newPage();
  times.chromium = await page.evaluate(([job, source]) => {
    const drawAll = new Function(`return ${source}`)();
    const list = [];
    for (let i = 0; i < job.rounds; i++) {
      const canvas = Object.assign(document.createElement("canvas"), { width: job.width, height: job.height });
      const g = canvas.getContext("2d", { willReadFrequently: true });
      const from = performance.now();
      drawAll(g, job, Path2D);
      g.getImageData(0, 0, 1, 1);
      list.push(performance.now() - from);
    }
    return list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
  }, [{ ...job, svg: "" }, String(drawAll)]);
  await browser.close();
} catch (e) {
  console.error(`no figure of Chromium: ${e}`);
}
console.log(JSON.stringify(times));

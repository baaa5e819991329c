// A ring of the newest measurements, and their percentiles.
export class Ring {
  private readonly values: number[] = [];
  private at = 0;

  constructor(private readonly length = 600) {}

  add(v: number): void {
    this.values[this.at] = v;
    this.at = (this.at + 1) % this.length;
  }

  percentile(p: number): number {
    if (this.values.length === 0) return 0;
    const sorted = [...this.values].sort((a, b) => a - b);
    return sorted[Math.min(Math.floor((p / 100) * sorted.length), sorted.length - 1)] ?? 0;
  }

  get count(): number { return this.values.length; }
}

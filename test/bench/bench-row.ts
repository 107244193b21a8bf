/** One figure of the benchmark: what was measured, in which unit, what it is compared with, and the aim where there is one. */
import { processorMs } from '../../scripts/corpus/processor-time.ts';

export interface BenchRow {
  readonly what: string;
  readonly figure: number;
  readonly unit: 's' | 'ms' | 'µs' | 'MB' | 'kB' | '×' | '/s';
  /** The figure must not pass this; absent: it is only reported. */
  readonly atMost?: number;
  /** What was measured beside it in the same run. */
  readonly beside: string;
}

/** The value in the middle; of an even number the mean of the two. Throws for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('no values');
  return (low + high) / 2;
}

/** Least and greatest value, as text. */
export function spread(values: readonly number[], digits = 2): string {
  return `${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`;
}

export interface Timed<T> {
  /** By the clock on the wall. */
  readonly seconds: number;
  /** What the processor worked for it, here and in every process of ours: load changes it little. */
  readonly processor: number;
  readonly result: T;
}

/** Seconds that something took, and its result. */
export async function timed<T>(work: () => T | Promise<T>): Promise<Timed<T>> {
  const [start, worked] = [performance.now(), processorMs()];
  const result = await work();
  return {
    seconds: (performance.now() - start) / 1000,
    processor: (processorMs() - worked) / 1000,
    result,
  };
}

/** Lines of a Markdown table. */
export function tableLines(rows: readonly BenchRow[]): string[] {
  const head = ['| What | Figure | Aim | Beside |', '|---|---:|---|---|'];
  return [
    ...head,
    ...rows.map((row) => `| ${row.what} | ${figureText(row)} | ${aimText(row)} | ${row.beside} |`),
  ];
}

function figureText({ figure, unit }: BenchRow): string {
  const digits = ['×', 's', 'µs', 'MB'].includes(unit) && figure < 100 ? 2 : figure < 100 ? 1 : 0;
  return `${figure.toFixed(digits)} ${unit}`;
}

function aimText({ figure, unit, atMost }: BenchRow): string {
  if (atMost === undefined) return '';
  return `≤ ${atMost} ${unit}, ${figure <= atMost ? 'met' : '**missed**'}`;
}

/**
 * The name around the border and the code along the lower edge. The notes' fixed heights by count made short names
 * small and lost; here the tallest height is taken at which the characters keep a good width.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { characterWeight } from './character-weight.ts';
import type { Cell } from './glyph-in-cell.ts';
import { ringInside } from './ring.ts';
import type { Oval, Ring } from './ring.ts';

export interface RingNameStyle {
  /** From the border's inner edge to the top of the characters, mm. */
  readonly gapMm: number;
  readonly tallestMm: number;
  readonly lowestMm: number;
  /** Widest and narrowest a character may be, as part of its height. */
  readonly widest: number;
  readonly preferred: number;
  readonly narrowest: number;
  /** The most that the whole name may span, seen from the centre, radians. */
  readonly span: number;
  /** The least that it spans, however short, radians. */
  readonly leastSpan: number;
  /** The most that one character may take of it, mm of arc, as a multiple of its widest width. */
  readonly loosest: number;
}

interface Fit {
  readonly height: number;
  readonly width: number;
  readonly pitch: number;
}

/** Part of the pitch left free between neighbours, measured where the characters are closest. */
const between = 0.1;
/** The curve along which the pitch is even: this part of the height above the feet of the characters. */
const evenAt = 0.4;

/**
 * One cell for each character of the name, clockwise, symmetric to the top.
 * Errors: `seal-name-too-long`, `seal-name-empty`.
 */
export function ringName(border: Oval, name: readonly string[], style: RingNameStyle): Cell[] {
  if (name.length === 0) throw new BianyinError('seal-name-empty');
  const weights = name.map(characterWeight);
  const { height, width, pitch } = fitName(border, weights, style);
  const ring = ringInside(border, style.gapMm + height * (1 - evenAt));
  return centres(weights).map((centre, i) => {
    const place = ring.at(centre * pitch, height * (0.5 - evenAt));
    return { ...place, width: width * (weights[i] ?? 1), height };
  });
}

/** Where the middle of each character lies, in pitches from the middle of the name. */
function centres(weights: readonly number[]): number[] {
  let at = -total(weights) / 2;
  return weights.map((weight) => {
    at += weight;
    return at - weight / 2;
  });
}

function total(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function fitName(border: Oval, weights: readonly number[], style: RingNameStyle): Fit {
  let last: Fit | undefined;
  for (let height = style.tallestMm; height >= style.lowestMm - 1e-9; height -= 0.1) {
    last = fitHeight(border, weights, style, height);
    if (last.width >= style.preferred * height) return last;
  }
  if (last && last.width >= style.narrowest * last.height) return last;
  throw new BianyinError('seal-name-too-long', { count: weights.length });
}

function fitHeight(border: Oval, weights: readonly number[], style: RingNameStyle, height: number): Fit {
  const ring = ringInside(border, style.gapMm + height * (1 - evenAt));
  const widest = style.widest * height;
  const loosest = Math.max(widest * style.loosest, (2 * ring.arcTo(style.leastSpan / 2)) / total(weights));
  const pitch = Math.min((2 * ring.arcTo(style.span / 2)) / total(weights), loosest);
  const feet = closestFeet(ring, weights, height, pitch);
  return { height, width: Math.min(widest, feet * (1 - between)), pitch };
}

/** The shortest distance between neighbours near their feet: there they crowd, most of all at the ends of an oval. */
function closestFeet(ring: Ring, weights: readonly number[], height: number, pitch: number): number {
  const lift = -height * evenAt * 0.7;
  const feet = centres(weights).map((centre) => ring.at(centre * pitch, lift));
  const gaps = feet.slice(1).map((foot, i) => {
    const apart = Math.hypot(foot.x - (feet[i]?.x ?? 0), foot.y - (feet[i]?.y ?? 0));
    return (apart * 2) / ((weights[i] ?? 1) + (weights[i + 1] ?? 1));
  });
  return Math.min(pitch, ...gaps);
}

/** Digits along the lower edge, read from left to right, tops to the centre. `step` is the angle from digit to digit. */
export function ringCode(
  radius: number,
  count: number,
  size: { width: number; height: number },
  step: number,
): Cell[] {
  return Array.from({ length: count }, (_, i) => {
    const turn = ((count - 1) / 2 - i) * step;
    return { x: -radius * Math.sin(turn), y: radius * Math.cos(turn), turn, ...size };
  });
}

/** Curves along an oval border (a circle is one with equal axes): points by arc length, measured from the top, clockwise. */

/** Half axes in mm. */
export interface Oval {
  readonly a: number;
  readonly b: number;
}

/** A place on a ring: position in mm (y down) and the clockwise turn of a character whose top shows outwards. */
interface RingPlace {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}

/** The curve that keeps `depth` mm inside an oval, with its arc length. */
export interface Ring {
  /** The place `arc` mm clockwise from the top (negative: the other way), moved outwards by `lift` mm. */
  at(arc: number, lift: number): RingPlace;
  /** Arc length in mm from the top to the ray at `angle` (radians from the top, seen from the centre, below π). */
  arcTo(angle: number): number;
}

const steps = 4096;

/** Arc lengths are summed over half the curve; 4096 chords are exact to well under a micrometre. */
export function ringInside(oval: Oval, depth: number): Ring {
  const half = halfCurve(oval, depth);
  const at = (arc: number, lift: number): RingPlace => {
    const place = ringPlace(oval, depth - lift, parameterAt(half, Math.abs(arc)));
    return arc < 0 ? { x: -place.x, y: place.y, turn: -place.turn } : place;
  };
  return { at, arcTo: (angle) => arcToRay(oval, depth, half, angle) };
}

/** The point of the parallel curve whose foot on the oval has the parameter t (0 at the top, clockwise). */
function ringPlace({ a, b }: Oval, depth: number, t: number): RingPlace {
  const normal = [Math.sin(t) / a, -Math.cos(t) / b] as const;
  const length = Math.hypot(...normal);
  const [nx, ny] = [normal[0] / length, normal[1] / length];
  return { x: a * Math.sin(t) - depth * nx, y: -b * Math.cos(t) - depth * ny, turn: Math.atan2(nx, -ny) };
}

function halfCurve(oval: Oval, depth: number): readonly number[] {
  const lengths = [0];
  let last = ringPlace(oval, depth, 0);
  for (let i = 1; i <= steps; i += 1) {
    const next = ringPlace(oval, depth, (Math.PI * i) / steps);
    lengths.push((lengths[i - 1] ?? 0) + Math.hypot(next.x - last.x, next.y - last.y));
    last = next;
  }
  return lengths;
}

function parameterAt(half: readonly number[], arc: number): number {
  let [low, high] = [0, steps];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((half[middle] ?? 0) <= arc) low = middle;
    else high = middle;
  }
  const [from, to] = [half[low] ?? 0, half[high] ?? 0];
  return (Math.PI * (low + (arc - from) / (to - from))) / steps;
}

function arcToRay(oval: Oval, depth: number, half: readonly number[], angle: number): number {
  const found = half.findIndex((_, i) => {
    const { x, y } = ringPlace(oval, depth, (Math.PI * i) / steps);
    return Math.atan2(x, -y) >= angle;
  });
  return half[found < 0 ? steps : found] ?? 0;
}

/**
 * Whether an ICC profile (ISO 15076-1) says of red, green and blue what they mean anyway (sRGB, IEC 61966-2-1): a file that names it as
 * its output intent (ISO 32000-2 §14.11.5) is drawn as before. Only the plain form is read, three primaries and three curves, and nothing
 * stands beside them that a reader may draw by: a tag that is not known here is one.
 */

/** Primaries as a profile holds them, adapted to D50: X, Y, Z of red, green and blue. */
const primaries = {
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7142],
} as const;
const curves = ['rTRC', 'gTRC', 'bTRC'] as const;
/** Programs round differently; nobody sees this much. */
const TOLERANCE = 0.004;
/** Of curves: in the dark a little of the light is much to the eye. */
const CURVE_TOLERANCE = 0.001;
/** What is said in words, or of the device alone: no reader draws by it (ISO 15076-1 §9.2). */
const words = new Set('desc cprt dmnd dmdd chrm lumi meas view vued tech dscm targ'.split(' '));
/** White and black of the medium, for whoever draws absolute colours, as sRGB profiles state them; and how white was adapted. */
const media: Readonly<Record<string, readonly (readonly number[])[]>> = {
  wtpt: [
    [0.9642, 1, 0.8249],
    [0.9505, 1, 1.0891],
  ],
  bkpt: [[0, 0, 0]],
  chad: [[1.0479, 0.0229, -0.0502, 0.0296, 0.9904, -0.0171, -0.0092, 0.0151, 0.7517]],
};
const MOST_TAGS = 64;

/** False for everything that is not proven to be sRGB. */
export function isSrgbProfile(bytes: Uint8Array): boolean {
  const tags = tagsOf(bytes);
  if (!tags) return false;
  const hasPrimaries = Object.entries(primaries).every(([name, wanted]) =>
    isNear(numbersOf(tags.get(name)), wanted),
  );
  return (
    hasPrimaries &&
    [...tags].every(([name, tag]) => isHarmless(name, tag)) &&
    curves.every((name) => isSrgbCurve(tags.get(name)))
  );
}

/** Primaries and curves are judged by themselves. */
function isHarmless(name: string, tag: DataView): boolean {
  const known = Object.hasOwn(primaries, name) || curves.some((each) => each === name) || words.has(name);
  return known || (media[name] ?? []).some((wanted) => isNear(numbersOf(tag), wanted));
}

function isNear(found: readonly number[] | null, wanted: readonly number[]): boolean {
  return (
    found?.length === wanted.length &&
    found.every((value, i) => Math.abs(value - (wanted[i] ?? 0)) <= TOLERANCE)
  );
}

/** Tags by name, of a display profile from RGB to XYZ; null for any other. */
function tagsOf(bytes: Uint8Array): Map<string, DataView> | null {
  if (bytes.length < 132) return null;
  const view = viewOf(bytes);
  const count = view.getUint32(128);
  const isPlain =
    [wordAt(view, 12), wordAt(view, 16), wordAt(view, 20), wordAt(view, 36)].join('|') ===
    'mntr|RGB |XYZ |acsp';
  if (!isPlain || view.getUint32(0) !== bytes.length || count > MOST_TAGS || 132 + count * 12 > bytes.length)
    return null;
  const tags = new Map<string, DataView>();
  for (let i = 0; i < count; i += 1) {
    const at = 132 + i * 12;
    const [name, offset, size] = [wordAt(view, at), view.getUint32(at + 4), view.getUint32(at + 8)];
    if (tags.has(name) || offset + size > bytes.length) return null;
    tags.set(name, viewOf(bytes.subarray(offset, offset + size)));
  }
  return tags;
}

/** What an XYZ value or an array of numbers holds (ISO 15076-1 §10.31, §10.22). */
function numbersOf(tag: DataView | undefined): number[] | null {
  if (!tag || tag.byteLength < 20 || !['XYZ ', 'sf32'].includes(wordAt(tag, 0))) return null;
  return Array.from({ length: Math.floor((tag.byteLength - 8) / 4) }, (_, i) => fixed(tag, 8 + i * 4));
}

/** Compared at every point of a table: what stands between two of them is a straight line. */
function isSrgbCurve(tag: DataView | undefined): boolean {
  const curve = tag && curveOf(tag);
  if (!curve) return false;
  const { at, points } = curve;
  return Array.from({ length: points }, (_, i) => i / (points - 1)).every(
    (x) => Math.abs(at(x) - srgb(x)) <= CURVE_TOLERANCE,
  );
}

function srgb(x: number): number {
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
}

interface Curve {
  readonly at: (x: number) => number;
  /** Places, from 0 to 1, that say all of it. */
  readonly points: number;
}

/** A curve of points or the parametric one with a line at its beginning (ISO 15076-1 §10.6, §10.18); null for any other. */
function curveOf(tag: DataView): Curve | null {
  if (tag.byteLength < 12) return null;
  if (wordAt(tag, 0) === 'curv') return pointsOf(tag);
  const isWithLine = wordAt(tag, 0) === 'para' && tag.getUint16(8) === 3 && tag.byteLength >= 32;
  if (!isWithLine) return null;
  const [g = 0, a = 0, b = 0, c = 0, d = 0] = [12, 16, 20, 24, 28].map((at) => fixed(tag, at));
  return { at: (x) => (x >= d ? (a * x + b) ** g : c * x), points: SMOOTH };
}

/** Of a curve that is a formula. */
const SMOOTH = 4096;

function pointsOf(tag: DataView): Curve | null {
  const count = tag.getUint32(8);
  // Fewer points are a straight line, an exponent, or too rough to tell.
  if (count < 256 || count > 4096 || tag.byteLength < 12 + count * 2) return null;
  const points = Array.from({ length: count }, (_, i) => tag.getUint16(12 + i * 2) / 65535);
  const isRising = points.every((value, i) => value >= (points[i - 1] ?? 0));
  return isRising ? { at: (x) => points[Math.round(x * (count - 1))] ?? 0, points: count } : null;
}

/** s15Fixed16Number. */
function fixed(view: DataView, at: number): number {
  return view.getInt32(at) / 65536;
}

function wordAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

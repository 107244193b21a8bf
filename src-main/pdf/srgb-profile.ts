/**
 * Whether an ICC profile (ISO 15076-1) says of red, green and blue what they mean anyway (sRGB, IEC 61966-2-1): a file that names it as
 * its output intent (ISO 32000-2 §14.11.5) is drawn as before. Only the plain form is read, three primaries and three curves.
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
/** Tables of this kind decide instead of primaries and curves. */
const tables = /^([AB]2[AB]\d|[DB]2[DB]\d|gamt)$/;
const MOST_TAGS = 64;

/** False for everything that is not proven to be sRGB. */
export function isSrgbProfile(bytes: Uint8Array): boolean {
  const tags = tagsOf(bytes);
  if (!tags || [...tags.keys()].some((name) => tables.test(name))) return false;
  const hasPrimaries = Object.entries(primaries).every(([name, wanted]) => {
    const found = xyzOf(tags.get(name));
    return found?.every((value, i) => Math.abs(value - (wanted[i] ?? 0)) <= TOLERANCE) ?? false;
  });
  return hasPrimaries && curves.every((name) => isSrgbCurve(tags.get(name)));
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

function xyzOf(tag: DataView | undefined): number[] | null {
  if (tag?.byteLength !== 20 || wordAt(tag, 0) !== 'XYZ ') return null;
  return [8, 12, 16].map((at) => fixed(tag, at));
}

/** Compared at a few places; a curve of many points has them close enough for straight lines between. */
function isSrgbCurve(tag: DataView | undefined): boolean {
  const curve = tag && curveOf(tag);
  if (!curve) return false;
  return Array.from({ length: 33 }, (_, i) => i / 32).every((x) => Math.abs(curve(x) - srgb(x)) <= TOLERANCE);
}

function srgb(x: number): number {
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
}

/** A curve of points or the parametric one with a line at its beginning (ISO 15076-1 §10.6, §10.18); null for any other. */
function curveOf(tag: DataView): ((x: number) => number) | null {
  if (tag.byteLength < 12) return null;
  if (wordAt(tag, 0) === 'curv') return pointsOf(tag);
  const isWithLine = wordAt(tag, 0) === 'para' && tag.getUint16(8) === 3 && tag.byteLength >= 32;
  if (!isWithLine) return null;
  const [g = 0, a = 0, b = 0, c = 0, d = 0] = [12, 16, 20, 24, 28].map((at) => fixed(tag, at));
  return (x) => (x >= d ? (a * x + b) ** g : c * x);
}

function pointsOf(tag: DataView): ((x: number) => number) | null {
  const count = tag.getUint32(8);
  // Fewer points are a straight line, an exponent, or too rough to tell.
  if (count < 256 || count > 4096 || tag.byteLength < 12 + count * 2) return null;
  const points = Array.from({ length: count }, (_, i) => tag.getUint16(12 + i * 2) / 65535);
  const isRising = points.every((value, i) => value >= (points[i - 1] ?? 0));
  if (!isRising) return null;
  return (x) => {
    const place = x * (count - 1);
    const [low, high] = [points[Math.floor(place)] ?? 0, points[Math.ceil(place)] ?? 0];
    return low + (high - low) * (place - Math.floor(place));
  };
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

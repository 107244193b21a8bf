/** ICC profiles of test files: sRGB in its plain form, and the same with one lie in it. */
type Lie =
  | 'inverted'
  | 'swapped'
  | 'table'
  | 'brighter'
  | 'cut'
  | 'few points'
  | 'falling'
  | 'twice'
  | 'steps'
  | 'cicp'
  | 'white';

const xyz = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;

/** Octets as a string of Latin-1. */
export function srgbProfile(lie?: Lie): string {
  const curve = curveTag(lie);
  const [r, g, b] = lie === 'swapped' ? [xyz.gXYZ, xyz.rXYZ, xyz.bXYZ] : [xyz.rXYZ, xyz.gXYZ, xyz.bXYZ];
  const tags: [string, Uint8Array][] = [
    ['rXYZ', xyzTag(r)],
    ['gXYZ', xyzTag(g)],
    ['bXYZ', xyzTag(b)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  if (lie === 'cicp') tags.push(['cicp', put(new Uint8Array(12), 0, 'cicp')]);
  if (lie === 'white') tags.push(['wtpt', xyzTag([0.2, 0.2, 0.9])]);
  if (lie === undefined) tags.push(['wtpt', xyzTag([0.9505, 1, 1.0891])]);
  if (lie === 'table') tags.push(['A2B0', curve]);
  if (lie === 'twice') tags.push(['rTRC', curveTag('inverted')]);
  const profile = assembled(tags);
  return Buffer.from(lie === 'cut' ? profile.subarray(0, -2) : profile).toString('latin1');
}

function assembled(tags: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const head = 132 + tags.length * 12;
  const size = tags.reduce((sum, [, body]) => sum + body.length, head);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, size);
  for (const [at, word] of [
    [12, 'mntr'],
    [16, 'RGB '],
    [20, 'XYZ '],
    [36, 'acsp'],
  ] as const)
    put(bytes, at, word);
  view.setUint32(128, tags.length);
  let at = head;
  tags.forEach(([name, body], i) => {
    put(bytes, 132 + i * 12, name);
    view.setUint32(136 + i * 12, at);
    view.setUint32(140 + i * 12, body.length);
    bytes.set(body, at);
    at += body.length;
  });
  return bytes;
}

function xyzTag(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(20);
  put(bytes, 0, 'XYZ ');
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setInt32(8 + i * 4, Math.round(value * 65536)));
  return bytes;
}

function curveTag(lie: Lie | undefined): Uint8Array {
  const count = lie === 'few points' ? 2 : 1024;
  const bytes = new Uint8Array(12 + count * 2);
  put(bytes, 0, 'curv');
  const view = new DataView(bytes.buffer);
  view.setUint32(8, count);
  for (let i = 0; i < count; i += 1)
    view.setUint16(12 + i * 2, Math.round(65535 * pointAt(i / (count - 1), lie)));
  return bytes;
}

function pointAt(x: number, lie: Lie | undefined): number {
  const y = x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  if (lie === 'inverted') return 1 - y;
  if (lie === 'brighter') return Math.sqrt(y);
  // Right at 33 places, and flat between them: what was told apart by a shade is one.
  if (lie === 'steps') return pointAt(Math.round(x * 32) / 32, undefined);
  // A dip between two of the places that are compared.
  return lie === 'falling' && x > 0.51 && x < 0.52 ? 0 : y;
}

function put(bytes: Uint8Array, at: number, word: string): Uint8Array {
  bytes.set(
    [...word].map((letter) => letter.charCodeAt(0)),
    at,
  );
  return bytes;
}

/** What a drawn seal is: filled outlines and one border, in mm around the centre, y down. */

export interface SealDrawing {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly border: { readonly kind: 'oval' | 'rectangle'; readonly strokeMm: number };
  /** SVG path data of the ideographs. Their edges are drawn a little fuller, so that hairlines survive a print. */
  readonly characters: readonly string[];
  /** SVG path data of star and digits, filled as they are. */
  readonly figures: readonly string[];
  /** Names of fonts that stand in for others, for people to see. */
  readonly substituteFonts: readonly string[];
}

/** What the edges of ideographs gain in all, mm: the ink gain of a stamped seal. */
const inkGain = 0.07;

/** The drawing as an SVG of exact pixel size in one opaque colour on nothing. */
export function sealSvg(
  drawing: SealDrawing,
  colour: string,
  pixels: { width: number; height: number },
): string {
  const { widthMm: w, heightMm: h } = drawing;
  const view = `${-w / 2} ${-h / 2} ${w} ${h}`;
  const size = `width="${pixels.width}" height="${pixels.height}" viewBox="${view}" preserveAspectRatio="none"`;
  const elements = (paths: readonly string[]): string => paths.map((d) => `<path d="${d}"/>`).join('');
  const gain = `stroke="${colour}" stroke-width="${inkGain}" stroke-linejoin="round"`;
  const characters = `<g fill="${colour}" ${gain}>${elements(drawing.characters)}</g>`;
  const figures = `<g fill="${colour}">${elements(drawing.figures)}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${characters}${figures}${borderElement(drawing, colour)}</svg>`;
}

function borderElement({ widthMm, heightMm, border }: SealDrawing, colour: string): string {
  const [a, b] = [(widthMm - border.strokeMm) / 2, (heightMm - border.strokeMm) / 2];
  const stroke = `fill="none" stroke="${colour}" stroke-width="${border.strokeMm}"`;
  if (border.kind === 'oval') return `<ellipse rx="${a}" ry="${b}" ${stroke}/>`;
  return `<rect x="${-a}" y="${-b}" width="${2 * a}" height="${2 * b}" ${stroke}/>`;
}

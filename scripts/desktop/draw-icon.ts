/** Draws the program's icon, 汴 as a name chop, with the typeface that is shipped: run it after a change, and commit the picture. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { create } from 'fontkit';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SIZE = 1024;

/** The character as an SVG path, its em box `size` wide, its ink in the middle of the picture. */
function glyph(character: string, size: number): string {
  const font = create(readFileSync(at('assets/fonts/NotoSerifSC-Bold.ttf')));
  const { path, bbox } = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
  const scale = size / font.unitsPerEm;
  const x = SIZE / 2 - ((bbox.minX + bbox.maxX) / 2) * scale;
  const y = SIZE / 2 + ((bbox.minY + bbox.maxY) / 2) * scale;
  return `<path transform="translate(${x} ${y}) scale(${scale} ${-scale})" d="${path.toSVG()}" fill="#fff"/>`;
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}">
<rect x="64" y="64" width="896" height="896" rx="176" fill="#c3272b"/>
<rect x="128" y="128" width="768" height="768" rx="120" fill="none" stroke="#fff" stroke-width="28"/>
${glyph('汴', 600)}
</svg>`;

mkdirSync(at('assets/packaging'), { recursive: true });
writeFileSync(at('assets/packaging/icon.png'), new Resvg(svg).render().asPng());

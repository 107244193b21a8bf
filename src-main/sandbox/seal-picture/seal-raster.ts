/**
 * Turns the SVG of a seal into a PNG: RGBA, transparent ground, true size recorded in pHYs (PNG §11.3.4.3).
 * The colour is the same in every pixel and only the opacity differs, so no dark edge shows when a viewer scales it.
 */
import { crc32 } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { encode } from 'fast-png';
import { concatBytes } from '../../crypto/bytes.ts';

export interface SealRaster {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Pixels of a length in mm at a resolution, rounded (40 mm at 600 dpi = 945). */
export function pixelsOf(mm: number, dpi: number): number {
  return Math.round((mm / 25.4) * dpi);
}

/** Draws the SVG at its own pixel size. `colour` is `#RRGGBB`. No system font is ever looked at. */
export function rasterSeal(svg: string, colour: string, dpi: number): SealRaster {
  const image = new Resvg(svg, { font: { loadSystemFonts: false }, shapeRendering: 2 }).render();
  const { width, height } = image;
  const data = oneColour(image.pixels, colour);
  const png = encode({ width, height, data, channels: 4, depth: 8 }, { zlib: { level: 9 } });
  return { png: withResolution(png, Math.round(dpi / 0.0254)), widthPx: width, heightPx: height };
}

const headerEnd = 8 + 25;

/** Puts a pHYs chunk (pixels per metre) right behind IHDR, the first chunk, which is 25 octets long in every PNG. */
function withResolution(png: Uint8Array, perMetre: number): Uint8Array {
  const chunk = new DataView(new ArrayBuffer(21));
  chunk.setUint32(0, 9);
  chunk.setUint32(4, 0x70485973);
  chunk.setUint32(8, perMetre);
  chunk.setUint32(12, perMetre);
  chunk.setUint8(16, 1);
  chunk.setUint32(17, crc32(new Uint8Array(chunk.buffer, 4, 13)));
  return concatBytes(png.subarray(0, headerEnd), new Uint8Array(chunk.buffer), png.subarray(headerEnd));
}

function oneColour(pixels: Uint8Array, colour: string): Uint8Array {
  const rgb = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const out = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 4)
    out.set([rgb[0] ?? 0, rgb[1] ?? 0, rgb[2] ?? 0, pixels[i + 3] ?? 0], i);
  return out;
}

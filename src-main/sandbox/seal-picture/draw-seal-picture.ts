/** The seal maker's drawing: from the registered text of a seal to its picture. Equal input gives equal bytes. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import { drawInvoiceSeal } from './invoice-seal.ts';
import { drawNameSeal } from './name-seal.ts';
import { drawRoundSeal } from './round-seal.ts';
import { sealSvg } from './seal-drawing.ts';
import type { SealDrawing } from './seal-drawing.ts';
import { sealFonts } from './seal-fonts.ts';
import type { RoundShape, SealProfile } from './seal-profile.ts';
import { pixelsOf, rasterSeal } from './seal-raster.ts';

/** What a seal says. The client never sends a picture: the city draws it from the register (暂行办法 Art. 8). */
export interface SealPictureRequest {
  readonly typeCode: SealTypeCode;
  /** Enterprise name; for 05 the name of the person. */
  readonly name: string;
  /** 13 digits of the police register along the lower edge of the round seals; null leaves them out. */
  readonly code: string | null;
  /** Unified social credit code in the middle of seal 03; other seals do not show it. */
  readonly taxNumber: string;
  /** Drawn as (1) where there are several seals of a kind; null otherwise. */
  readonly number: number | null;
  /** A key of the profile's `variants`, or `wide` for a flat seal 05; null is the usual size. */
  readonly variant: string | null;
}

export interface DrawnSealPicture {
  readonly png: Uint8Array;
  /** The same picture as curves, for looking at. */
  readonly svg: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Fonts that stand in for ones that cannot be had, e.g. `仿宋: Noto Serif SC`. */
  readonly substituteFonts: readonly string[];
}

/** Draws one of the five seals. Errors: `seal-glyph-missing`, `seal-name-too-long`, `seal-name-empty`, `seal-code-malformed`, `seal-variant-unknown`. */
export function drawSealPicture(request: SealPictureRequest, profile: SealProfile): DrawnSealPicture {
  const drawing = drawKind(request, profile);
  const { widthMm, heightMm, substituteFonts } = drawing;
  const pixels = { width: pixelsOf(widthMm, profile.dpi), height: pixelsOf(heightMm, profile.dpi) };
  const svg = sealSvg(drawing, profile.colour, pixels);
  return { ...rasterSeal(svg, profile.colour, profile.dpi), svg, widthMm, heightMm, substituteFonts };
}

function drawKind(request: SealPictureRequest, profile: SealProfile): SealDrawing {
  const name = engravedCharacters(request.name);
  const { number, variant } = request;
  switch (request.typeCode) {
    case '01':
    case '02':
    case '04': {
      const shape = roundVariant(profile.seals[request.typeCode], variant);
      return drawRoundSeal(shape, { name, code: checkedCode(request.code), number }, sealFonts);
    }
    case '03':
      return drawInvoiceSeal(profile.seals['03'], { name, taxNumber: request.taxNumber, number }, sealFonts);
    case '05': {
      const shape = profile.seals['05'];
      if (variant !== null && variant !== 'wide') throw new BianyinError('seal-variant-unknown', { variant });
      return drawNameSeal(variant === 'wide' ? { ...shape, ...shape.wide } : shape, name, sealFonts);
    }
  }
}

/**
 * A name as it is engraved: composed (NFC), no spaces, brackets in full width. One entry a code point, so that
 * characters outside the Basic Plane stay whole. Errors: `seal-name-empty`.
 */
function engravedCharacters(name: string): string[] {
  const text = name
    .normalize('NFC')
    .replace(/\s/gu, '')
    .replace(/\(/g, '（')
    .replace(/\)/g, '）')
    .replace(/[•‧・]/g, '·');
  if (text === '') throw new BianyinError('seal-name-empty');
  return [...text];
}

function checkedCode(code: string | null): string | null {
  if (code !== null && !/^\d{13}$/.test(code)) throw new BianyinError('seal-code-malformed');
  return code;
}

function roundVariant(shape: RoundShape, variant: string | null): RoundShape {
  if (variant === null) return shape;
  const size = shape.variants[variant];
  if (!size) throw new BianyinError('seal-variant-unknown', { variant });
  return { ...shape, ...size };
}

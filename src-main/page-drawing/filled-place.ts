/**
 * Whether a look in a place that stood ready lies over writing of the signed page that is no text: a scan, outlined letters, a picture
 * (own rule; ISO 32000-2 §12.7.5.5). What text is under it the rules for changes have judged (verification/pdf/changes/over-words.ts).
 */
import { POINTS_PER_MM } from '../domain/placement.ts';
import type { PdfPage } from '../pdf/document-model.ts';
import { visualSizeMm } from '../pdf/page-geometry.ts';
import type { FilledPlace } from './changed-places.ts';
import type { DrawingIntent, DrawnDocument, DrawnPage, PagePart } from './drawn-document.ts';
import { grown, heightOf, touches, widthOf, type PixelBox } from './shapes.ts';
import { writingIn } from './writing.ts';

/** Pixels of a point of paper; a place that needs more pixels than this is drawn smaller, down to the least. */
const [FINE, LEAST_FINE, MOST_PIXELS] = [3, 1.5, 4_000_000] as const;
/** What is around a place is drawn too, so that a letter that reaches into it is seen as a whole; points. */
const MARGIN = 14;
/** A look nearer to writing than its height reads as one with it; within these bounds, points. */
const [NEAR_LEAST, NEAR_MOST] = [4, 20] as const;
/** Light by which two drawings of the same letters may differ where their grounds do. */
const TINT = 40;
/** A change of colour that is seen. */
const SEEN = 8;

/** Errors: whatever pdf.js throws; `RangeError` for a place that is too large to be drawn. */
export async function coversWriting(
  [before, after]: readonly [DrawnDocument, DrawnDocument],
  shape: PdfPage,
  page: number,
  place: FilledPlace,
  intents: readonly DrawingIntent[],
): Promise<boolean> {
  const { part, inPart, perPoint } = layOut(shape, place);
  if (part.width <= 0 || part.height <= 0) return false;
  for (const intent of intents) {
    const draw = (document: DrawnDocument, layer: Parameters<DrawnDocument['drawPart']>[3] = 'all') =>
      document.drawPart(page, part, intent, layer);
    // A button switches between looks that were sealed; the old look of a place for signing says something too.
    const shown = await draw(before, place.kind === 'button' ? { others: place.number } : 'all');
    const found = writingIn(shown, inPart, perPoint);
    if (found.length === 0) continue;
    const words = await draw(before, { words: place.number });
    const writing = found.filter(
      (each) =>
        !isSameIn(shown, words, each) && !(place.kind === 'button' && isBoxToTick(shown, each, perPoint)),
    );
    if (writing.length === 0) continue;
    const both = [await draw(before), await draw(after)] as const;
    if (writing.some((each) => isChangedNear(both, each, inPart, perPoint))) return true;
  }
  return false;
}

/** The part of the page that is drawn, and where in it the place is. */
function layOut(
  shape: PdfPage,
  { rect }: FilledPlace,
): { part: PagePart; inPart: PixelBox; perPoint: number } {
  const { widthMm, heightMm } = visualSizeMm(shape);
  const points = (rect.widthMm * POINTS_PER_MM + 2 * MARGIN) * (rect.heightMm * POINTS_PER_MM + 2 * MARGIN);
  const perPoint = Math.min(FINE, Math.sqrt(MOST_PIXELS / points));
  if (perPoint < LEAST_FINE) throw new RangeError('too large a place');
  const perMm = perPoint * POINTS_PER_MM;
  const margin = MARGIN * perPoint;
  const left = Math.max(0, Math.floor(rect.xMm * perMm - margin));
  const top = Math.max(0, Math.floor(rect.yMm * perMm - margin));
  const right = Math.min(Math.ceil(widthMm * perMm), Math.ceil((rect.xMm + rect.widthMm) * perMm + margin));
  const bottom = Math.min(
    Math.ceil(heightMm * perMm),
    Math.ceil((rect.yMm + rect.heightMm) * perMm + margin),
  );
  const inPart = {
    left: rect.xMm * perMm - left,
    top: rect.yMm * perMm - top,
    right: (rect.xMm + rect.widthMm) * perMm - left,
    bottom: (rect.yMm + rect.heightMm) * perMm - top,
  };
  return {
    part: { left, top, width: right - left, height: bottom - top, scale: perPoint },
    inPart,
    perPoint,
  };
}

/** Whether a shape is text alone: drawn without anything else it stands out from its ground in the same way. */
function isSameIn(shown: DrawnPage, words: DrawnPage, shape: PixelBox): boolean {
  const box = clipped(grown(shape, 1), shown);
  const [a, b] = [lightestIn(shown, box), lightestIn(words, box)];
  return everyPoint(box, shown.width, (at) => {
    for (let colour = 0; colour < 3; colour += 1) {
      const [own, other] = [shown.pixels[at + colour] ?? 0, words.pixels[at + colour] ?? 0];
      if (Math.abs((a[colour] ?? 0) - own - (b[colour] ?? 0) + other) > TINT) return false;
    }
    return true;
  });
}

function lightestIn({ width, pixels }: DrawnPage, box: PixelBox): number[] {
  const light = [0, 0, 0];
  everyPoint(box, width, (at) => {
    for (let colour = 0; colour < 3; colour += 1)
      light[colour] = Math.max(light[colour] ?? 0, pixels[at + colour] ?? 0);
    return true;
  });
  return light;
}

/** A square frame with nothing in it, as forms have them to be ticked. */
function isBoxToTick({ width, height, pixels }: DrawnPage, shape: PixelBox, perPoint: number): boolean {
  const [across, down] = [widthOf(shape), heightOf(shape)];
  const isSquare = Math.min(across, down) >= Math.max(across, down) * 0.8;
  if (!isSquare || across < 5 * perPoint || across > 24 * perPoint) return false;
  const isDark = (at: number) => (pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0) < 600;
  const inner = clipped(grown(shape, -Math.round(2.4 * perPoint)), { width, height });
  if (!everyPoint(inner, width, (at) => !isDark(at))) return false;
  const [size, { left, top, right, bottom }] = [Math.round(1.5 * perPoint), shape];
  const corners = [
    [left, top],
    [right - size, top],
    [left, bottom - size],
    [right - size, bottom - size],
  ] as const;
  return corners.every(
    ([x, y]) =>
      !everyPoint({ left: x, top: y, right: x + size, bottom: y + size }, width, (at) => !isDark(at)),
  );
}

function isChangedNear(
  [a, b]: readonly [DrawnPage, DrawnPage],
  shape: PixelBox,
  place: PixelBox,
  perPoint: number,
): boolean {
  const near = Math.min(NEAR_MOST, Math.max(NEAR_LEAST, heightOf(shape) / perPoint)) * perPoint;
  const around = clipped(grown(shape, near), a);
  if (!touches(around, place)) return false;
  return !everyPoint(around, a.width, (at) =>
    [0, 1, 2].every(
      (colour) => Math.abs((a.pixels[at + colour] ?? 0) - (b.pixels[at + colour] ?? 0)) <= SEEN,
    ),
  );
}

function clipped(box: PixelBox, { width, height }: { width: number; height: number }): PixelBox {
  return {
    left: Math.max(0, Math.floor(box.left)),
    top: Math.max(0, Math.floor(box.top)),
    right: Math.min(width, Math.ceil(box.right)),
    bottom: Math.min(height, Math.ceil(box.bottom)),
  };
}

/** Asks for each point of the box, by where its colours begin, until one says no. */
function everyPoint(
  { left, top, right, bottom }: PixelBox,
  width: number,
  isFine: (at: number) => boolean,
): boolean {
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) if (!isFine((y * width + x) * 4)) return false;
  return true;
}

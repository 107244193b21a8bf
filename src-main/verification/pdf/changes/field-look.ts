/**
 * Whether a field shows what its value says (ISO 32000-2 §12.7.4.3; attack P13). Proven only for a look that is nothing but text, in
 * a font whose codes are known letters, in reading order, dark, and whole inside its box. Everything else is unknown, never the same.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import type { PdfBox, PdfPage } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfObject, PdfStream } from '../../../pdf/objects.ts';
import { exactTextOf, isExactText } from '../../../pdf/text-string.ts';
import { rectangleOf } from './annotation-look.ts';
import { operationsOf, type Operation } from './content-tokens.ts';
import { isPlainFrame, setsState } from './look-frame.ts';
import { readableFont, type FontReading } from './look-font.ts';
import { LookText } from './look-text.ts';

/** `stale`: as before, though the value is another one. */
export type FieldLook = 'same' | 'differs' | 'unknown' | 'stale';

/** What counts of a page on which a widget stands. */
type ShownPage = Pick<PdfPage, 'rotate' | 'cropBox'>;

/** More of an appearance than this is not read. */
const maxAppearance = 64 * 1024;

/** The revision that was signed, by whose fonts a look may be read, and the two that are compared. */
export type SeenRevisions = Readonly<Record<'signed' | 'before' | 'after', PdfDocument>>;

/** Judges a widget before and after a change. `value` is what it should show; `pages` those on which it stands. */
export function fieldLook(
  revisions: SeenRevisions,
  [old, widget]: readonly [PdfDict, PdfDict],
  value: PdfObject | undefined,
  pages: readonly ShownPage[] = [],
): FieldLook {
  return orElse(() => {
    const resolved = revisions.after.resolve(value);
    if (resolved.kind !== 'string' && resolved.kind !== 'null') return 'unknown';
    const shown = shownText(revisions, [old, widget], pages);
    const wanted = squeeze(resolved.kind === 'string' ? exactTextOf(resolved) : '');
    if (!isExactText(wanted)) return 'unknown';
    if (shown === null || (squeeze(shown) === '' && wanted !== '')) return 'unknown';
    if (squeeze(shown) === wanted) return 'same';
    // A formatting script may show a value in another form (§12.7.6.3).
    return widget.entries.has('AA') ? 'unknown' : 'differs';
  }, 'unknown');
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

/** What the look reads as; null when it cannot be proven. */
function shownText(
  { signed, before, after }: SeenRevisions,
  [old, widget]: readonly [PdfDict, PdfDict],
  pages: readonly ShownPage[],
): string | null {
  const look = soleLook(after, widget);
  const box = look && plainBox(after, look, widget, pages);
  if (!look || !box) return null;
  const operations = [...operationsOf(after, after.streamBytes(look, maxAppearance))];
  const text = new LookText(box, (name) => fontNamed(signed, after, look, name));
  const body = behindFrame(before, old, operations);
  return body?.every((operation) => text.take(operation)) === true ? text.read() : null;
}

/** The only appearance; one for the pointer over it or pressed shows something else. */
function soleLook(document: PdfDocument, widget: PdfDict): PdfStream | null {
  const looks = document.value(widget, 'AP');
  if (looks?.kind !== 'dict' || [...looks.entries.keys()].join() !== 'N' || widget.entries.has('OC'))
    return null;
  const normal = document.value(looks, 'N');
  return normal?.kind === 'stream' && !normal.dict.entries.has('OC') ? normal : null;
}

/** The first four numbers of the matrix that turns a look by /MK /R (§12.5.6.19, Table 192). */
const turns: Readonly<Record<number, string>> = {
  0: '1,0,0,1',
  90: '0,1,-1,0',
  180: '-1,0,0,-1',
  270: '0,-1,1,0',
};

/** What is visible of a look that is not stretched, and turned only as its widget says; upside down figures are other figures. */
function plainBox(
  document: PdfDocument,
  look: PdfStream,
  widget: PdfDict,
  pages: readonly ShownPage[],
): PdfBox | null {
  const [rect, box] = [rectangleOf(document, widget), numbersAt(document, look.dict, 'BBox')];
  const matrix = numbersAt(document, look.dict, 'Matrix') ?? [1, 0, 0, 1, 0, 0];
  const turn = turnOf(document, widget);
  if (!rect || box?.length !== 4 || matrix.length !== 6) return null;
  if (matrix.slice(0, 4).join() !== turns[turn] || (turn === 0 && matrix.join() !== '1,0,0,1,0,0'))
    return null;
  if (!pages.every((page) => isOnPage(rect, page))) return null;
  if (turn !== 0 && (pages.length !== 1 || isUpsideDown(turn, pages[0]?.rotate ?? 0))) return null;
  const [a = 0, b = 0, width = 0, height = 0] = box;
  const sides = [rect[2] - rect[0], rect[3] - rect[1]];
  const [across = 0, up = 0] = turn % 180 === 0 ? sides : sides.toReversed();
  const near = (x: number, y: number) => Math.abs(x - y) <= 1;
  const isWhole = near(a, 0) && near(b, 0) && near(width, across) && near(height, up);
  return isWhole ? [a, b, width, height] : null;
}

function isUpsideDown(turn: number, pageTurn: number): boolean {
  return (turn - pageTurn + 360) % 360 === 180;
}

/** What lies beside the page is cut off (§14.11.2). */
function isOnPage(rect: PdfBox, { cropBox }: ShownPage): boolean {
  const [left, bottom, right, top] = cropBox;
  return rect[0] >= left - 1 && rect[1] >= bottom - 1 && rect[2] <= right + 1 && rect[3] <= top + 1;
}

/** NaN for what is no turn. */
function turnOf(document: PdfDocument, widget: PdfDict): number {
  const look = document.value(widget, 'MK');
  const turn = look?.kind === 'dict' ? document.value(look, 'R') : undefined;
  if (turn === undefined) return 0;
  return turn.kind === 'number' && turn.value in turns ? turn.value : Number.NaN;
}

function numbersAt(document: PdfDocument, dict: PdfDict, key: string): number[] | undefined {
  const value = document.value(dict, key);
  return value?.kind === 'array'
    ? value.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN))
    : undefined;
}

/** Border and background that the old look drew just so are no change; the text stands in marked content behind them (§12.7.4.3). */
function behindFrame(
  before: PdfDocument,
  old: PdfDict,
  operations: readonly Operation[],
): readonly Operation[] | null {
  const [frame, rest] = splitFrame(operations);
  if (frame.length === 0) return rest;
  const look = soleLook(before, old);
  if (!look || !isPlainFrame(frame)) return null;
  const [same] = splitFrame([...operationsOf(before, before.streamBytes(look, maxAppearance))]);
  // What the frame leaves set holds for the text too.
  return written(same) === written(frame) ? [...frame.filter(setsState), ...rest] : null;
}

function splitFrame(operations: readonly Operation[]): [readonly Operation[], readonly Operation[]] {
  const at = operations.findIndex(({ operator }) => ['BMC', 'BDC', 'BT'].includes(operator));
  return at < 0 ? [[], operations] : [operations.slice(0, at), operations.slice(at)];
}

function written(operations: readonly Operation[]): string {
  return operations
    .map(({ operator, operands }) =>
      [...operands.map((each) => (each.kind === 'string' ? '?' : String(each.value))), operator].join(' '),
    )
    .join('\n');
}

function fontNamed(
  signed: PdfDocument,
  after: PdfDocument,
  look: PdfStream,
  name: string,
): FontReading | null {
  const resources = after.value(look.dict, 'Resources');
  const fonts = resources?.kind === 'dict' ? after.value(resources, 'Font') : undefined;
  return fonts?.kind === 'dict' ? readableFont(signed, after, fonts.entries.get(name)) : null;
}

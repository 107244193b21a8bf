/**
 * The glyphs of a page, from the list of drawing operators that pdf.js makes of contents, forms, fields and annotations:
 * each with the matrix that it is really drawn with (ISO 32000-2 §9.4.4), its layer and its clip.
 */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { identity, multiply, toMatrix } from '../page-text/matrix.ts';
import { DrawState } from './draw-state.ts';
import { showText, type DrawnGlyph } from './show-text.ts';
import type { Box, PageLook } from './page-look.ts';

/** As pdf.js gives them: codes and the operands of each. */
export interface DrawingOperators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

type Operands = readonly unknown[];
type Handler = (reading: Reading, operands: Operands) => void;

/** A page while its operators are gone through. */
interface Reading {
  readonly look: PageLook;
  readonly glyphs: DrawnGlyph[];
  state: DrawState;
  readonly saved: DrawState[];
  /** Whether each open marked content is of a layer that is off. */
  readonly content: boolean[];
  /** Open transparency groups; true for those that are masks, and never seen themselves. */
  readonly groups: boolean[];
  /** The annotation that is drawn; null for the page itself. */
  annotation: string | null;
  clipsNext: boolean;
}

/** All glyphs that the page carries for people, in drawing order. */
export function drawnGlyphs({ fnArray, argsArray }: DrawingOperators, look: PageLook): DrawnGlyph[] {
  const reading: Reading = {
    look,
    glyphs: [],
    state: new DrawState(look.toSeen),
    saved: [],
    content: [],
    groups: [],
    annotation: null,
    clipsNext: false,
  };
  fnArray.forEach((code, i) => {
    const operands = argsArray[i];
    handlers[code]?.(reading, Array.isArray(operands) ? operands : []);
  });
  return reading.glyphs;
}

const save: Handler = (reading) => {
  reading.saved.push(reading.state);
  reading.state = reading.state.copy();
};
const restore: Handler = (reading) => {
  reading.state = reading.saved.pop() ?? reading.state;
};
const transform = ({ state }: Reading, value: unknown): void => {
  const matrix = toMatrix(value);
  if (matrix) state.toSeen = multiply(state.toSeen, matrix);
};
const numbers = (operands: Operands): number[] =>
  operands.map((operand) => (typeof operand === 'number' && Number.isFinite(operand) ? operand : 0));
const clipTo = ({ state }: Reading, box: unknown): void => {
  if (box !== null && typeof box === 'object') state.clip(Array.from(box as ArrayLike<unknown>, Number));
};

const setFont: Handler = ({ state, look }, [name, size]) => {
  state.font = typeof name === 'string' ? look.fontOf(name) : undefined;
  state.fontName = typeof name === 'string' ? name : '';
  [state.size = 0] = numbers([size]);
};

const beginAnnotation: Handler = (reading, [id, rect, matrix, ownMatrix]) => {
  save(reading, []);
  reading.state = new DrawState(reading.look.toSeen);
  reading.annotation = String(id);
  clipTo(reading, rect);
  transform(reading, matrix);
  transform(reading, ownMatrix);
};

const show: Handler = (reading, [glyphs]) => {
  const { look, annotation, state, groups, content } = reading;
  if (!Array.isArray(glyphs)) return;
  const visibility = annotation === null ? 'screen' : look.visibilityOf(annotation);
  const isNever = visibility === 'never' || groups.includes(true);
  const isOnScreen = visibility === 'screen' && !content.includes(true);
  const isSeen = (x: number, y: number): boolean =>
    !isNever && isInside(look.box, x, y) && isInside(state.clipBox, x, y);
  for (const glyph of showText(state, glyphs, { isOnScreen, annotation, isSeen })) reading.glyphs.push(glyph);
};

/** A glyph is seen when its middle is. */
function isInside([left, top, right, bottom]: Box, x: number, y: number): boolean {
  return x >= left && y >= top && x <= right && y <= bottom;
}

const handlers: Partial<Record<number, Handler>> = {
  [OPS.save]: save,
  [OPS.restore]: restore,
  [OPS.transform]: (reading, operands) => transform(reading, operands),
  [OPS.paintFormXObjectBegin](reading, [matrix, box]) {
    save(reading, []);
    transform(reading, matrix);
    clipTo(reading, box);
  },
  [OPS.paintFormXObjectEnd]: restore,
  [OPS.beginGroup](reading, [group]) {
    const mask = (group as { smask?: unknown } | null | undefined)?.smask;
    reading.groups.push(mask !== null && mask !== undefined);
  },
  [OPS.endGroup]: ({ groups }) => void groups.pop(),
  [OPS.beginAnnotation]: beginAnnotation,
  [OPS.endAnnotation](reading) {
    restore(reading, []);
    reading.annotation = null;
  },
  [OPS.beginMarkedContent]: ({ content }) => void content.push(false),
  [OPS.beginMarkedContentProps]({ content, look }, [tag, layer]) {
    content.push(tag === 'OC' && !look.isLayerOn(layer));
  },
  [OPS.endMarkedContent]: ({ content }) => void content.pop(),
  [OPS.clip]: (reading) => void (reading.clipsNext = true),
  [OPS.eoClip]: (reading) => void (reading.clipsNext = true),
  [OPS.constructPath](reading, [, , box]) {
    if (reading.clipsNext) clipTo(reading, box);
    reading.clipsNext = false;
  },
  [OPS.setGState](reading, [entries]) {
    const font = (entries as [string, unknown][]).find(([key]) => key === 'Font')?.[1];
    if (Array.isArray(font)) setFont(reading, font);
  },
  [OPS.setFont]: setFont,
  [OPS.setCharSpacing]: ({ state }, operands) => void ([state.charSpacing = 0] = numbers(operands)),
  [OPS.setWordSpacing]: ({ state }, operands) => void ([state.wordSpacing = 0] = numbers(operands)),
  [OPS.setHScale]: ({ state }, operands) => void (state.across = (numbers(operands)[0] ?? 100) / 100),
  [OPS.setLeading]: ({ state }, operands) => void ([state.leading = 0] = numbers(operands)),
  [OPS.setTextRise]: ({ state }, operands) => void ([state.rise = 0] = numbers(operands)),
  [OPS.setTextRenderingMode]: ({ state }, operands) => void ([state.mode = 0] = numbers(operands)),
  [OPS.beginText]: ({ state }) => state.beginLine(identity),
  [OPS.setTextMatrix]: ({ state }, [matrix]) => state.beginLine(toMatrix(matrix) ?? identity),
  [OPS.moveText]: ({ state }, operands) => state.moveLine(numbers(operands)),
  [OPS.setLeadingMoveText]({ state }, operands) {
    const [across = 0, up = 0] = numbers(operands);
    state.leading = -up;
    state.moveLine([across, up]);
  },
  [OPS.nextLine]: ({ state }) => state.moveLine([0, -state.leading]),
  [OPS.showText]: show,
};

/**
 * Which text depends on fonts of the reader's machine, and which text is there without being seen: pages, and the forms,
 * patterns, Type 3 glyphs and appearances that they draw (ISO 32000-2 §7.8.3, §8.7.3, §8.10, §9.6.4, §12.5.5).
 */
import type { PdfBox, PdfDocument } from '../document-model.ts';
import { pdfDict, refKey, type PdfDict, type PdfObject, type PdfStream } from '../objects.ts';
import type { Sighted } from './content-kinds.ts';
import { areValuesWrong } from './colour-operands.ts';
import { scanContent, type ContentUse, type NamedUse } from './content-scan.ts';
import { formProblems, isMaskWrong, isShadingNowhere, matrixAt, stateProblems } from './drawn-parts.ts';
import { isPressed } from './drawn-shapes.ts';
import { evenness, followedBy, largest, unchanged, type Linear } from './linear.ts';
import { readBox } from '../pages.ts';
import { nameAt } from './object-links.ts';
import { boxedGlyphProblem } from './boxed-glyph.ts';
import { fontProblem } from './font-dictionary.ts';
import { isEmbedded } from './font-program.ts';
import { isPictureShort, pictureProblem } from './picture-dictionary.ts';
import { quietly } from './quietly.ts';

/** Decoded octets that are looked through; what a page declares counts as used beyond, and the file is told. Contracts stay far below. */
export const maxContentBytes = 48 * 1024 * 1024;
const maxVisits = 50_000;
/** Glyphs are looked at as text of this size shows them. */
const usualSize: Linear = [12, 0, 0, 12];

export interface TextUse {
  readonly found: readonly Sighted[];
  /** Pages, forms and glyphs in which a string runs over the end of a stream: numbers of objects, 0 for glyphs. */
  readonly cut: ReadonlySet<number>;
}

/** What an annotation looks like, and where. */
export interface PlacedLook {
  readonly look: PdfObject;
  readonly rect: PdfObject | undefined;
}

/**
 * `appearances` are the /AP of annotations: whoever has read all objects knows them, and annotations can be many.
 * Errors: `pdf-limit`, and those of the page tree.
 */
export function textUse(document: PdfDocument, appearances: readonly PlacedLook[]): TextUse {
  const walk = new TextWalk(document);
  for (let index = 0; index < document.pageCount; index += 1) walk.page(index);
  for (const appearance of appearances) walk.appearance(appearance);
  return walk;
}

/** Where content stands: `scope` is the page when it is a page's own, `number` the object that holds it. */
interface Where {
  readonly scope: string;
  readonly number: number;
  readonly matrix: Linear;
}

function sizeOf([left, bottom, right, top]: PdfBox): readonly [number, number] {
  return [right - left, top - bottom];
}

function rawLength({ data }: PdfStream): number {
  return data instanceof Uint8Array ? data.length : data.end - data.start;
}

/** An em in the units of a glyph that is looked at as text of the usual size. */
function emOf(matrix: Linear): number {
  return (Math.SQRT2 * usualSize[0]) / largest(matrix);
}

/** Alike for matrices through which the same shapes are flat or nothing: nearly all are of one class. */
function sizeClass(matrix: Linear): string {
  const flat = Math.max(0, Math.round(-Math.log2(2 * evenness(matrix))) - 1);
  const small = Math.max(0, Math.round(-Math.log2(largest(matrix)) / 4));
  return flat + small > 0 ? ` ${Math.min(flat, 20)} ${Math.min(small, 20)}` : '';
}

class TextWalk implements TextUse {
  readonly found: Sighted[] = [];
  readonly cut = new Set<number>();
  readonly #document: PdfDocument;
  readonly #seen = new Set<string>();
  #left = maxContentBytes;
  #visits = 0;

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  page(index: number): void {
    const { dict, resources, ref } = this.#document.page(index);
    const contents = this.#value(dict, 'Contents');
    const parts = contents?.kind === 'array' ? contents.items : [contents];
    this.#content(
      parts.flatMap((part) => this.#stream(part) ?? []),
      resources,
      { scope: refKey(ref), number: ref.number, matrix: unchanged },
    );
  }

  /** Its looks bring their resources along (§12.5.5). */
  appearance({ look, rect }: PlacedLook): void {
    const looks = quietly(() => this.#document.resolve(look));
    if (looks?.kind !== 'dict') return;
    const place = quietly(() => readBox(this.#document, this.#document.resolve(rect)));
    for (const each of looks.entries.values()) this.#look(each, place ?? undefined);
  }

  /** A stream, or one for each state of a field. */
  #look(look: PdfObject, place: PdfBox | undefined): void {
    const object = quietly(() => this.#document.resolve(look));
    const looks = object?.kind === 'dict' ? [...object.entries.values()] : [look];
    for (const each of looks)
      this.#form(each, pdfDict({}), { matrix: this.#fitted(each, place), isTextChanged: false }, true);
  }

  /** How the look is made to fit its place (§12.5.5, algorithm 8.1), without its turns. */
  #fitted(look: PdfObject, place: PdfBox | undefined): Linear {
    const stream = this.#stream(look);
    const box = stream && quietly(() => readBox(this.#document, this.#document.value(stream.dict, 'BBox')));
    if (!stream || !box || !place) return unchanged;
    const [a, b, c, d] = matrixAt(this.#document, stream.dict, 'Matrix');
    const [width, height] = sizeOf(box);
    const across = Math.abs(a) * width + Math.abs(c) * height;
    const up = Math.abs(b) * width + Math.abs(d) * height;
    if (across === 0 || up === 0) return unchanged;
    const [placeWidth, placeHeight] = sizeOf(place);
    return [placeWidth / across, 0, 0, placeHeight / up];
  }

  /** A form or a tiling pattern; without resources of its own it uses those of where it stands (§7.8.3). */
  #form(item: PdfObject | undefined, around: PdfDict, use: NamedUse, isLook = false): void {
    const { matrix: through, isTextChanged } = use;
    const stream = this.#stream(item);
    if (!stream) return;
    if (nameAt(stream.dict, 'Subtype') === 'Image') {
      if (isPressed(through)) this.#ambiguous(['area without a width']);
      const problem = pictureProblem(this.#document, stream.dict);
      if (problem !== null) this.#ambiguous([problem]);
      // Data with filters are looked at where these are undone (drawn-streams.ts).
      const isPlain = !stream.dict.entries.has('Filter');
      if (isPlain && isPictureShort(this.#document, stream.dict, rawLength(stream)))
        this.#ambiguous(['data of a picture']);
      return;
    }
    const matrix = followedBy(matrixAt(this.#document, stream.dict, 'Matrix'), through);
    if (!this.#isNew(item, `${sizeClass(matrix)}${isTextChanged ? ' text' : ''}`)) return;
    const own = this.#value(stream.dict, 'Resources');
    const number = item?.kind === 'ref' ? item.number : 0;
    const where = { scope: '', number, matrix };
    const content = this.#content([stream], own?.kind === 'dict' ? own : around, where);
    if (content?.paints) {
      this.#ambiguous(formProblems(this.#document, stream.dict, isLook));
      if (isLook && nameAt(stream.dict, 'Subtype') === undefined)
        this.found.push({ kind: 'other-looks', word: 'look that not every reader draws' });
    }
    if (content?.takesTextState && isTextChanged) this.#ambiguous(['text state']);
  }

  #pattern(item: PdfObject | undefined, around: PdfDict, matrix: Linear): void {
    const pattern = item && quietly(() => this.#document.resolve(item));
    if (pattern?.kind === 'dict' && isShadingNowhere(this.#document, pattern.entries.get('Shading')))
      this.#ambiguous(['shading']);
    else this.#form(item, around, { matrix, isTextChanged: false });
  }

  #ambiguous(words: readonly string[]): void {
    for (const word of words) this.found.push({ kind: 'ambiguous-content', word });
  }

  /** Undefined for what is not looked through. */
  #content(streams: readonly PdfStream[], resources: PdfDict, where: Where): ContentUse | undefined {
    const { scope, number, matrix } = where;
    if (streams.length === 0) return undefined;
    const parts = (this.#visits += 1) > maxVisits ? undefined : this.#bytes(streams);
    if (parts === undefined) {
      this.found.push({ kind: 'contents-not-checked', word: 'contents' });
      this.#declared(resources);
      return undefined;
    }
    const use = scanContent(parts, { matrix, isInside: where.number === 0 || scope === '' });
    const { fonts, names, colours, hidesText, faults, drawnFaults, isCut } = use;
    if (hidesText) this.found.push({ kind: 'hidden-text', word: 'text' });
    for (const word of faults)
      this.found.push({ kind: drawnFaults.has(word) ? 'ambiguous-content' : 'malformed-content', word });
    const space = (name: string) => this.#named(resources, 'ColorSpace', name);
    if ([...colours].some((use) => areValuesWrong(this.#document, use, space))) this.#ambiguous(['colour']);
    if ([...use.unseenFonts].some((name) => this.#isOfGlyphs(name, resources)))
      this.#ambiguous(['hidden glyphs']);
    if (isCut) this.cut.add(number);
    for (const name of fonts) this.#usedFont(name, resources, scope);
    for (const [name, uses] of names) {
      this.#pattern(this.#named(resources, 'Pattern', name), resources, matrix);
      if (isShadingNowhere(this.#document, this.#named(resources, 'Shading', name)))
        this.#ambiguous(['shading']);
      for (const through of uses) {
        this.#form(this.#named(resources, 'XObject', name), resources, through);
        this.#state(this.#named(resources, 'ExtGState', name), resources, through.matrix);
      }
    }
    return use;
  }

  /** A graphics state may set a font (Table 57), dash lines, and draw through a mask. */
  #state(item: PdfObject | undefined, resources: PdfDict, matrix: Linear): void {
    const state = item && quietly(() => this.#document.resolve(item));
    if (state?.kind !== 'dict') return;
    this.#ambiguous(stateProblems(this.#document, state, matrix));
    const font = this.#value(state, 'Font');
    if (font?.kind === 'array') this.#font(font.items[0], resources, '');
    const mask = this.#value(state, 'SMask');
    if (mask?.kind !== 'dict') return;
    if (isMaskWrong(this.#document, mask)) this.#ambiguous(['mask']);
    this.#form(mask.entries.get('G'), resources, { matrix, isTextChanged: false });
  }

  /** Glyphs that are content of their own, and paint: one reader draws them in whatever mode (§9.3.6). */
  #isOfGlyphs(name: string, resources: PdfDict): boolean {
    const item = this.#named(resources, 'Font', name);
    const font = item && quietly(() => this.#document.resolve(item));
    if (font?.kind !== 'dict' || nameAt(font, 'Subtype') !== 'Type3') return false;
    const glyphs = this.#value(font, 'CharProcs');
    if (glyphs?.kind !== 'dict') return false;
    return [...glyphs.entries.values()].some((glyph) => {
      const stream = this.#stream(glyph);
      return scanContent((stream && this.#bytes([stream])) ?? []).paints;
    });
  }

  /** Text in a font that is not there: one reader takes another font, the next draws nothing (§7.8.3). */
  #usedFont(name: string, resources: PdfDict, scope: string): void {
    const item = this.#named(resources, 'Font', name);
    const font = item && quietly(() => this.#document.resolve(item));
    if (font?.kind === 'dict') this.#font(item, resources, scope);
    else if (name !== '') this.#ambiguous(['font that is not there']);
  }

  #font(item: PdfObject | undefined, resources: PdfDict, scope: string): void {
    const font = item && quietly(() => this.#document.resolve(item));
    if (font?.kind !== 'dict' || !this.#isNew(item)) return;
    const problem = fontProblem(this.#document, font);
    if (problem !== null) this.#ambiguous([problem]);
    if (quietly(() => isEmbedded(this.#document, font)) === false) {
      const name = this.#value(font, 'BaseFont');
      this.found.push({ kind: 'fonts-not-embedded', word: name?.kind === 'name' ? name.value : 'font' });
    }
    const glyphs = this.#value(font, 'CharProcs');
    if (glyphs?.kind !== 'dict') return;
    const own = this.#value(font, 'Resources');
    const matrix = followedBy(matrixAt(this.#document, font, 'FontMatrix'), usualSize);
    for (const glyph of glyphs.entries.values()) {
      const stream = this.#stream(glyph);
      if (!stream) continue;
      const around = own?.kind === 'dict' ? own : resources;
      this.#content([stream], around, { scope, number: 0, matrix });
      const [content] = this.#bytes([stream]) ?? [];
      const strange = content && boxedGlyphProblem(this.#document, content, around, emOf(matrix));
      if (strange) this.#ambiguous([strange]);
    }
  }

  /** Too much to look through: every font that could be used is. */
  #declared(resources: PdfDict): void {
    const fonts = this.#value(resources, 'Font');
    if (fonts?.kind === 'dict') for (const font of fonts.entries.values()) this.#font(font, pdfDict({}), '');
  }

  #bytes(streams: readonly PdfStream[]): Uint8Array[] | undefined {
    const parts: Uint8Array[] = [];
    for (const stream of streams) {
      if (rawLength(stream) > this.#left) return undefined;
      const part = quietly(() => this.#document.decodedStream(stream).bytes) ?? new Uint8Array(0);
      this.#left -= part.length;
      parts.push(part);
    }
    return parts;
  }

  /** Objects of their own are looked at once, whoever draws them; those that are drawn flat or very small once more. */
  #isNew(item: PdfObject | undefined, size = ''): boolean {
    if (item?.kind !== 'ref') return true;
    const key = `${refKey(item)}${size}`;
    return !this.#seen.has(key) && this.#seen.add(key).size > 0;
  }

  #named(resources: PdfDict, category: string, name: string): PdfObject | undefined {
    const table = this.#value(resources, category);
    return table?.kind === 'dict' ? table.entries.get(name) : undefined;
  }

  #stream(item: PdfObject | undefined): PdfStream | undefined {
    const object = item && quietly(() => this.#document.resolve(item));
    return object?.kind === 'stream' ? object : undefined;
  }

  #value(dict: PdfDict, key: string): PdfObject | undefined {
    return quietly(() => this.#document.value(dict, key));
  }
}

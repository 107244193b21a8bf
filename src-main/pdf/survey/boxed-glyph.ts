/**
 * Glyphs of a Type 3 font that say they have no colour of their own, and a box (`d1`, ISO 32000-2 §9.6.4, Table 111): with a colour, a shading or a
 * picture in them, or with ink outside of their box, one reader shows what they draw, another something else, and another nothing.
 */
import type { PdfDocument } from '../document-model.ts';
import { Lexer } from '../lexer.ts';
import { WorkBudget } from '../limits.ts';
import type { PdfDict } from '../objects.ts';
import { nameAt } from './object-links.ts';
import { quietly } from './quietly.ts';
import { GlyphInk } from './glyph-ink.ts';
import { pictureEnd } from './inline-picture.ts';

const maxNumbers = 64;
const maxDepth = 4;
const colours: ReadonlySet<string> = new Set('g rg k G RG K cs CS sc scn SC SCN'.split(' '));

/** A word for what is wrong, or null. `unit`: an em in the units of the glyph. */
export function boxedGlyphProblem(
  document: PdfDocument,
  content: Uint8Array,
  resources: PdfDict,
  unit: number,
): string | null {
  const reading = new GlyphReading(document, new GlyphInk(unit));
  // What is no content at all has its own finding.
  quietly(() => reading.read(content, resources, 0));
  return reading.problem;
}

class GlyphReading {
  #found: string | null = null;
  readonly #document: PdfDocument;
  readonly #ink: GlyphInk;
  #isBoxed = false;
  #isColoured = false;

  constructor(document: PdfDocument, ink: GlyphInk) {
    this.#document = document;
    this.#ink = ink;
  }

  get problem(): string | null {
    return this.#isBoxed ? this.#found : null;
  }

  read(bytes: Uint8Array, resources: PdfDict, depth: number): void {
    const input = { size: bytes.length, byteAt: (offset: number) => bytes[offset] ?? -1 };
    const lexer = new Lexer(input, 0, new WorkBudget(this.#document.limits, bytes.length));
    let [numbers, names, from]: [number[], string[], number] = [[], [], 0];
    for (let token = lexer.next(); token.kind !== 'end'; token = lexer.next()) {
      if (token.kind === 'number' && numbers.length < maxNumbers) numbers.push(token.value);
      if (token.kind === 'name' || token.kind === 'keyword')
        names.push(token.kind === 'name' ? token.value : token.text);
      if (token.kind !== 'keyword' || token.text === 'true' || token.text === 'false') continue;
      if (token.text === 'BI') from = token.end;
      if (token.text === 'ID') {
        this.#picture(isStencil(names));
        lexer.position = pictureEnd(bytes, from, token.end).end;
      } else if (token.text !== 'BI') this.#run(token.text, numbers, names, resources, depth);
      if (token.text !== 'BI') [numbers, names] = [[], []];
    }
  }

  #run(
    word: string,
    numbers: readonly number[],
    names: readonly string[],
    resources: PdfDict,
    depth: number,
  ): void {
    if (word === 'd1' && depth === 0) {
      this.#isBoxed = true;
      this.#ink.setBox(numbers.slice(-4));
    } else if (colours.has(word)) this.#isColoured = true;
    else if (word === 'sh') this.#found ??= 'colour of a glyph';
    else if (word === 'Do') this.#draw(names.at(-2) ?? '', resources, depth);
    else if (this.#ink.operator(word, numbers)) this.#painted();
  }

  /** A colour counts where something is drawn in it. */
  #painted(): void {
    if (this.#isColoured) this.#found ??= 'colour of a glyph';
    if (this.#ink.isOutside) this.#found ??= 'glyph outside its box';
  }

  #picture(isMask: boolean): void {
    if (!isMask) this.#found ??= 'picture in a glyph';
    this.#ink.picture();
    this.#painted();
  }

  #draw(name: string, resources: PdfDict, depth: number): void {
    const objects = quietly(() => this.#document.value(resources, 'XObject'));
    const object = objects?.kind === 'dict' ? quietly(() => this.#document.value(objects, name)) : undefined;
    if (object?.kind !== 'stream') return;
    if (nameAt(object.dict, 'Subtype') === 'Image') {
      const mask = quietly(() => this.#document.value(object.dict, 'ImageMask'));
      return this.#picture(mask?.kind === 'boolean' && mask.value);
    }
    const own = quietly(() => this.#document.value(object.dict, 'Resources'));
    const inner = own?.kind === 'dict' ? own : resources;
    if (depth < maxDepth) this.read(this.#document.streamBytes(object), inner, depth + 1);
  }
}

/** `/IM true` among the entries of an inline picture (Table 91), which stand as names and words. */
function isStencil(names: readonly string[]): boolean {
  const at = names.findIndex((name) => name === 'IM' || name === 'ImageMask');
  return at >= 0 && names[at + 1] === 'true';
}

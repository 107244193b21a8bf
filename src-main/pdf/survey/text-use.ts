/**
 * Which text depends on fonts of the reader's machine, and which text is there without being seen: pages, and the forms,
 * patterns, Type 3 glyphs and appearances that they draw (ISO 32000-2 §7.8.3, §8.7.3, §8.10, §9.6.4, §12.5.5).
 */
import type { PdfDocument } from '../document-model.ts';
import { pdfDict, refKey, type PdfDict, type PdfObject, type PdfStream } from '../objects.ts';
import type { Sighted } from './content-kinds.ts';
import { scanContent } from './content-scan.ts';
import { nameAt } from './object-links.ts';
import { isEmbedded } from './font-program.ts';
import { quietly } from './quietly.ts';

/** Decoded octets that are looked through; what a page declares counts as used beyond, and the file is told. Contracts stay far below. */
export const maxContentBytes = 48 * 1024 * 1024;
const maxVisits = 50_000;

export interface TextUse {
  readonly found: readonly Sighted[];
  /** Pages, forms and glyphs in which a string runs over the end of a stream: numbers of objects, 0 for glyphs. */
  readonly cut: ReadonlySet<number>;
}

/**
 * `appearances` are the /AP of annotations: whoever has read all objects knows them, and annotations can be many.
 * Errors: `pdf-limit`, and those of the page tree.
 */
export function textUse(document: PdfDocument, appearances: readonly PdfObject[]): TextUse {
  const walk = new TextWalk(document);
  for (let index = 0; index < document.pageCount; index += 1) walk.page(index);
  for (const appearance of appearances) walk.appearance(appearance);
  return walk;
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
      refKey(ref),
      ref.number,
    );
  }

  /** Its looks bring their resources along (§12.5.5). */
  appearance(appearance: PdfObject): void {
    const looks = quietly(() => this.#document.resolve(appearance));
    if (looks?.kind === 'dict') for (const look of looks.entries.values()) this.#look(look, pdfDict({}));
  }

  /** A stream, or one for each state of a field. */
  #look(look: PdfObject, resources: PdfDict): void {
    const object = quietly(() => this.#document.resolve(look));
    if (object?.kind === 'dict') for (const state of object.entries.values()) this.#form(state, resources);
    else this.#form(look, resources);
  }

  /** A form or a tiling pattern; without resources of its own it uses those of where it stands (§7.8.3). */
  #form(item: PdfObject | undefined, around: PdfDict): void {
    const stream = this.#stream(item);
    if (!stream || nameAt(stream.dict, 'Subtype') === 'Image' || !this.#isNew(item)) return;
    const own = this.#value(stream.dict, 'Resources');
    this.#content([stream], own?.kind === 'dict' ? own : around, '', item?.kind === 'ref' ? item.number : 0);
  }

  /** `scope` is the page when the content is a page's own, `number` the object that holds it. */
  #content(streams: readonly PdfStream[], resources: PdfDict, scope: string, number: number): void {
    if (streams.length === 0) return;
    const parts = (this.#visits += 1) > maxVisits ? undefined : this.#bytes(streams);
    if (parts === undefined) {
      this.found.push({ kind: 'contents-not-checked', word: 'contents' });
      this.#declared(resources);
      return;
    }
    const { fonts, names, hidesText, faults, drawnFaults, isCut } = scanContent(parts);
    if (hidesText) this.found.push({ kind: 'hidden-text', word: 'text' });
    for (const word of faults)
      this.found.push({ kind: drawnFaults.has(word) ? 'ambiguous-content' : 'malformed-content', word });
    if (isCut) this.cut.add(number);
    for (const name of fonts) this.#usedFont(name, resources, scope);
    for (const name of names) {
      this.#form(this.#named(resources, 'XObject', name), resources);
      this.#form(this.#named(resources, 'Pattern', name), resources);
      this.#state(this.#named(resources, 'ExtGState', name), resources);
    }
  }

  /** A graphics state may set a font (Table 57) and draw through a mask. */
  #state(item: PdfObject | undefined, resources: PdfDict): void {
    const state = item && quietly(() => this.#document.resolve(item));
    if (state?.kind !== 'dict') return;
    const font = this.#value(state, 'Font');
    if (font?.kind === 'array') this.#font(font.items[0], resources, '');
    const mask = this.#value(state, 'SMask');
    if (mask?.kind === 'dict') this.#form(mask.entries.get('G'), resources);
  }

  /** Text in a font that is not there: one reader takes another font, the next draws nothing. */
  #usedFont(name: string, resources: PdfDict, scope: string): void {
    const item = this.#named(resources, 'Font', name);
    const font = item && quietly(() => this.#document.resolve(item));
    if (font?.kind === 'dict') this.#font(item, resources, scope);
    else if (name !== '') this.found.push({ kind: 'other-looks', word: 'Tf' });
  }

  #font(item: PdfObject | undefined, resources: PdfDict, scope: string): void {
    const font = item && quietly(() => this.#document.resolve(item));
    if (font?.kind !== 'dict' || !this.#isNew(item)) return;
    if (quietly(() => isEmbedded(this.#document, font)) === false) {
      const name = this.#value(font, 'BaseFont');
      this.found.push({ kind: 'fonts-not-embedded', word: name?.kind === 'name' ? name.value : 'font' });
    }
    const glyphs = this.#value(font, 'CharProcs');
    if (glyphs?.kind !== 'dict') return;
    const own = this.#value(font, 'Resources');
    for (const glyph of glyphs.entries.values()) {
      const stream = this.#stream(glyph);
      if (stream) this.#content([stream], own?.kind === 'dict' ? own : resources, scope, 0);
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
      const raw =
        stream.data instanceof Uint8Array ? stream.data.length : stream.data.end - stream.data.start;
      if (raw > this.#left) return undefined;
      const part = quietly(() => this.#document.decodedStream(stream).bytes) ?? new Uint8Array(0);
      this.#left -= part.length;
      parts.push(part);
    }
    return parts;
  }

  /** Objects of their own are looked at once, whoever draws them. */
  #isNew(item: PdfObject | undefined): boolean {
    if (item?.kind !== 'ref') return true;
    const key = refKey(item);
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

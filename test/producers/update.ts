/** One update in the hand of a producer: what was there is read, changed and written again behind it (ISO 32000-2 §7.5.6). */
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { openPdf, type PdfDocument } from '../../src-main/pdf/document.ts';
import { pdfRef, type PdfObject } from '../../src-main/pdf/objects.ts';
import { sectionText, type Body } from './cross-reference.ts';
import type { Habit } from './habits.ts';
import { dictText, entriesOf, streamText, textOf, type Entries } from './pdf-text.ts';

export class Update {
  readonly habit: Habit;
  readonly document: PdfDocument;
  readonly #before: string;
  readonly #bodies = new Map<number, Body>();
  readonly #edited = new Map<number, Entries>();
  #highest: number;
  #form: Entries | undefined;

  constructor(before: string, habit: Habit) {
    this.#before = before;
    this.habit = habit;
    this.document = openPdf(bytesSource(Uint8Array.from(Buffer.from(before, 'latin1'))));
    this.#highest = this.document.highestObjectNumber;
  }

  get catalog(): number {
    return this.document.catalogRef.number;
  }

  /** The object with the properties of the file. */
  get info(): number {
    const info = this.document.trailer.entries.get('Info');
    if (info?.kind !== 'ref') throw new Error('a file without /Info');
    return info.number;
  }

  page(index: number): number {
    return this.document.page(index).ref.number;
  }

  /** The entries of a dictionary, to be changed: it is written at the end. */
  edit(number: number): Entries {
    const known = this.#edited.get(number);
    if (known) return known;
    const object = this.#object(number);
    if (object.kind !== 'dict') throw new Error(`object ${number} is a ${object.kind}`);
    const entries = entriesOf(object, this.habit.hand);
    this.#edited.set(number, entries);
    return entries;
  }

  #object(number: number): PdfObject {
    return this.document.get(pdfRef(number));
  }

  /** Entries of a dictionary that stay as they are. */
  read(number: number): Entries {
    const object = this.#object(number);
    return object.kind === 'dict' ? entriesOf(object, this.habit.hand) : new Map<string, string>();
  }

  reserve(): number {
    this.#highest += 1;
    return this.#highest;
  }

  put(number: number, text: string, more: Partial<Body> = {}): void {
    this.#bodies.set(number, { text, isStream: false, ...more });
  }

  add(entries: Readonly<Record<string, string>>): number {
    const number = this.reserve();
    this.put(number, this.dict(entries));
    return number;
  }

  stream(entries: Readonly<Record<string, string>>, data: string, number = this.reserve()): number {
    this.put(number, streamText(new Map(Object.entries(entries)), data, this.habit.hand), { isStream: true });
    return number;
  }

  /** A new array of one reference. */
  reserveArray(item: number): number {
    return this.#placed(`[${item} 0 R]`);
  }

  dict(entries: Readonly<Record<string, string>>): string {
    return dictText(new Map(Object.entries(entries)), this.habit.hand);
  }

  /** The dictionary that keys lead to from the catalog, direct or not, as it was. */
  below(...keys: readonly string[]): Entries {
    let value: PdfObject | undefined = this.document.catalog;
    for (const key of keys) value = value?.kind === 'dict' ? this.document.value(value, key) : undefined;
    return value?.kind === 'dict' ? entriesOf(value, this.habit.hand) : new Map<string, string>();
  }

  /** The form of the file, to be changed; a file without one gets it. */
  get form(): Entries {
    return (this.#form ??= this.below('AcroForm'));
  }

  /** The items of an array below an entry that is written here or within `place`. */
  items(holder: Entries, key: string): string[] {
    const text = holder.get(key);
    const object = text === undefined ? undefined : this.#behind(text);
    const inner = object?.kind === 'array' ? textOf(object, this.habit.hand) : (text ?? '[]');
    return inner.slice(1, -1).match(/\d+ \d+ R/g) ?? [];
  }

  #behind(text: string): PdfObject | undefined {
    const [, number] = /^(\d+) \d+ R$/.exec(text) ?? [];
    return number === undefined ? undefined : this.#object(Number(number));
  }

  /** Sets an array or dictionary below an entry, where the habit keeps it. */
  setBelow(holder: Entries, key: string, text: string, where: Habit['form']): void {
    const [, old] = /^(\d+) \d+ R$/.exec(holder.get(key) ?? '') ?? [];
    const isOwn = where === 'indirect' || (where === 'kept' && old !== undefined);
    if (!isOwn) holder.set(key, text);
    else if (old !== undefined) this.put(Number(old), text);
    else holder.set(key, `${this.#placed(text)} 0 R`);
  }

  #placed(text: string): number {
    const number = this.reserve();
    this.put(number, text);
    return number;
  }

  /** The whole file. */
  finish(trailerChange: Readonly<Record<string, string>> = {}): string {
    const { habit, document } = this;
    if (this.#form)
      this.setBelow(this.edit(this.catalog), 'AcroForm', dictText(this.#form, habit.hand), habit.form);
    for (const [number, entries] of this.#edited) this.put(number, dictText(entries, habit.hand));
    const root = habit.catalog === 'moved' ? this.#movedCatalog() : null;
    const trailer = this.#trailer(trailerChange);
    if (root !== null) trailer.set('Root', `${root} 0 R`);
    const wasStream = document.revisions.at(-1)?.kind === 'stream';
    const section =
      habit.section === 'table' || (habit.section === 'as-before' && !wasStream) ? 'table' : 'stream';
    const before = /[\r\n]$/.test(this.#before) ? this.#before : `${this.#before}${habit.hand.eol}`;
    const added = sectionText(before, {
      section: habit.section === 'packed' ? 'packed' : section,
      hand: habit.hand,
      bodies: this.#bodies,
      trailer,
      highest: this.#highest,
      isFirst: false,
      remark: habit.remark,
    });
    return `${before}${added}${habit.tail ?? ''}`;
  }

  /** A catalog that changed goes to a new number; one that did not stays. */
  #movedCatalog(): number | null {
    const body = this.#bodies.get(this.catalog);
    if (!body) return null;
    this.#bodies.delete(this.catalog);
    return this.#placed(body.text);
  }

  #trailer(change: Readonly<Record<string, string>>): Entries {
    const { document, habit } = this;
    const own = new Set('Size Prev XRefStm Type W Index Filter DecodeParms Length'.split(' '));
    const old = [...entriesOf(document.trailer, habit.hand)].filter(([key]) => !own.has(key));
    const trailer = new Map([...old, ...Object.entries(change)]);
    const [first] = /<[0-9a-f]*>/.exec(trailer.get('ID') ?? '') ?? [];
    if (habit.id === 'dropped') trailer.delete('ID');
    if (habit.id === 'second' && first !== undefined)
      trailer.set('ID', `[${first}<${String(this.#before.length).padStart(32, '0')}>]`);
    trailer.set('Prev', String(document.revisions.at(-1)?.xrefOffset ?? 0));
    return trailer;
  }
}

/**
 * A workbook (.xlsx, ECMA-376 part 1 §18) as grids: the sheets that are shown, the values that were last computed. Formulas are not
 * run. A book that takes values from outside is refused: what it shows may have been true elsewhere, or once.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { Grid } from './grid.ts';
import { looksOf } from './xlsx-looks.ts';
import { sheetRows } from './xlsx-sheet.ts';
import { sharedTexts } from './xlsx-texts.ts';
import { readXml } from './xml-events.ts';
import { openParts, type Parts } from './zip-parts.ts';

interface Sheet {
  readonly name: string;
  readonly relation: string;
}

interface Relation {
  readonly type: string;
  /** Null: it leads out of the file. */
  readonly part: string | null;
}

/** Sheets that are looked at. */
const MOST_SHEETS = 50;

/** The sheets that are shown, in order. Errors: `table-unknown`, `table-damaged`, `table-too-large`, `table-outside-references`. */
export function xlsxGrids(archive: Uint8Array): Grid[] {
  const parts = openParts(archive);
  const book = bookPart(parts);
  const sheets = shownSheets(required(parts, book));
  const relations = relationsOf(parts, book);
  if ([...parts.names].some((name) => /(^|\/)(externallinks\/|connections\.xml$)/.test(name)))
    throw new BianyinError('table-outside-references');
  const typed = (type: string): string | null =>
    [...relations.values()].find((relation) => relation.type === type)?.part ?? null;
  const texts = sharedTexts(optional(parts, typed('sharedStrings')));
  const looks = looksOf(optional(parts, typed('styles')));
  return sheets.map(({ name, relation }) => {
    const found = relations.get(relation);
    // A chart or a dialog is a sheet without cells.
    if (found?.type !== 'worksheet') return { name, rows: [] };
    if (found.part === null) throw new BianyinError('table-outside-references');
    return { name, rows: sheetRows(required(parts, found.part), { texts, looks }) };
  });
}

function required(parts: Parts, name: string): Uint8Array {
  const octets = parts.read(name);
  if (!octets) throw new BianyinError('table-damaged');
  return octets;
}

function optional(parts: Parts, name: string | null): Uint8Array | undefined {
  return name === null ? undefined : parts.read(name);
}

/** The part that the package names as its document (§11.3.10). */
function bookPart(parts: Parts): string {
  if (!parts.names.has('_rels/.rels')) throw new BianyinError('table-unknown');
  const documents = [...relationsOf(parts, '').values()].filter(({ type }) => type === 'officeDocument');
  const [part] = documents.map((each) => each.part);
  if (documents.length !== 1 || !part || !/\.xml$/i.test(part)) throw new BianyinError('table-unknown');
  return part;
}

function shownSheets(octets: Uint8Array): Sheet[] {
  const sheets: Sheet[] = [];
  let isBook = false;
  readXml(octets, {
    open(name, attribute) {
      if (name === 'workbook') isBook = true;
      if (name === 'externalReference') throw new BianyinError('table-outside-references');
      if (name !== 'sheet' || (attribute('state') ?? 'visible') !== 'visible') return;
      sheets.push({ name: attribute('name') ?? '', relation: attribute('id') ?? '' });
    },
    close: () => undefined,
  });
  if (!isBook) throw new BianyinError('table-unknown');
  return sheets.slice(0, MOST_SHEETS);
}

/** What a part is related to, by identifier; types by their last word, which both editions of the standard share. */
function relationsOf(parts: Parts, part: string): ReadonlyMap<string, Relation> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const file = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations = new Map<string, Relation>();
  const octets = parts.read(file);
  if (!octets) return relations;
  readXml(octets, {
    open(name, attribute) {
      if (name !== 'Relationship') return;
      const id = attribute('Id') ?? '';
      if (relations.has(id)) throw new BianyinError('table-damaged');
      const isOutside = attribute('TargetMode') === 'External';
      const target = isOutside ? null : partName(folder, attribute('Target') ?? '');
      relations.set(id, { type: (attribute('Type') ?? '').split('/').at(-1) ?? '', part: target });
    },
    close: () => undefined,
  });
  return relations;
}

/** `/xl/x.xml`, `x.xml`, `../x.xml` beside `folder`, as a name in the archive. */
function partName(folder: string, target: string): string {
  const whole = target.startsWith('/') ? target.slice(1) : folder + target;
  const steps: string[] = [];
  for (const step of whole.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

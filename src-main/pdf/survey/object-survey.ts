/**
 * One strict pass over every object of a signed document: what cannot be read in exactly one way, what nothing on the pages
 * leads to, what runs, what hides (attacks P08, P16–P20). Renderers repair broken objects, each in its own way; so a file with
 * one on the way to its pages is never green. Objects are read once, in the order of their numbers; links are kept as numbers.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../document.ts';
import { pdfRef, type FileRange, type PdfDict, type PdfObject } from '../objects.ts';
import { packedStandIns, streamType } from '../repaired-containers.ts';
import { actionsOf } from './actions.ts';
import { KindsFound, type Sighted } from './content-kinds.ts';
import { settleDoubts } from './doubts.ts';
import { dictLooks, streamLooks, switchesLayers } from './looks.ts';
import { drawnData } from './drawn-streams.ts';
import { linearizationProblem } from './linearization.ts';
import { LinkTable } from './link-table.ts';
import { findUnlisted } from './unlisted-objects.ts';
import { isDormantKind, isPageObject, linksOf, type Link } from './object-links.ts';
import { contentsProblem } from './page-contents.ts';
import { quietly } from './quietly.ts';
import { textUse, type PlacedLook } from './text-use.ts';

export interface ObjectSurvey {
  /** Reached objects that cannot be read in exactly one way: number and what is wrong with it. */
  readonly ambiguous: ReadonlyMap<number, string>;
  /** Pages, annotations, fonts, graphics that no page, form or catalog entry leads to. */
  readonly dormant: readonly number[];
  /** Objects that stand in the file and that no cross-reference row of any revision names. */
  readonly unlisted: number;
  /** What people should hear of; unused objects are among it. */
  readonly kinds: KindsFound;
}

/** What was seen of one object before it is known whether anything leads to it. */
interface Sighting {
  readonly problem?: string;
  readonly sighted?: readonly Sighted[];
}

/** Surveys the newest view. Errors: `pdf-limit`, and those of the page tree. */
export function surveyObjects(document: PdfDocument): ObjectSurvey {
  const links = new LinkTable(document.highestObjectNumber);
  const sightings = new Map<number, Sighting>();
  const dormantKinds: number[] = [];
  const appearances: (PlacedLook & { readonly number: number })[] = [];
  const containers: number[] = [];
  const loosePages = new Set<number>();
  const ranges: (FileRange & { readonly number: number })[] = [];
  for (let number = 1; number <= document.highestObjectNumber; number += 1) {
    const entry = document.entry(number);
    if (!entry) continue;
    const ref = pdfRef(number, entry.kind === 'in-file' ? entry.generation : 0);
    const object = readStrictly(document, ref, (problem) => sightings.set(number, { problem }));
    if (!object) continue;
    const range = document.objectRange(ref);
    if (range) ranges.push({ ...range, number });
    if (streamType(object) === 'ObjStm') containers.push(number);
    if (isDormantKind(object)) dormantKinds.push(number);
    if (isPageObject(object) && document.pageIndexOf(ref) === undefined) loosePages.add(number);
    const found = linksOf(object);
    for (const look of appearancesIn(found.dicts)) appearances.push({ ...look, number });
    links.add(number, targetsOf(document, found.links));
    const sighting = sightingOf(document, object, found);
    if (sighting) sightings.set(number, sighting);
  }
  noteOverlaps(document, ranges, sightings);
  const reached = links.reachedFrom(trailerTargets(document), loosePages);
  const { count: unlisted, standIns } = findUnlisted(document, ranges);
  const packed = packedStandIns(document, containers);
  const reachedLooks = appearances.filter(({ number }) => reached.has(number));
  const text = textUse(document, reachedLooks);
  const data = drawnData(document, reached);
  const linearized = linearizationProblem(document);
  const { ambiguous, dormant, kinds } = collect(document, sightings, dormantKinds, reached, [
    ...[...standIns, ...packed].map((number) => [number, 'another object of this number behind it'] as const),
    ...data.broken,
    ...(linearized ? [[0, linearized] as const] : []),
    ...[...text.cut].map((number) => [number, 'contents that break off in a string'] as const),
  ]);
  if (dormant.length + unlisted > 0) kinds.add('unused-content', 'object');
  if (switchesLayers(document)) kinds.add('hidden-layers', 'layer');
  if (asksForAppearances(document)) kinds.add('need-appearances', 'NeedAppearances');
  kinds.addAll([...text.found, ...data.sighted]);
  return { ambiguous, dormant, unlisted, kinds };
}

/** §12.7.3, Table 224: what fields show is made by each reader. */
function asksForAppearances(document: PdfDocument): boolean {
  const form = quietly(() => document.value(document.catalog, 'AcroForm'));
  const need = form?.kind === 'dict' ? quietly(() => document.value(form, 'NeedAppearances')) : undefined;
  return need?.kind === 'boolean' && need.value;
}

/** What annotations among these dictionaries look like. */
function appearancesIn(dicts: readonly PdfDict[]): PlacedLook[] {
  return dicts.flatMap(({ entries }) => {
    const look = entries.get('AP');
    return look && entries.has('Rect') ? [{ look, rect: entries.get('Rect') }] : [];
  });
}

/** Undefined when the object cannot be read; then `report` is told why. */
function readStrictly(
  document: PdfDocument,
  ref: ReturnType<typeof pdfRef>,
  report: (problem: string) => void,
): PdfObject | undefined {
  try {
    return document.get(ref);
  } catch (error) {
    if (!(error instanceof BianyinError) || error.code === 'pdf-limit') throw error;
    report(error.code);
    return undefined;
  }
}

function sightingOf(
  document: PdfDocument,
  object: PdfObject,
  found: ReturnType<typeof linksOf>,
): Sighting | null {
  const sighted = found.dicts.flatMap((dict) => [...actionsOf(dict), ...dictLooks(document, dict)]);
  if (object.kind === 'stream') sighted.push(...streamLooks(object.dict));
  const isPage = object.kind === 'dict' && isPageObject(object);
  const problem = problemOf(document, found) ?? (isPage ? contentsProblem(document, object) : undefined);
  if (object.kind === 'null' || (!problem && sighted.length === 0)) return null;
  return { sighted, ...(problem ? { problem } : {}) };
}

function problemOf(document: PdfDocument, { links, dicts }: ReturnType<typeof linksOf>): string | undefined {
  if (dicts.some((dict) => dict.duplicateKeys.length > 0)) return 'duplicate keys';
  const isWrong = ({ number, generation }: Link) => {
    const entry = document.entry(number);
    return entry !== undefined && (entry.kind === 'in-file' ? entry.generation : 0) !== generation;
  };
  return links.some(isWrong) ? 'a reference to another generation' : undefined;
}

function targetsOf(document: PdfDocument, links: readonly Link[]): number[] {
  return links.flatMap(({ number }) => (document.entry(number) ? [number] : []));
}

function trailerTargets(document: PdfDocument): number[] {
  const { links } = linksOf(document.trailer);
  return targetsOf(document, links);
}

/** Bytes that belong to two objects have two readings; so have objects inside the table that names them. */
function noteOverlaps(
  document: PdfDocument,
  objects: readonly (FileRange & { readonly number: number })[],
  sightings: Map<number, Sighting>,
): void {
  const sections = document.revisions.flatMap((revision) =>
    revision.sections
      .filter(({ kind }) => kind !== 'stream')
      .map(({ offset, end }) => ({ start: offset, end, number: 0 })),
  );
  const ordered = [...objects, ...sections].sort((a, b) => a.start - b.start);
  let last: (FileRange & { readonly number: number }) | undefined;
  for (const each of ordered) {
    if (last && each.start < last.end) {
      for (const { number } of [each, last]) {
        if (number > 0) sightings.set(number, { ...sightings.get(number), problem: 'bytes of two objects' });
      }
    }
    if (!last || each.end > last.end) last = each;
  }
}

function collect(
  document: PdfDocument,
  sightings: ReadonlyMap<number, Sighting>,
  dormantKinds: readonly number[],
  reached: { has(number: number): boolean },
  others: readonly (readonly [number: number, problem: string])[],
): Omit<ObjectSurvey, 'unlisted'> {
  const ambiguous = new Map<number, string>();
  const kinds = new KindsFound();
  for (const [number, sighting] of sightings) {
    if (!reached.has(number)) continue;
    if (sighting.problem) ambiguous.set(number, sighting.problem);
    kinds.addAll(sighting.sighted ?? []);
  }
  for (const [number, problem] of others) ambiguous.set(number, problem);
  const dormant = dormantKinds.filter((number) => !reached.has(number));
  return { ambiguous: settleDoubts(document, ambiguous), dormant, kinds };
}

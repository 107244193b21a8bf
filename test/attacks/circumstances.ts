/** What makes a verdict amber for reasons of its own: trust, time and status that are missing, and what can be added behind any file. */
import { deflateSync } from 'node:zlib';
import type { VerificationContext } from '../../src-main/verification/context.ts';
import { statusState } from './test-context.ts';
import { appendObjects, CATALOG, nextNumber, streamBody, type TestPdf } from './test-pdf.ts';

export interface Circumstance {
  readonly id: string;
  readonly context?: Partial<VerificationContext>;
  /** Adds to the file; undefined where the file has nothing that it can be added to. */
  readonly add?: (pdf: TestPdf) => TestPdf | undefined;
}

const longAgo = new Date('2020-01-01T00:00:00Z');
const staleDates = { thisUpdate: '2020-01-01T00:00:00Z', nextUpdate: '2020-01-02T00:00:00Z' };

/** `statusSnapshot` is left out of the context by being replaced as a whole. */
export const contexts: readonly Circumstance[] = [
  { id: 'no trust', context: { anchors: [], intermediates: [], crls: [] } },
  { id: 'no lists', context: { crls: [] } },
  { id: 'status that is not genuine', context: { statusSnapshot: 'forged' } },
  { id: 'status out of date', context: { statusSnapshot: statusState([], staleDates) } },
  { id: 'a clock that is behind', context: { clockFloor: new Date('2030-01-01T00:00:00Z') } },
  { id: 'a present long ago', context: { now: longAgo, at: longAgo } },
  { id: 'a present far ahead', context: { now: new Date('2060-01-01T00:00:00Z') } },
];

/** 90 MB in 90 kB. */
const bomb = streamBody(
  Buffer.from(deflateSync(Buffer.alloc(90_000_000, 0x20), { level: 9 })).toString('latin1'),
  '/Filter /FlateDecode ',
);
const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;

/** A new revision with one more object, and the catalog that leads to it. */
function inCatalog(pdf: TestPdf, key: string, body: string): TestPdf | undefined {
  const number = nextNumber(pdf);
  const catalog = pdf.objects.get(CATALOG);
  if (catalog === undefined) return undefined;
  const led = catalog.replace(/>>\s*$/, `/${key} ${number} 0 R >>`);
  return appendObjects(pdf, { [number]: body, [CATALOG]: led });
}

function inForm(pdf: TestPdf, bodies: (number: number) => readonly string[]): TestPdf | undefined {
  const number = nextNumber(pdf);
  const catalog = pdf.objects.get(CATALOG);
  if (catalog === undefined || !catalog.includes('/Fields [')) return undefined;
  const objects = bodies(number).map((body, i) => [number + i, body] as const);
  return appendObjects(pdf, {
    ...Object.fromEntries(objects),
    [CATALOG]: catalog.replace('/Fields [', `/Fields [${number} 0 R `),
  });
}

export const additions: readonly Circumstance[] = [
  {
    id: 'one more signature of an unknown kind',
    add: (pdf) =>
      inForm(pdf, (number) => [
        `<< /FT /Sig /T (More) /V ${number + 1} 0 R >>`,
        `<< /Type /Sig /Filter /X /SubFilter /Y.unknown /ByteRange [0 10 20 ${pdf.text.length}] /Contents <00> >>`,
      ]),
  },
  {
    id: 'one more signature that is unreadable',
    add: (pdf) => inForm(pdf, () => ['<< /FT /Sig /T (More) /V << /Type /Sig >> >>']),
  },
  { id: 'a broken object', add: (pdf) => appendObjects(pdf, { [nextNumber(pdf)]: '<< /A (' }) },
  { id: 'a broken object that is used', add: (pdf) => inCatalog(pdf, 'PieceInfo', '<< /A ]') },
  { id: 'an object that is too deep', add: (pdf) => inCatalog(pdf, 'X', deep) },
  { id: 'an unused object that is too deep', add: (pdf) => appendObjects(pdf, { [nextNumber(pdf)]: deep }) },
  {
    id: 'fields that are too deep',
    add: (pdf) => inForm(pdf, () => [`<< /T (q) /Kids ${'[<< /Kids '.repeat(300)}[]${'>>]'.repeat(300)} >>`]),
  },
  { id: 'metadata that are too large', add: (pdf) => inCatalog(pdf, 'Metadata', bomb) },
  { id: 'something else that is too large', add: (pdf) => inCatalog(pdf, 'X', bomb) },
  {
    id: 'the end of an archive',
    add: (pdf) => ({ ...pdf, text: `${pdf.text}PK\x05\x06${'\0'.repeat(18)}` }),
  },
  { id: 'the beginning of an OFD file', add: (pdf) => ({ ...pdf, text: `${pdf.text}PK\x03\x04OFD.xml` }) },
];

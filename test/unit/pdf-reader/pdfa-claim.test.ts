/** The claim of PDF/A as writers write it, and whether a seal leaves it true. */
import { expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { claimedPart } from '../../../src-main/pdf/pdfa-claim.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { onePage } from './pdf-builder.ts';

const rgb = '/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/DestOutputProfile 6 0 R>>]';
const file = (packet: Uint8Array | string, entries = '') =>
  openPdf(
    bytesSource(
      onePage({ catalog: `<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R${entries}>>` })
        .stream(5, '/Type/Metadata/Subtype/XML', packet)
        .stream(6, '/N 3', 'profile')
        .table()
        .bytes(),
    ),
  );
const element = (part: number) => `<x:xmpmeta><pdfaid:part>${part}</pdfaid:part></x:xmpmeta>`;
const utf16 = Buffer.from(`\ufeff${element(2)}`, 'utf16le');

it.each([
  ['an element', element(1), 1],
  ['an element with space', element(3).replace('>3', '>\n 3'), 3],
  ['an attribute', '<rdf:Description pdfaid:part="2" pdfaid:conformance="B"/>', 2],
  ['the other quotes', "<rdf:Description pdfaid:part = '1'/>", 1],
  ['UTF-16', utf16, 2],
  ['UTF-16, the other way', Buffer.from(utf16).swap16(), 2],
  ['no claim', '<x:xmpmeta/>', null],
])('is read from %s', (_, packet, part) => {
  expect(claimedPart(file(packet))).toBe(part);
});

it.each([
  ['part 1', element(1), true],
  ['part 2', element(2), true],
  ['part 3', element(3), true],
  ['no claim', '<x/>', false],
])('a seal ends it, and that is said: %s', (_, packet, isWarned) => {
  const { warnings } = inspectForSealing(file(packet, rgb));
  expect(warnings.includes('pdfa-not-kept')).toBe(isWarned);
});

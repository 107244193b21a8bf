/** How much of the validation data of a file is read (ISO 32000-2 §12.8.4.3): archives hold more than a few lists, and the one that is needed may be the last. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { revocationLists } from '../../attacks/test-city.ts';
import { testContext } from '../../attacks/test-context.ts';
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  nextNumber,
  pdfBytes,
  sealPdf,
  streamBody,
} from '../../attacks/test-pdf.ts';

/** A sealed file with these lists, and a machine that has none of its own. */
function judgeWith(lists: readonly Uint8Array[]) {
  const file = sealPdf(basePdf());
  const first = nextNumber(file);
  const data = (bytes: Uint8Array): string => streamBody(Buffer.from(bytes).toString('latin1'));
  const streams = Object.fromEntries(lists.map((bytes, i) => [first + i, data(bytes)]));
  const names = lists.map((_, i) => `${first + i} 0 R`).join(' ');
  const extended = appendObjects(file, {
    ...streams,
    [CATALOG]: catalogBody(file.fields, `/DSS << /Type /DSS /CRLs [${names}] >> `),
  });
  return verifyDocument(bytesSource(pdfBytes(extended)), testContext({ crls: [] }));
}

describe('lists in the file', () => {
  const own = revocationLists();
  const strange = Array.from({ length: 100 }, () => new TextEncoder().encode('no list'));

  it('count as far back as an archive goes', () => {
    expect(judgeWith([]).level).toBe('UNSURE');
    expect(judgeWith(own).level).toBe('PASS');
    expect(judgeWith([...strange, ...own]).level).toBe('PASS');
  });
});

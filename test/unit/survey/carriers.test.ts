/** What the sealing desk says of containers beside the pages (docs/attacks.md, P33), before anybody signs. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { carriers, carrying } from '../../attacks/cases/carrier-cases.ts';
import { basePdf, pdfBytes, type TestPdf } from '../../attacks/test-pdf.ts';

const inspect = (pdf: TestPdf) => inspectForSealing(openPdf(bytesSource(pdfBytes(pdf))));
const usual = inspect(basePdf()).warnings;

describe('before sealing', () => {
  it.each(carriers)('$id: the desk $desk', (carrier) => {
    const { refusals, warnings } = inspect(carrying(carrier));
    const [first] = refusals;
    const more = warnings.filter((each) => !usual.includes(each));
    if (carrier.desk === 'nothing') expect([first, more]).toEqual([undefined, []]);
    else if (first) expect(carrier.desk).toBe(`refuses: ${first.code}`);
    else expect(more.map((each) => `warns: ${each}`)).toContain(carrier.desk);
  });
});

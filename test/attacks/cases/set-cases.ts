/** Several seals that were approved together for one file (docs/adr/0042): one missing, not in order, or with something between them (P24). */
import { appendObjects, basePdf, pdfBytes, sealPdf, type TestPdf } from '../test-pdf.ts';
import { makePermit } from '../test-permit.ts';
import { attack, type AttackCase } from './attack-making.ts';

type Options = Parameters<typeof makePermit>[1];
const original = basePdf();

/** One more seal, with a permit for the original at this place of a set of two. */
function sealed(onto: TestPdf, index: number, options: Options = {}): TestPdf {
  const permit = makePermit(pdfBytes(original), { set: { index, count: 2 }, ...options });
  return sealPdf(onto, { extDatas: [permit], rect: `${100 + 200 * index} 100 ${213 + 200 * index} 213` });
}

const between = (pdf: TestPdf): TestPdf => appendObjects(pdf, { 60: '<< /Nobody /AskedForThis >>' });

export const setCases: readonly AttackCase[] = [
  attack('P24-set', 'two seals of one set, in order, for one file', 'PASS', 'PERMIT_FOR_SET', () =>
    sealed(sealed(original, 0), 1),
  ),
  attack(
    'P24-set-first-only',
    'the first seal of a set without the second',
    'UNSURE',
    'PERMIT_SET_INCOMPLETE',
    () => sealed(original, 0),
  ),
  attack(
    'P24-set-second-only',
    'the second seal of a set on the original, without the first',
    'UNSURE',
    'PERMIT_INVALID',
    () => sealed(original, 1),
  ),
  attack('P24-set-reversed', 'the seals of a set in the wrong order', 'UNSURE', 'PERMIT_INVALID', () =>
    sealed(sealed(original, 1), 0),
  ),
  attack(
    'P24-set-same-twice',
    'the first seal of a set put on twice',
    'UNSURE',
    'PERMIT_SET_INCOMPLETE',
    () => sealed(sealed(original, 0), 0),
  ),
  attack(
    'P24-set-other-set',
    'the second seal of a set behind the first seal of another',
    'UNSURE',
    'PERMIT_INVALID',
    () => sealed(sealed(original, 0, { set: { index: 0, count: 3 } }), 1),
  ),
  attack(
    'P24-set-list',
    'the second seal of a set behind a seal that was approved in a list',
    'UNSURE',
    'PERMIT_INVALID',
    () => sealed(sealed(original, 0, { set: undefined, list: { index: 0, count: 2 } }), 1),
  ),
  attack(
    'P24-set-between',
    'something that nobody approved between the seals of a set',
    'UNSURE',
    'PERMIT_INVALID',
    () => sealed(between(sealed(original, 0)), 1),
  ),
  attack(
    'P24-set-before',
    'something that nobody approved between the file and the seals of a set',
    'UNSURE',
    'PERMIT_INVALID',
    () => sealed(sealed(between(original), 0), 1),
  ),
  attack(
    'P24-set-half-approved',
    'the second seal of a set says that the file with the first one was approved',
    'UNSURE',
    'PERMIT_INVALID',
    () => {
      const half = sealed(original, 0);
      const permit = makePermit(pdfBytes(half), { set: { index: 1, count: 2 } });
      return sealPdf(half, { extDatas: [permit], rect: '300 100 413 213' });
    },
  ),
  attack(
    'P24-set-first-spoilt',
    'the approvals in the first seal of a set are not genuine',
    'UNSURE',
    'PERMIT_SET_INCOMPLETE',
    () => sealed(sealed(original, 0, { spoil: true }), 1),
  ),
];

/** Annotations and later signatures over sealed content (P09, P10). */
import { stranger } from '../test-city.ts';
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import { makeSeal } from '../test-seal.ts';
import { attack, certified, freeText, sealed, secondly, type AttackCase } from './attack-making.ts';

const allowing = (): TestPdf => ({ ...certified(3), annots: [6, 7] });
const link =
  '<< /Type /Annot /Subtype /Link /Rect [70 690 400 730] /A << /S /URI /URI (https://example.cn) >> >>';
const withLink = (): TestPdf => sealPdf(basePdf({ annots: [6], objects: { 6: link } }));
const kinds = ['Stamp', 'Redact', 'Square', 'Ink', 'Highlight', 'Text', 'Watermark', 'FileAttachment'];
const byStranger = (pdf: TestPdf, options = {}): TestPdf => {
  const who = stranger('路人');
  const seal = makeSeal({ esId: '41020000000002', certificates: [who.certificate], maker: who });
  return secondly(pdf, { signer: who, seal, ...options });
};
const opaque = streamBody('1 1 1 rg 0 0 595 842 re f', '/Type /XObject /Subtype /Form /BBox [0 0 595 842] ');
const certifiedTwo = (): TestPdf => {
  const pdf = certified(2);
  return { ...pdf, fields: [6, 7], annots: [6, 7] };
};

export const annotationCases: readonly AttackCase[] = [
  ...kinds.map((kind) =>
    attack(
      `P09-p3-${kind.toLowerCase()}`,
      `P=3 and a ${kind} annotation over the text`,
      'UNSURE',
      'ANNOT_OVER_CONTENT',
      () => freeText(allowing(), kind),
    ),
  ),
  ...kinds
    .slice(0, 4)
    .map((kind) =>
      attack(
        `P09-sealed-${kind.toLowerCase()}`,
        `a ${kind} annotation over a sealed page`,
        'FAIL',
        'DOC_CHANGED_AFTER_SIGN',
        () => freeText(sealed(), kind),
      ),
    ),
  attack('P09-link', 'a link is laid over a sealed page', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(sealed(), { 20: link, [PAGE]: pageBody([6, 20]) }),
  ),
  attack('P09-moved', 'an annotation that was sealed is moved', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withLink(), { 6: link.replace('70 690', '10 10') }),
  ),
  attack('P09-target', 'a link that was sealed leads elsewhere', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withLink(), { 6: link.replace('example.cn', 'example.org') }),
  ),
  attack('P09-removed', 'an annotation that was sealed is taken away', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withLink(), { [PAGE]: pageBody([7]) }),
  ),
  attack('P09-order', 'sealed annotations change their order', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withLink(), { [PAGE]: pageBody([7, 6]) }),
  ),
  attack(
    'P09-mark-look',
    'the picture of the seal itself is replaced',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(sealed(), {
        8: streamBody('0 0 1 rg 0 0 113 113 re f', '/Type /XObject /Subtype /Form /BBox [0 0 113 113] '),
      }),
  ),
  attack('P09-mark-place', 'the seal is moved on the page', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () => {
    const pdf = sealed();
    return appendObjects(pdf, {
      6: (pdf.objects.get(6) ?? '').replace('400 100 513 213', '100 600 213 713'),
    });
  }),
  attack('P10-p2-trusted', 'P=2 and a later trusted seal', 'PASS', 'LATER_SIGNATURE', () =>
    secondly(certifiedTwo()),
  ),
  attack('P10-p2-stranger', 'P=2 and a later signature by a stranger', 'UNSURE', 'SIG_OVER_CONTENT', () =>
    byStranger(certifiedTwo()),
  ),
  attack(
    'P10-p2-page',
    'P=2 and a stranger whose picture covers the whole page',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => {
      const pdf = certifiedTwo();
      return byStranger(pdf, { rect: '0 0 595 842', extra: () => ({ [nextNumber(pdf) + 2]: opaque }) });
    },
  ),
  attack('P10-no-type', 'a stranger whose signature has no /Type', 'UNSURE', 'SIG_OVER_CONTENT', () =>
    byStranger(sealed(), { sigHead: '/Filter /GM.PKILite /SubFilter /GM.sm2seal' }),
  ),
  attack('P10-hidden', 'a later trusted seal in a hidden field', 'PASS', 'LATER_SIGNATURE', () =>
    secondly(sealed(), { fieldExtra: '/MK << >> ', rect: '0 0 0 0' }),
  ),
  attack(
    'P10-empty-cover',
    'an empty signature field whose picture covers the page',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(sealed(), {
        20: '<< /FT /Sig /T (Later) /Rect [0 0 595 842] /Type /Annot /Subtype /Widget /P 3 0 R /AP << /N 21 0 R >> >>',
        21: opaque,
        [CATALOG]: catalogBody([6, 20]),
        [PAGE]: pageBody([6, 20]),
      }),
  ),
  attack(
    'P10-empty-signed',
    'a field that was empty is signed by a stranger',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => {
      const base = basePdf({
        fields: [6],
        annots: [6],
        objects: { 6: '<< /FT /Sig /T (Later) /Rect [9 9 99 99] /Type /Annot /Subtype /Widget /P 3 0 R >>' },
      });
      return byStranger(sealPdf(base));
    },
  ),
  attack(
    'P10-text-field',
    'a later seal brings a text field over the amount',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      secondly(sealed(), {
        extra: (first) => ({
          [first]:
            '<< /FT /Tx /T (x) /V (Pay 900) /Rect [70 690 400 730] /Type /Annot /Subtype /Widget /P 3 0 R >>',
          [CATALOG]: catalogBody([6, first - 3, first]),
          [PAGE]: pageBody([6, first - 3, first]),
        }),
      }),
  ),
];

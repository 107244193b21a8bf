/** Forms filled in as PDFBox and iText 8 do it: looks that a widget without a page shares, defaults that change above widgets with looks (P13). */
import {
  appendObjects,
  basePdf,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

const rect = '/Rect [100 300 260 330] /P 3 0 R';
const look = (text: string) =>
  streamBody(
    `/Tx BMC q BT /F1 12 Tf 0 g 2 8 Td (${text}) Tj ET Q EMC`,
    '/Type /XObject /Subtype /Form /BBox [0 0 160 30] /Resources << /Font << /F1 5 0 R >> >> ',
  );
const field = (value: string, entries = '/AP << /N 7 0 R >>') =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (${value}) /F 4 ${rect} /DA (/F1 12 Tf 0 g) ${entries} >>`;
const orphan = `<< /Type /Annot /Subtype /Widget /Parent 6 0 R /F 4 ${rect} /AP << /N 7 0 R >> >>`;

type Certification = 'plain' | 'p2';
const perms = (kind: Certification, value: number) =>
  kind === 'plain' ? '' : `/Perms << /DocMDP ${value} 0 R >> `;
function sealedForm(
  kind: Certification,
  objects: Readonly<Record<number, string>>,
  page: { annots: number[]; resources?: string },
): TestPdf {
  const base = basePdf({ fields: [6], objects, ...page });
  return sealPdf(base, {
    catalogExtra: perms(kind, nextNumber(base) + 1),
    ...(kind === 'plain'
      ? {}
      : {
          sigExtra:
            '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>] ',
        }),
  });
}

/** The value and, in place, the look. */
const refill = (pdf: TestPdf, more: Readonly<Record<number, string>> = {}): TestPdf =>
  appendObjects(pdf, { 6: field('9'), 7: look('9'), ...more });

const shared = (kind: Certification) =>
  sealedForm(kind, { 6: field('1'), 7: look('1'), 8: orphan }, { annots: [6] });
const drawnToo = (kind: Certification) =>
  sealedForm(
    kind,
    { 4: streamBody('/X Do'), 6: field('1'), 7: look('1') },
    { annots: [6], resources: '/XObject << /X 7 0 R >>' },
  );
/** A field above its widget, which keeps its look. */
const parent = (value: string, entries: string) =>
  `<< /FT /Tx /T (amount) /V (${value}) /Kids [8 0 R] ${entries}>>`;
const kid = (entries: string) => `<< /Type /Annot /Subtype /Widget /Parent 6 0 R /F 4 ${rect} ${entries}>>`;
const nested = (kind: Certification, kidEntries: string, shown = look('1')) =>
  sealedForm(kind, { 6: parent('1', '/DA (/F1 12 Tf 0 g) '), 7: shown, 8: kid(kidEntries) }, { annots: [8] });
const rewritten = (pdf: TestPdf) => appendObjects(pdf, { 6: parent('9', '/DA (/F1 15 Tf 0 0 0 rg) ') });

const refused = { plain: 'DOC_CHANGED_AFTER_SIGN', p2: 'DOC_CHANGED_AFTER_SIGN' } as const;

export const sharedLookCases: readonly AttackCase[] = (['plain', 'p2'] as const).flatMap((kind) => [
  attack(
    `P13-orphan-${kind}`,
    `${kind}: a field is filled in whose look a widget without a page names too`,
    kind === 'plain' ? 'UNSURE' : 'PASS',
    kind === 'plain' ? 'FORM_FILLED_AFTER_SIGN' : 'FORM_FILLED_ALLOWED',
    () => refill(shared(kind)),
  ),
  attack(
    `P13-orphan-changed-${kind}`,
    `${kind}: the same, and that widget is changed`,
    'FAIL',
    refused[kind],
    () => refill(shared(kind), { 8: orphan.replace('100 300', '100 500') }),
  ),
  attack(
    `P13-orphan-back-${kind}`,
    `${kind}: the same, and that widget comes back to its page`,
    'FAIL',
    refused[kind],
    () => {
      const pdf = refill(shared(kind));
      return appendObjects(pdf, { [PAGE]: pageBody([...pdf.annots, 8]) });
    },
  ),
  attack(
    `P13-orphan-back-at-once-${kind}`,
    `${kind}: that widget comes back in the revision that fills the field in`,
    'FAIL',
    refused[kind],
    () => {
      const pdf = shared(kind);
      return refill(pdf, { [PAGE]: pageBody([...pdf.annots, 8]) });
    },
  ),
  attack(
    `P13-shared-${kind}`,
    `${kind}: a field is filled in whose look the page draws too`,
    'FAIL',
    refused[kind],
    () => refill(drawnToo(kind)),
  ),
  attack(
    `P13-defaults-above-${kind}`,
    `${kind}: value and default look above a widget that stays blank`,
    'UNSURE',
    kind === 'plain' ? 'FORM_FILLED_AFTER_SIGN' : 'FORM_LOOK_UNCLEAR',
    () => rewritten(nested(kind, '/AP << /N 7 0 R >> ', look(''))),
  ),
  attack(
    `P13-defaults-above-read-${kind}`,
    `${kind}: the same above a widget that goes on showing the old value`,
    'UNSURE',
    kind === 'plain' ? 'FORM_FILLED_AFTER_SIGN' : 'FORM_VALUE_NOT_SHOWN',
    () => rewritten(nested(kind, '/AP << /N 7 0 R >> ')),
  ),
  attack(
    `P13-defaults-above-bare-${kind}`,
    `${kind}: value and default look above a widget that the reader draws`,
    'FAIL',
    refused[kind],
    () => rewritten(nested(kind, '')),
  ),
]);

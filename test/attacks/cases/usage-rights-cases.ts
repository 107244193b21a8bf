/** Usage rights of forms (ISO 32000-2 §12.8.2.3): no seal, and no cover for one (P29). */
import {
  appendObjects,
  basePdf,
  CATALOG,
  catalogBody,
  PAGE,
  pageBody,
  sealPdf,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, changedContent, sealed, type AttackCase } from './attack-making.ts';

const reference = (method: string) =>
  `<< /Type /SigRef /TransformMethod /${method} /TransformParams << /Type /TransformParams /V /2.2 /Form [/FillIn] >> >>`;
const licence = (methods: readonly string[]) =>
  `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 100 200 100] /Contents <3000> /Reference [${methods.map(reference).join(' ')}] >>`;
const widget = (value: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (${value}) /Rect [10 10 90 30] /P 3 0 R >>`;

/** A form that its producer enabled for the free reader; nobody has signed it. */
const enabled = (key = 'UR3', methods: readonly string[] = ['UR3']): TestPdf =>
  basePdf({
    fields: [6],
    annots: [6],
    catalogExtra: `/Perms << /${key} 7 0 R >> `,
    objects: { 6: widget('1'), 7: licence(methods) },
  });
/** The field is taken out of the form, and its signature hung under /Perms. */
const hungUnder = (key: string): TestPdf => {
  const pdf = sealed();
  return appendObjects(pdf, {
    [CATALOG]: catalogBody([], `/Perms << /${key} 7 0 R >> `),
    [PAGE]: pageBody([]),
    4: changedContent,
  });
};

export const usageRightsCases: readonly AttackCase[] = [
  attack('P29-licence', 'a form enabled for the free reader, never signed', 'NONE', 'USAGE_RIGHTS', enabled),
  attack('P29-licence-old', 'the same in the older way', 'NONE', 'USAGE_RIGHTS', () => enabled('UR', ['UR'])),
  attack('P29-filled', 'such a form, filled in', 'NONE', 'USAGE_RIGHTS', () =>
    appendObjects(enabled(), { 6: widget('9') }),
  ),
  attack('P29-sealed', 'such a form, sealed', 'PASS', 'USAGE_RIGHTS', () => sealPdf(enabled())),
  attack('P29-changed', 'such a form, sealed and changed', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(sealPdf(enabled()), { 4: changedContent }),
  ),
  attack('P29-certifies', 'a licence that certifies as well', 'FAIL', null, () =>
    enabled('UR3', ['UR3', 'DocMDP']),
  ),
  attack('P29-no-word', 'named a licence, and its own words say nothing of it', 'FAIL', null, () =>
    enabled('UR3', []),
  ),
  attack('P29-hung-away', 'a seal taken out of the form and called a licence', 'FAIL', null, () =>
    hungUnder('UR3'),
  ),
  attack('P29-hung-certifying', 'a seal taken out of the form and called a certification', 'FAIL', null, () =>
    hungUnder('DocMDP'),
  ),
];

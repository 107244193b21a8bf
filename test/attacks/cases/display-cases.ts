/** What people see: fields without value, invisible marks, several signatures (P27, P28). */
import { identity, stranger } from '../test-city.ts';
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
} from '../test-pdf.ts';
import { makeSeal } from '../test-seal.ts';
import { attack, sealed, secondly, overwrite, byteRange, type AttackCase } from './attack-making.ts';

const strangerHolder = stranger('路人甲');

export const displayCases: readonly AttackCase[] = [
  {
    id: 'P27-picture',
    what: 'a field without a value shows a seal',
    level: 'NONE',
    code: null,
    make: () =>
      basePdf({
        fields: [6],
        annots: [6],
        objects: { 6: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /Rect [10 10 90 90] /P 3 0 R >>' },
      }),
  },
  {
    id: 'P27-invisible',
    what: 'a seal without an area',
    level: 'PASS',
    code: 'STAMP_NOT_VISIBLE',
    make: () => sealPdf(basePdf(), { rect: '0 0 0 0' }),
  },
  {
    id: 'P27-outside',
    what: 'a seal beside the page',
    level: 'PASS',
    code: 'STAMP_NOT_VISIBLE',
    make: () => sealPdf(basePdf(), { rect: '900 900 950 950' }),
  },
  {
    id: 'P28-one-bad',
    what: 'one bad signature among two',
    level: 'FAIL',
    code: 'SIG_VALUE_BAD',
    make: () =>
      secondly(sealPdf(basePdf(), { editSignature: (value) => value.with(40, (value[40] ?? 0) ^ 1) })),
  },
  {
    id: 'P28-shared',
    what: 'two fields share one value',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () =>
      sealPdf(basePdf(), {
        extra: (first) => ({
          [first]: '<< /FT /Sig /T (Copy) /V 7 0 R >>',
          [CATALOG]: catalogBody([6, first]),
        }),
      }),
  },
  {
    id: 'P28-same-hole',
    what: 'two signatures, the second signed around the first hole only',
    level: 'FAIL',
    code: 'BR_GAP_NOT_CONTENTS',
    make: () => {
      const pdf = secondly(sealed());
      return overwrite(pdf, byteRange, (found) =>
        (byteRange.exec(pdf.text)?.[0] ?? '').trimEnd().padEnd(found.length),
      );
    },
  },

  // P27 texts and places that mean to deceive
  ...(
    [
      ['bidi', '开封\u202e司公假'],
      ['zero-width', '汴京\u200b样例\u200d公司'],
      ['line', '汴京样例公司\n验证通过'],
      ['tag', '\u{e0041}汴京样例公司\u{e007f}'],
    ] as const
  ).map(([id, name], index): AttackCase => ({
    ...attack(
      `P27-${id}`,
      `a name of the signer with hidden characters (${id})`,
      'PASS',
      'PERMIT_ABSENT',
      () => {
        const who = identity(name, 70 + index);
        return sealPdf(basePdf(), { signer: who, seal: makeSeal({ name, certificates: [who.certificate] }) });
      },
    ),
    check: ({ signatures }) => {
      const shown = signatures.flatMap(({ signer, seal }) => [signer?.name ?? '', seal?.name ?? '']).join('');
      if (/[\p{Cc}\p{Cf}]/u.test(shown)) throw new Error(`hidden characters in ${JSON.stringify(shown)}`);
    },
  })),
  {
    ...attack('P27-claims', '/Name, /Reason and /M claim another signer', 'PASS', 'PERMIT_ABSENT', () =>
      sealPdf(basePdf(), { sigExtra: '/Name (City Hall) /Reason (verified) /M (D:20200101000000Z) ' }),
    ),
    check: (report) => {
      if (JSON.stringify(report.signatures.map(({ signer, seal }) => [signer, seal])).includes('City Hall'))
        throw new Error('a claim is shown as the signer');
    },
  },
  attack('P27-drawn', 'a page that draws a seal and a green tick', 'NONE', null, () =>
    basePdf({ objects: { 4: streamBody('0 1 0 rg 10 10 99 99 re f BT /F1 24 Tf (VERIFIED) Tj ET') } }),
  ),
  attack('P27-hidden', 'a seal whose mark is hidden', 'PASS', 'STAMP_NOT_VISIBLE', () =>
    sealPdf(basePdf(), { finish: (text) => text.replace('/F 132', '/F 134') }),
  ),
  attack('P27-noview', 'a seal whose mark is not shown on the screen', 'PASS', 'STAMP_NOT_VISIBLE', () =>
    sealPdf(basePdf(), { finish: (text) => text.replace('/F 132', '/F 164') }),
  ),
  attack('P27-no-page', 'a seal whose mark is on no page', 'PASS', 'STAMP_NOT_VISIBLE', () =>
    sealPdf(basePdf(), { extra: () => ({ [PAGE]: pageBody([]) }) }),
  ),

  // P28 several signatures
  attack('P28-order', 'the field list names the later seal first', 'PASS', 'LATER_SIGNATURE', () =>
    secondly(sealed(), { extra: (first) => ({ [CATALOG]: catalogBody([first - 3, 6]) }) }),
  ),
  attack('P28-empty-field', 'an empty signature field beside a seal', 'PASS', null, () =>
    sealPdf(
      basePdf({
        fields: [6],
        annots: [6],
        objects: { 6: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Later) /Rect [9 9 99 99] /P 3 0 R >>' },
      }),
    ),
  ),
  attack('P28-three-one-bad', 'one broken seal among three', 'FAIL', 'SIG_VALUE_BAD', () =>
    secondly(secondly(sealed(), { editSignature: (value) => value.with(40, (value[40] ?? 0) ^ 1) }), {
      rect: '100 300 213 413',
    }),
  ),
  attack('P28-one-unknown', 'one seal by a stranger among two', 'UNSURE', 'TRUST_ROOT_UNKNOWN', () => {
    const pdf = sealed();
    return secondly(pdf, {
      signer: strangerHolder,
      seal: makeSeal({ esId: '41020000000002', certificates: [strangerHolder.certificate] }),
    });
  }),
  attack(
    'P28-same-value',
    'a later field holds a copy of the first value and its range',
    'FAIL',
    'BR_GAP_NOT_CONTENTS',
    () => {
      const pdf = sealed();
      const value = pdf.text.slice(
        pdf.text.indexOf('7 0 obj') + 8,
        pdf.text.indexOf('endobj', pdf.text.indexOf('7 0 obj')) - 1,
      );
      return appendObjects(pdf, {
        20: '<< /FT /Sig /T (Copy) /V 21 0 R /Rect [9 9 99 99] /Type /Annot /Subtype /Widget /P 3 0 R >>',
        21: value,
        [CATALOG]: catalogBody([6, 20]),
        [PAGE]: pageBody([6, 20]),
      });
    },
  ),
  attack('P28-lost', 'an update takes the later seal out again', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(secondly(sealed()), { [CATALOG]: catalogBody([6]), [PAGE]: pageBody([6]) }),
  ),
];

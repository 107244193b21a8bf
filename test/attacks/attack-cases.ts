/**
 * Attacks on sealed PDFs as one table (ids after the catalogue of known attacks, P01 to P28): each case is made by script
 * from the test city and breaks one rule. The table is the documentation; `attacks.test.ts` runs it.
 */
import { der } from '../../src-main/crypto/der-writer.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import type { DocumentLevel } from '../../src-main/domain/verdict.ts';
import type { VerdictCode } from '../../src-main/domain/verdict-codes.ts';
import type { VerificationContext } from '../../src-main/verification/context.ts';
import { firstHolder, secondHolder, stranger, type TestIdentity } from './test-city.ts';
import { makeCertificate, makeSignedData, oids } from './test-pki.ts';
import { testKey } from './test-key.ts';
import { makeSeal, makeSealSignature } from './test-seal.ts';
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  CONTENT,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type SealPdfOptions,
  type TestPdf,
} from './test-pdf.ts';

export interface AttackCase {
  readonly id: string;
  readonly what: string;
  readonly level: DocumentLevel;
  /** A code that must be there; null: none is expected. */
  readonly code: VerdictCode | null;
  readonly make: () => TestPdf | string;
  readonly context?: Partial<VerificationContext>;
}

const hole = 6144;
const sealed = (): TestPdf => sealPdf(basePdf());
const secondSeal = (): Uint8Array =>
  makeSeal({ esId: '41020000000002', certificates: [secondHolder.certificate] });
const secondly = (pdf: TestPdf, options: SealPdfOptions = {}): TestPdf =>
  sealPdf(pdf, { signer: secondHolder, seal: secondSeal(), rect: '100 100 213 213', ...options });

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(new RegExp(pattern, 'g'))].map(([found]) => found);
}

/** Changes bytes of the finished file, same length. */
function overwrite(pdf: TestPdf, from: string | RegExp, to: (found: string) => string): string {
  const found = typeof from === 'string' ? from : (matches(pdf.text, from).at(-1) ?? '');
  const at = pdf.text.lastIndexOf(found);
  if (found === '' || at < 0) throw new Error(`nothing to overwrite: ${String(from)}`);
  const text = to(found).padEnd(found.length);
  if (text.length !== found.length) throw new Error('another length');
  return pdf.text.slice(0, at) + text + pdf.text.slice(at + found.length);
}

const byteRange = /\/ByteRange \[[^\]]*\] */;
const newRange = (change: (numbers: number[]) => (number | string)[]) => (found: string) =>
  `/ByteRange [${change(found.match(/\d+/g)?.map(Number) ?? []).join(' ')}]`;
const sig = (number: number) => `${number} 0 R`;

/** Another revision that draws on the page. */
const freeText = (pdf: TestPdf, subtype = 'FreeText'): TestPdf => {
  const annotation = nextNumber(pdf);
  return appendObjects(pdf, {
    [annotation]: `<< /Type /Annot /Subtype /${subtype} /Rect [70 690 400 730] /Contents (Pay 900 yuan) /AP << /N ${annotation + 1} 0 R >> >>`,
    [annotation + 1]: streamBody(
      '1 1 1 rg 0 0 330 40 re f',
      '/Type /XObject /Subtype /Form /BBox [0 0 330 40] ',
    ),
    [PAGE]: pageBody([...pdf.annots, annotation]),
  });
};

const changedContent = streamBody('BT /F1 24 Tf 72 700 Td (Pay 900 yuan) Tj ET');
const certified = (permission: number | string): TestPdf => {
  const base = basePdf({
    fields: [6],
    annots: [6],
    objects: {
      6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1) /Rect [10 10 90 30] /P 3 0 R >>',
    },
  });
  const value = nextNumber(base) + 1;
  return sealPdf(base, {
    catalogExtra: `/Perms << /DocMDP ${sig(value)} >> `,
    sigExtra: `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${permission} /V /1.2 >> >>] `,
  });
};
const fillAmount = (pdf: TestPdf): TestPdf =>
  appendObjects(pdf, {
    6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (9) /Rect [10 10 90 30] /P 3 0 R >>',
  });
const withField = (options: SealPdfOptions = {}): TestPdf =>
  sealPdf(
    basePdf({
      fields: [6],
      annots: [6],
      objects: {
        6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1) /Rect [10 10 90 30] /P 3 0 R >>',
      },
    }),
    options,
  );
const locking = (action: string, fields: string): SealPdfOptions => ({
  sigExtra: `/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /Action /${action} ${fields}/V /1.2 >> >>] `,
});

/** Signs with GB/T 35275 or CMS in place of a seal. */
const cms = (change: Partial<Parameters<typeof makeSignedData>[0]> = {}): SealPdfOptions => ({
  sigHead: '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached',
  sign: (digest) => makeSignedData({ contentType: oids.data, digest, ...firstHolder, ...change }),
});

export const attackCases: readonly AttackCase[] = [
  // The honest files that every attack starts from
  { id: 'P00-sealed', what: 'a sealed contract', level: 'PASS', code: 'PERMIT_ABSENT', make: sealed },
  {
    id: 'P00-two',
    what: 'a second, trusted seal',
    level: 'PASS',
    code: 'LATER_SIGNATURE',
    make: () => secondly(sealed()),
  },
  { id: 'P00-none', what: 'no signature', level: 'NONE', code: null, make: () => basePdf() },
  {
    id: 'P00-same-bytes',
    what: 'objects written again unchanged',
    level: 'PASS',
    code: 'FILE_RESAVED',
    make: () => appendObjects(sealed(), { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' }),
  },

  // P01 universal signature forgery
  {
    id: 'P01-contents-name',
    what: '/Contents is a name',
    level: 'FAIL',
    code: 'PDF_SIG_DICT_MALFORMED',
    make: () => overwrite(sealed(), /\/Contents <[0-9a-f]*>/, () => '/Contents /None'),
  },
  {
    id: 'P01-contents-null',
    what: '/Contents is null',
    level: 'FAIL',
    code: 'PDF_SIG_DICT_MALFORMED',
    make: () => overwrite(sealed(), /\/Contents <[0-9a-f]*>/, () => '/Contents null'),
  },
  {
    id: 'P01-contents-empty',
    what: '/Contents is <>',
    level: 'FAIL',
    code: 'PDF_SIG_DICT_MALFORMED',
    make: () => overwrite(sealed(), /\/Contents <[0-9a-f]*>/, () => '/Contents <>'),
  },
  {
    id: 'P01-contents-zero',
    what: '/Contents holds zeros only',
    level: 'FAIL',
    code: 'FORMAT_MALFORMED',
    make: () => overwrite(sealed(), /<[0-9a-f]{12288}>/, (found) => `<${'0'.repeat(found.length - 2)}>`),
  },
  {
    id: 'P01-range-missing',
    what: '/ByteRange is gone',
    level: 'FAIL',
    code: 'PDF_SIG_DICT_MALFORMED',
    make: () => overwrite(sealed(), '/ByteRange', () => '/ByteRangf'),
  },
  {
    id: 'P01-range-null',
    what: '/ByteRange is null',
    level: 'FAIL',
    code: 'PDF_SIG_DICT_MALFORMED',
    make: () => overwrite(sealed(), byteRange, () => '/ByteRange null'),
  },
  {
    id: 'P01-value-string',
    what: '/V of the field is no dictionary',
    level: 'FAIL',
    code: 'PDF_SIG_DICT_MALFORMED',
    make: () => overwrite(sealed(), '/V 7 0 R', () => '/V (xyz)'),
  },
  {
    id: 'P01-unknown',
    what: 'an unknown container',
    level: 'UNSURE',
    code: 'SIG_ALG_UNSUPPORTED',
    make: () =>
      sealPdf(basePdf(), { sign: () => der.sequence(der.utf8('hello'), der.utf8('a'), der.utf8('b')) }),
  },

  // P02 incremental saving
  {
    id: 'P02-content',
    what: 'page content replaced by an update',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealed(), { [CONTENT]: changedContent }),
  },
  {
    id: 'P02-page',
    what: 'the page points to other content',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      appendObjects(sealed(), { 20: changedContent, [PAGE]: pageBody([6]).replace('4 0 R', '20 0 R') }),
  },
  {
    id: 'P02-root',
    what: 'another catalog',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealed(), { 20: catalogBody([6]) }, { root: '20 0 R' }),
  },
  {
    id: 'P02-no-xref',
    what: 'objects appended without a table',
    level: 'FAIL',
    code: 'TRAILING_DATA',
    make: () => `${sealed().text}4 0 obj\n${changedContent}\nendobj\n`,
  },
  {
    id: 'P02-no-eof',
    what: 'an update without %%EOF',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => appendObjects(sealed(), { [CONTENT]: changedContent }).text.replace(/%%EOF\n$/, ''),
  },
  {
    id: 'P02-copied',
    what: 'the signature copied into the update that changes the page',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => {
      const pdf = sealed();
      return appendObjects(pdf, {
        [CONTENT]: changedContent,
        7: pdf.text.slice(
          pdf.text.indexOf('7 0 obj') + 8,
          pdf.text.indexOf('endobj', pdf.text.indexOf('7 0 obj')) - 1,
        ),
      });
    },
  },
  {
    id: 'P02-removed',
    what: 'the signature field is taken out by an update',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealed(), { [CATALOG]: catalogBody([]), [PAGE]: pageBody([]) }),
  },

  // P03–P06 the byte range and its gap
  {
    id: 'P03-moved',
    what: 'second range moved, own bytes in the gap',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => {
      const pdf = sealPdf(basePdf(), { pad: 20 });
      const end = /ByteRange \[0 \d+ (\d+) (\d+)/.exec(pdf.text);
      const [from, length] = [Number(end?.[1]), Number(end?.[2])];
      const tail = pdf.text.slice(from);
      const moved = `${pdf.text}${tail}`;
      return moved.replace(byteRange, (found) =>
        `/ByteRange [0 ${from - 2 * hole - 2} ${pdf.text.length} ${length}]`.padEnd(found.length),
      );
    },
  },
  {
    id: 'P04-negative',
    what: 'a negative number',
    level: 'FAIL',
    code: 'BR_INVALID',
    make: () =>
      overwrite(
        sealPdf(basePdf(), { pad: 9 }),
        byteRange,
        newRange(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, -d]),
      ),
  },
  {
    id: 'P04-huge',
    what: 'beyond 2^53',
    level: 'FAIL',
    code: 'BR_INVALID',
    make: () =>
      overwrite(
        sealPdf(basePdf(), { pad: 19 }),
        byteRange,
        newRange(([a = 0, b = 0, c = 0]) => [a, b, c, '99999999999999999999']),
      ),
  },
  {
    id: 'P04-real',
    what: 'a real number',
    level: 'FAIL',
    code: 'BR_INVALID',
    make: () =>
      overwrite(
        sealPdf(basePdf(), { pad: 9 }),
        byteRange,
        newRange(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, `${d}.0`]),
      ),
  },
  {
    id: 'P04-two',
    what: 'two numbers',
    level: 'FAIL',
    code: 'BR_INVALID',
    make: () =>
      overwrite(
        sealed(),
        byteRange,
        newRange(([a = 0, b = 0]) => [a, b]),
      ),
  },
  {
    id: 'P04-six',
    what: 'six numbers',
    level: 'FAIL',
    code: 'BR_INVALID',
    make: () =>
      overwrite(
        sealPdf(basePdf(), { pad: 9 }),
        byteRange,
        newRange((numbers) => [...numbers, 1, 1]),
      ),
  },
  {
    id: 'P04-not-zero',
    what: 'does not begin at 0',
    level: 'FAIL',
    code: 'BR_INVALID',
    make: () =>
      overwrite(
        sealed(),
        byteRange,
        newRange(([, b = 0, c = 0, d = 0]) => [1, b - 1, c, d]),
      ),
  },
  {
    id: 'P04-short',
    what: 'ends inside the revision',
    level: 'FAIL',
    code: 'BR_INVALID',
    make: () =>
      overwrite(
        sealed(),
        byteRange,
        newRange(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d - 40]),
      ),
  },
  {
    id: 'P04-beyond',
    what: 'ends after the file',
    level: 'FAIL',
    code: 'BR_INVALID',
    make: () =>
      overwrite(
        sealed(),
        byteRange,
        newRange(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d + 1]),
      ),
  },
  {
    id: 'P05-wide-gap',
    what: 'a gap wider than the string',
    level: 'FAIL',
    code: 'BR_GAP_NOT_CONTENTS',
    make: () =>
      overwrite(
        sealed(),
        byteRange,
        newRange(([a = 0, b = 0, c = 0, d = 0]) => [a, b - 1, c, d]),
      ),
  },
  {
    id: 'P05-space',
    what: 'white space inside the string',
    level: 'FAIL',
    code: 'BR_GAP_NOT_CONTENTS',
    make: () => overwrite(sealed(), /00000000> /, () => '0000  00> '),
  },
  {
    id: 'P05-padding',
    what: 'other octets after the DER',
    level: 'FAIL',
    code: 'BR_GAP_NOT_CONTENTS',
    make: () => overwrite(sealed(), /00000000> /, () => '00002a00> '),
  },
  {
    id: 'P06-twice',
    what: '/Contents given twice',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => sealPdf(basePdf(), { sigExtra: '/Contents <00> ' }),
  },

  // P07 trailing data
  {
    id: 'P07-line-end',
    what: 'one more line end',
    level: 'PASS',
    code: null,
    make: () => `${sealed().text}\n`,
  },
  {
    id: 'P07-junk',
    what: 'junk at the end',
    level: 'FAIL',
    code: 'TRAILING_DATA',
    make: () => `${sealed().text}PK\u0003\u0004 another file`,
  },
  {
    id: 'P07-second',
    what: 'a second PDF behind the first',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => sealed().text + basePdf().text,
  },

  // P08, P13–P15 content prepared before and switched after
  {
    id: 'P08-dangling',
    what: 'a number left open on purpose and filled later',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealPdf(basePdf({ pageExtra: '/Contents2 60 0 R ' })), { 60: changedContent }),
  },
  {
    id: 'P08-font',
    what: 'the font is replaced',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealed(), { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>' }),
  },
  {
    id: 'P08-latent',
    what: 'an old unused object is hung on the page',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      appendObjects(
        sealPdf(basePdf({ objects: { 6: '<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] >>' } })),
        { [PAGE]: pageBody([7, 6]) },
      ),
  },
  {
    id: 'P15-pages',
    what: 'a page is added',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      appendObjects(sealed(), { 2: '<< /Type /Pages /Kids [3 0 R 20 0 R] /Count 2 >>', 20: pageBody([]) }),
  },
  {
    id: 'P15-box',
    what: 'the MediaBox is changed',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealed(), { [PAGE]: pageBody([6]).replace('842', '600') }),
  },
  {
    id: 'P15-rotate',
    what: 'the page is turned',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealed(), { [PAGE]: pageBody([6], '/Rotate 180 ') }),
  },
  {
    id: 'P16-layers',
    what: 'layers are switched later',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      appendObjects(sealed(), {
        [CATALOG]: catalogBody([6], '/OCProperties << /OCGs [] /D << /OFF [] >> >> '),
      }),
  },
  {
    id: 'P16-hidden',
    what: 'a hidden layer in the sealed file',
    level: 'PASS',
    code: 'HIDDEN_LAYERS',
    make: () =>
      sealPdf(
        basePdf({
          objects: { 6: '<< /Type /OCG /Name (x) >>' },
          catalogExtra: '/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> ',
        }),
      ),
  },
  {
    id: 'P17-later',
    what: 'a script is added later',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      appendObjects(sealed(), {
        [CATALOG]: catalogBody([6], '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> '),
      }),
  },
  {
    id: 'P17-before',
    what: 'a script in the sealed file',
    level: 'PASS',
    code: 'ACTIVE_CONTENT',
    make: () => sealPdf(basePdf({ catalogExtra: '/OpenAction << /S /JavaScript /JS (1) >> ' })),
  },

  // P09, P10 annotations and signatures over content
  {
    id: 'P09-approval',
    what: 'free text over a sealed page',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => freeText(sealed()),
  },
  {
    id: 'P09-certified',
    what: 'free text where P=3 allows annotations',
    level: 'UNSURE',
    code: 'ANNOT_OVER_CONTENT',
    make: () => freeText({ ...certified(3), annots: [6, 7] }),
  },
  {
    id: 'P09-stamp',
    what: 'a stamp that belongs to no signature',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => freeText(sealed(), 'Stamp'),
  },
  {
    id: 'P10-stranger',
    what: 'a later signature by a stranger',
    level: 'UNSURE',
    code: 'SIG_OVER_CONTENT',
    make: () => {
      const who = stranger('路人');
      return secondly(sealed(), {
        signer: who,
        seal: makeSeal({ esId: '41020000000002', certificates: [who.certificate], maker: who }),
      });
    },
  },
  {
    id: 'P10-broken',
    what: 'a later signature that is broken',
    level: 'FAIL',
    code: 'SIG_OVER_CONTENT',
    make: () => secondly(sealed(), { editSignature: (value) => value.with(40, (value[40] ?? 0) ^ 1) }),
  },
  {
    id: 'P10-empty',
    what: 'a later empty signature field',
    level: 'UNSURE',
    code: 'FORM_FILLED_AFTER_SIGN',
    make: () =>
      appendObjects(sealed(), {
        20: '<< /FT /Sig /T (Later) /Rect [0 0 0 0] /Type /Annot /Subtype /Widget >>',
        [CATALOG]: catalogBody([6, 20]),
      }),
  },

  {
    id: 'P10-expired',
    what: 'a later seal that had run out',
    level: 'FAIL',
    code: 'SIG_OVER_CONTENT',
    make: () =>
      secondly(sealed(), {
        seal: makeSeal({
          esId: '41020000000002',
          certificates: [secondHolder.certificate],
          to: '2026-01-01T00:00:00Z',
        }),
      }),
  },
  {
    id: 'P10-alongside',
    what: 'a change of the page beside a trusted later seal',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => secondly(sealed(), { extra: () => ({ [CONTENT]: changedContent }) }),
  },
  {
    id: 'P10-overlay',
    what: 'free text beside a trusted later seal',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      secondly(sealed(), {
        extra: (first) => ({
          [first]: '<< /Type /Annot /Subtype /FreeText /Rect [70 690 400 730] >>',
          [PAGE]: pageBody([6, first - 3, first]),
        }),
      }),
  },
  {
    id: 'P10-mark',
    what: 'a stamp that names the earlier field',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      appendObjects(sealed(), {
        20: '<< /Type /Annot /Subtype /Stamp /BianyinField (Seal6) /Rect [70 690 400 730] >>',
        [PAGE]: pageBody([6, 20]),
      }),
  },
  {
    id: 'P02-metadata',
    what: 'only the properties of the file are updated',
    level: 'PASS',
    code: 'FILE_RESAVED',
    make: () => appendObjects(sealed(), { 20: '<< /Title (x) >>' }, { trailerExtra: '/Info 20 0 R ' }),
  },

  // P11, P12 what the signer allowed
  {
    id: 'P11-fill',
    what: 'a form is filled in, nothing was said about it',
    level: 'UNSURE',
    code: 'FORM_FILLED_AFTER_SIGN',
    make: () => fillAmount(withField()),
  },
  {
    id: 'P11-p1',
    what: 'P=1 and a form is filled in',
    level: 'FAIL',
    code: 'DOCMDP_VIOLATION',
    make: () => fillAmount(certified(1)),
  },
  {
    id: 'P11-p2',
    what: 'P=2 and a form is filled in',
    level: 'PASS',
    code: 'FORM_FILLED_ALLOWED',
    make: () => fillAmount(certified(2)),
  },
  {
    id: 'P11-p2-annotation',
    what: 'P=2 and an annotation',
    level: 'FAIL',
    code: 'DOCMDP_VIOLATION',
    make: () => freeText({ ...certified(2), annots: [6, 7] }),
  },
  {
    id: 'P11-p0',
    what: 'P=0 means nothing',
    level: 'FAIL',
    code: 'PDF_SIG_DICT_MALFORMED',
    make: () => certified(0),
  },
  {
    id: 'P11-p1-seal',
    what: 'P=1 and another seal',
    level: 'FAIL',
    code: 'DOCMDP_VIOLATION',
    make: () => {
      const pdf = certified(1);
      return secondly({ ...pdf, fields: [6, 7], annots: [6, 7] });
    },
  },
  {
    id: 'P11-late',
    what: 'certified after it was sealed',
    level: 'UNSURE',
    code: 'CERTIFICATION_LATE',
    make: () => {
      const pdf = sealed();
      return secondly(pdf, {
        catalogExtra: `/Perms << /DocMDP ${sig(nextNumber(pdf) + 1)} >> `,
        sigExtra: '/Reference [<< /TransformMethod /DocMDP /TransformParams << /P 2 >> >>] ',
      });
    },
  },
  {
    id: 'P12-all',
    what: 'a field locked by All is changed',
    level: 'FAIL',
    code: 'FIELDMDP_VIOLATION',
    make: () => fillAmount(withField(locking('All', ''))),
  },
  {
    id: 'P12-include',
    what: 'a field named by Include is changed',
    level: 'FAIL',
    code: 'FIELDMDP_VIOLATION',
    make: () => fillAmount(withField(locking('Include', '/Fields [(amount)] '))),
  },
  {
    id: 'P12-exclude',
    what: 'Exclude names another field',
    level: 'FAIL',
    code: 'FIELDMDP_VIOLATION',
    make: () => fillAmount(withField(locking('Exclude', '/Fields [(other)] '))),
  },
  {
    id: 'P12-settings',
    what: 'flags of a field are changed',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      appendObjects(withField(), {
        6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1) /Ff 1 /Rect [10 10 90 30] /P 3 0 R >>',
      }),
  },
  {
    id: 'P13-need',
    what: 'NeedAppearances is switched on',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () =>
      appendObjects(sealed(), {
        [CATALOG]: catalogBody([6]).replace('/SigFlags 3', '/SigFlags 3 /NeedAppearances true'),
      }),
  },

  // P18–P20 structure
  {
    id: 'P18-loop',
    what: '/Prev points to itself',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => {
      const pdf = sealed();
      return pdf.text.replace(/\/Prev \d+/, (found) =>
        `/Prev ${pdf.startxref}`
          .padEnd(found.length)
          .slice(0, Math.max(found.length, `/Prev ${pdf.startxref}`.length)),
      );
    },
  },
  {
    id: 'P18-free',
    what: 'an object is freed later',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealed(), {}, { free: [5] }),
  },
  {
    id: 'P19-page',
    what: 'a key twice in the page',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => sealPdf(basePdf({ objects: { 6: changedContent } }), { pageExtra: '/Contents 6 0 R ' }),
  },
  {
    id: 'P19-escape',
    what: 'a key twice, once escaped',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => sealPdf(basePdf(), { catalogExtra: '/P#61ges 2 0 R ' }),
  },
  {
    id: 'P20-header',
    what: 'bytes before the header',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => `<html>\n${sealed().text}`,
  },

  // P22 the container
  {
    id: 'P22-cms',
    what: 'an honest SM2 CMS without a time stamp',
    level: 'UNSURE',
    code: 'TIME_MISSING',
    make: () => sealPdf(basePdf(), cms()),
  },
  {
    id: 'P22-digest',
    what: 'messageDigest of other bytes',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => sealPdf(basePdf(), cms({ digest: new Uint8Array(32) })),
  },
  {
    id: 'P22-key',
    what: 'signed by another key',
    level: 'FAIL',
    code: 'SIG_VALUE_BAD',
    make: () => sealPdf(basePdf(), cms({ key: testKey('other') })),
  },
  {
    id: 'P22-type',
    what: 'content type disagrees',
    level: 'FAIL',
    code: 'FORMAT_MALFORMED',
    make: () => sealPdf(basePdf(), cms({ innerOid: '1.2.840.113549.1.7.3' })),
  },
  {
    id: 'P22-econtent',
    what: 'other content inside a detached signature',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => sealPdf(basePdf(), cms({ content: new Uint8Array(3) })),
  },
  {
    id: 'P22-id',
    what: 'SM2 with another identifier',
    level: 'FAIL',
    code: 'SIG_VALUE_BAD',
    make: () =>
      sealPdf(basePdf(), {
        sign: (digest) => makeSealSignature(digest, { signer: { ...firstHolder, key: testKey('other') } }),
      }),
  },
  {
    id: 'P22-hash',
    what: 'dataHash of another file',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => sealPdf(basePdf(), { sign: () => makeSealSignature(new Uint8Array(32)) }),
  },
  {
    id: 'P22-moved',
    what: 'a genuine seal moved to another file',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => {
      const hex = /<([0-9a-f]{12288})>/.exec(sealed().text)?.[1] ?? '';
      return overwrite(sealPdf(basePdf({ pageExtra: '/Tabs /S ' })), /<[0-9a-f]{12288}>/, () => `<${hex}>`);
    },
  },
  {
    id: 'P22-not-listed',
    what: 'a seal that does not list the signer',
    level: 'FAIL',
    code: 'SEAL_CERT_NOT_LISTED',
    make: () => sealPdf(basePdf(), { seal: makeSeal({ certificates: [secondHolder.certificate] }) }),
  },
  {
    id: 'P22-seal-edited',
    what: 'the picture size in the seal is edited',
    level: 'FAIL',
    code: 'SEAL_SIG_BAD',
    make: () => sealPdf(basePdf(), { seal: editedSeal() }),
  },
  {
    id: 'P22-maker',
    what: 'the seal maker is a stranger',
    level: 'UNSURE',
    code: 'MAKER_TRUST_ROOT_UNKNOWN',
    make: () => sealPdf(basePdf(), { seal: makeSeal({ maker: stranger('假制章') }) }),
  },

  // P24 time
  {
    id: 'P24-claimed',
    what: 'no time stamp',
    level: 'UNSURE',
    code: 'TIME_CLAIMED_ONLY',
    make: () => sealPdf(basePdf(), { stampTime: null }),
  },
  {
    id: 'P24-other',
    what: 'a token over other data',
    level: 'FAIL',
    code: 'TIMESTAMP_INVALID',
    make: () => sealPdf(basePdf(), { stampOver: new Uint8Array(9) }),
  },
  {
    id: 'P24-future',
    what: 'signed tomorrow',
    level: 'UNSURE',
    code: 'TIME_CLAIM_FUTURE',
    make: () => sealPdf(basePdf(), { time: '2026-12-24T00:00:00Z', stampTime: null }),
  },
  {
    id: 'P24-order',
    what: 'claimed later than stamped',
    level: 'UNSURE',
    code: 'TIME_CLAIM_ORDER',
    make: () => sealPdf(basePdf(), { time: '2026-11-21T00:00:00Z', stampTime: '2026-11-20T00:00:00Z' }),
  },
  {
    id: 'P24-usage',
    what: 'a token by a certificate that may not stamp',
    level: 'FAIL',
    code: 'TIMESTAMP_INVALID',
    make: () => sealPdf(basePdf(), { stampAuthority: firstHolder }),
  },
  {
    id: 'P24-stranger',
    what: 'a token by an unknown authority',
    level: 'UNSURE',
    code: 'TIMESTAMP_UNTRUSTED',
    make: () => sealPdf(basePdf(), { stampAuthority: identityOfStrangeStamp() }),
  },
  {
    id: 'P24-clock',
    what: 'the machine clock is behind',
    level: 'UNSURE',
    code: 'CLOCK_SUSPECT',
    make: sealed,
    context: { clockFloor: new Date('2027-01-01T00:00:00Z') },
  },
  {
    id: 'P24-seal-expired',
    what: 'the seal had run out',
    level: 'FAIL',
    code: 'SEAL_EXPIRED_AT_SIGN',
    make: () => sealPdf(basePdf(), { seal: makeSeal({ to: '2026-01-01T00:00:00Z' }) }),
  },
  {
    id: 'P24-seal-early',
    what: 'the seal was not valid yet',
    level: 'FAIL',
    code: 'SEAL_NOT_YET_VALID_AT_SIGN',
    make: () => sealPdf(basePdf(), { time: '2024-06-01T00:00:00Z' }),
  },

  // P25–P28
  {
    id: 'P25-encrypt',
    what: 'encryption',
    level: 'UNSURE',
    code: 'ENCRYPTED',
    make: () =>
      appendObjects(
        sealed(),
        { 20: '<< /Filter /Standard /V 1 /R 2 /O () /U () /P -4 >>' },
        { trailerExtra: '/Encrypt 20 0 R ' },
      ),
  },
  {
    id: 'P26-nesting',
    what: 'arrays nested 100,000 deep',
    level: 'UNSURE',
    code: 'RESOURCE_LIMIT',
    make: () => sealPdf(basePdf({ catalogExtra: `/X ${'['.repeat(100_000)}${']'.repeat(100_000)} ` })),
  },
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
];

function editedSeal(): Uint8Array {
  const seal = makeSeal();
  const hex = toHex(seal).replace('020128020128', '020129020129');
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

function identityOfStrangeStamp(): TestIdentity {
  const name = '陌生时间戳';
  const key = testKey(name);
  const certificate = makeCertificate({
    subject: name,
    key,
    issuer: name,
    issuerKey: key,
    serial: 98,
    from: '2024-01-01T00:00:00Z',
    to: '2034-01-01T00:00:00Z',
    extendedUsage: '1.3.6.1.5.5.7.3.8',
  });
  return { key, certificate, serial: 98, issuer: name };
}

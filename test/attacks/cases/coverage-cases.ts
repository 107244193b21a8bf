/** What a signature covers: forged values, byte ranges, gaps, trailing data (P00–P07). */
import { der } from '../../../src-main/crypto/der-writer.ts';
import {
  appendObjects,
  appendStreams,
  basePdf,
  catalogBody,
  CATALOG,
  CONTENT,
  PAGE,
  pageBody,
  sealPdf,
} from '../test-pdf.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { makeSealSignature } from '../test-seal.ts';
import {
  attack,
  hole,
  sealed,
  secondly,
  overwrite,
  byteRange,
  newRange,
  changedContent,
  type AttackCase,
} from './attack-making.ts';

export const coverageCases: readonly AttackCase[] = [
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
    make: () =>
      appendObjects(
        sealed(),
        { 20: catalogBody([6], '/ViewerPreferences << /Direction /R2L >> ') },
        { root: '20 0 R' },
      ),
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
    level: 'UNSURE',
    code: 'PADDING_NOT_ZERO',
    make: () => overwrite(sealed(), /00000000> /, () => '00002a00> '),
  },
  {
    id: 'P05-padding-text',
    what: 'text after the DER, up to the end of the string',
    level: 'UNSURE',
    code: 'PADDING_NOT_ZERO',
    make: () => overwrite(sealed(), /(?:00){64}> /, () => `${'20'.repeat(64)}> `),
  },
  {
    id: 'P05-second-container',
    what: 'a second signature after the DER of the first',
    level: 'FAIL',
    code: 'CONTENTS_AMBIGUOUS',
    // SEQUENCE { OID, NULL }: what a SignedData looks like from outside.
    make: () =>
      overwrite(sealed(), /(?:00){24}> /, () => `${'00'.repeat(14)}300806042a03040505 00> `.replace(' ', '')),
  },
  {
    id: 'P06-twice',
    what: '/Contents given twice',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => sealPdf(basePdf(), { sigExtra: '/Contents <00> ' }),
  },
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
  {
    id: 'P02-metadata',
    what: 'only the properties of the file are updated',
    level: 'PASS',
    code: 'FILE_RESAVED',
    make: () => appendObjects(sealed(), { 20: '<< /Title (x) >>' }, { trailerExtra: '/Info 20 0 R ' }),
  },

  // Further variants
  attack('P01-contents-text', '/Contents is a text string', 'FAIL', 'PDF_SIG_DICT_MALFORMED', () =>
    overwrite(sealed(), /\/Contents <[0-9a-f]*>/, () => '/Contents (signed)'),
  ),
  attack('P01-contents-short', '/Contents is <00>', 'FAIL', 'FORMAT_MALFORMED', () =>
    overwrite(sealed(), /\/Contents <[0-9a-f]*>/, () => '/Contents <00>'),
  ),
  attack('P01-contents-missing', '/Contents is gone', 'FAIL', 'PDF_SIG_DICT_MALFORMED', () =>
    overwrite(sealed(), '/Contents <', () => '/Kontents <'),
  ),
  attack('P01-range-empty', '/ByteRange is empty', 'FAIL', 'BR_INVALID', () =>
    overwrite(sealed(), byteRange, () => '/ByteRange []'),
  ),
  attack('P01-range-text', '/ByteRange is a string', 'FAIL', 'PDF_SIG_DICT_MALFORMED', () =>
    overwrite(sealed(), byteRange, () => '/ByteRange (0 1 2 3)'),
  ),
  attack('P01-value-lost', '/V names an object that is not there', 'FAIL', 'PDF_SIG_DICT_MALFORMED', () =>
    overwrite(sealed(), '/V 7 0 R', () => '/V 9 0 R'),
  ),
  attack('P01-filter', '/Filter is gone', 'FAIL', 'PDF_SIG_DICT_MALFORMED', () =>
    sealPdf(basePdf(), { sigHead: '/Type /Sig /SubFilter /GM.sm2seal' }),
  ),
  attack('P02-no-trailer', 'an update with a table and no trailer', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    appendObjects(sealed(), { [CONTENT]: changedContent }).text.replace(
      /trailer\n<<(?:(?!trailer)[^])*>>\n(?=startxref\n\d+\n%%EOF\n$)/,
      '',
    ),
  ),
  attack(
    'P02-only-eof',
    'objects and a mark of the end, no table',
    'FAIL',
    'TRAILING_DATA',
    () => `${sealed().text}4 0 obj\n${changedContent}\nendobj\n%%EOF\n`,
  ),
  attack(
    'P02-same-table',
    'objects are added and startxref names the sealed table',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => {
      const pdf = sealed();
      return `${pdf.text}4 0 obj\n${changedContent}\nendobj\nstartxref\n${pdf.startxref}\n%%EOF\n`;
    },
  ),
  ...(
    [
      ['reference', (numbers: readonly number[]) => numbers.map((n, i) => (i === 3 ? `${n} 0 R` : n))],
      ['six-more', (numbers: readonly number[]) => [...numbers, 0, 0]],
      ['eight', (numbers: readonly number[]) => [...numbers, 0, 1, 2, 3]],
      ['order', ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => [c, d, a, b]],
      ['overlap', ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => [a, b, b - 9, d + c - b + 9]],
      ['null', ([a = 0, b = 0, c = 0]: readonly number[]) => [a, b, c, 'null']],
      ['plus', ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => [a, b, c, `+${d}`]],
    ] as const
  ).map(([id, change]) =>
    attack(`P04-${id}`, `a byte range with ${id}`, 'FAIL', 'BR_INVALID', () =>
      overwrite(
        sealPdf(basePdf(), { pad: 24 }),
        byteRange,
        newRange((numbers) => [...change(numbers)]),
      ),
    ),
  ),
  attack(
    'P05-brackets',
    'the brackets of /Contents are signed too',
    'FAIL',
    'BR_GAP_NOT_CONTENTS',
    withSignedBrackets,
  ),
  attack('P05-comment', 'a comment inside the gap', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    overwrite(sealed(), /0000000000> /, () => '00>%000000 '),
  ),
  attack('P05-second', 'a second string inside the gap', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    overwrite(sealed(), /0000000000> /, () => '00> <0000> '),
  ),
  attack('P05-odd', 'an odd number of digits', 'FAIL', 'BR_GAP_NOT_CONTENTS', () =>
    overwrite(sealed(), /00000000> /, () => '0000000>  '),
  ),
  attack(
    'P06-packed',
    'the signature dictionary lies in an object stream',
    'FAIL',
    'CONTENTS_AMBIGUOUS',
    () => {
      const pdf = sealed();
      const value = pdf.text.slice(
        pdf.text.indexOf('7 0 obj') + 8,
        pdf.text.indexOf('endobj', pdf.text.indexOf('7 0 obj')) - 1,
      );
      return appendStreams(pdf, { table: 21, packed: { container: 20, bodies: { 7: value } } });
    },
  ),
  attack('P07-crlf', 'a line end of two characters more', 'PASS', null, () => `${sealed().text}\r\n`),
  attack('P07-empty-line', 'two line ends more', 'PASS', null, () => `${sealed().text}\n\n`),
  attack('P07-spaces', 'white space at the end', 'PASS', null, () => `${sealed().text}     `),
  attack('P07-nul', 'zeros at the end', 'PASS', null, () => `${sealed().text}\0\0\0\0`),
  attack('P07-comment', 'a comment at the end', 'FAIL', 'TRAILING_DATA', () => `${sealed().text}% more\n`),
];

/** Signed as some writers do it: the range leaves out the digits and keeps `<` and `>`. */
function withSignedBrackets(): string {
  const widen = newRange(([a = 0, b = 0, c = 0, d = 0]) => [a, b + 1, c - 1, d + 1]);
  const pdf = sealPdf(basePdf(), {
    pad: 9,
    sign: (_, covered) => {
      const text = Buffer.from(covered).toString('latin1');
      const at = text.lastIndexOf('/Contents ') + 10;
      const signed = `${text.slice(0, at)}<>${text.slice(at)}`.replace(byteRange, (found) =>
        widen(found).padEnd(found.length),
      );
      return makeSealSignature(sm3(Buffer.from(signed, 'latin1')));
    },
  });
  return overwrite(pdf, byteRange, widen);
}

/** Encryption and files that are made to exhaust a reader (P25, P26). */
import { zlibSync } from 'fflate';
import { der } from '../../../src-main/crypto/der-writer.ts';
import {
  appendObjects,
  appendStreams,
  basePdf,
  catalogBody,
  CATALOG,
  sealPdf,
  streamBody,
  type StreamRevision,
} from '../test-pdf.ts';
import { attack, sealed, type AttackCase } from './attack-making.ts';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
/** A sealed file whose font lies in an object stream that is packed as told. */
const packedBy = (pack: StreamRevision['pack']) => () =>
  sealPdf(
    appendStreams(basePdf(), {
      table: 8,
      packed: { container: 7, bodies: { 5: font } },
      ...(pack ? { pack } : {}),
    }),
  );
/** A sealed file whose cross-reference stream says what `edit` makes of it. */
const tableBy = (edit: (usual: string) => string) => () =>
  sealPdf(appendStreams(basePdf(), { table: 8, changes: { 5: font }, dictionary: edit }));
const nested = (depth: number) => {
  let value: Uint8Array = der.integer(1);
  for (let i = 0; i < depth; i += 1) value = der.sequence(value);
  return value;
};
const tinySignatures = (count: number) => {
  const numbers = Array.from({ length: count }, (_, i) => 10 + i);
  const objects = Object.fromEntries(
    numbers.map((n) => [
      n,
      `<< /FT /Sig /T (S${n}) /V << /Type /Sig /Filter /X /ByteRange [0 1 2 3] /Contents <00> >> >>`,
    ]),
  );
  return appendObjects(sealed(), { ...objects, [CATALOG]: catalogBody([6, ...numbers]) });
};

export const limitCases: readonly AttackCase[] = [
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

  attack('P25-wrapper', 'an encryption dictionary in the first revision', 'UNSURE', 'ENCRYPTED', () =>
    sealPdf(
      appendObjects(
        basePdf(),
        { 6: '<< /Filter /Standard /V 4 /R 4 /O () /U () /P -4 >>' },
        { trailerExtra: '/Encrypt 6 0 R ' },
      ),
    ),
  ),
  attack(
    'P26-bomb',
    'an object stream of 100 MB in 100 kB',
    'UNSURE',
    'RESOURCE_LIMIT',
    packedBy((data) => ({
      data: latin1(
        zlibSync(Buffer.concat([Buffer.from(data, 'latin1'), Buffer.alloc(100_000_000, 0x20)]), { level: 9 }),
      ),
      extra: '/Filter /FlateDecode ',
    })),
  ),
  attack(
    'P26-chain',
    'a hundred filters',
    'UNSURE',
    'RESOURCE_LIMIT',
    packedBy((data) => ({
      data: `${Buffer.from(data, 'latin1').toString('hex')}>`,
      extra: `/Filter [${'/ASCIIHexDecode '.repeat(100)}] `,
    })),
  ),
  attack('P26-dictionaries', 'dictionaries nested 100,000 deep', 'UNSURE', 'RESOURCE_LIMIT', () =>
    sealPdf(
      basePdf({
        objects: { 6: `${'<< /A '.repeat(100_000)}1${' >>'.repeat(100_000)}` },
        pageExtra: '/PieceInfo 6 0 R ',
      }),
    ),
  ),
  attack('P26-tree-cycle', 'a page tree that holds itself', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    sealPdf(basePdf({ objects: { 2: '<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>' } })),
  ),
  attack('P26-field-cycle', 'a field that holds itself', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    sealPdf(basePdf({ fields: [6], objects: { 6: '<< /T (a) /FT /Tx /Kids [6 0 R] >>' } })),
  ),
  attack(
    'P26-extends',
    'object streams that extend one another',
    'PASS',
    null,
    packedBy((data) => ({ data, extra: '/Extends 7 0 R ' })),
  ),
  attack(
    'P26-widths',
    'rows of 2^31 bytes',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    tableBy((usual) => usual.replace('/W [1 4 2]', '/W [1 2147483647 2]')),
  ),
  attack(
    'P26-index',
    'an index of 2^31 rows',
    'UNSURE',
    'RESOURCE_LIMIT',
    tableBy((usual) => usual.replace('/Index [', '/Index [0 2147483647 ')),
  ),
  attack(
    'P26-size',
    'a table of 10^12 objects',
    'UNSURE',
    'RESOURCE_LIMIT',
    tableBy((usual) => usual.replace(/\/Size \d+/, '/Size 1000000000000')),
  ),
  attack('P26-length', 'the length of a stream is the stream', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    sealPdf(basePdf({ objects: { 4: '<< /Length 4 0 R >>\nstream\nBT ET\nendstream' } })),
  ),
  attack('P26-signatures', 'a thousand signatures', 'FAIL', 'RESOURCE_LIMIT', () => tinySignatures(1000)),
  attack('P26-container', 'a container of 10 MB', 'UNSURE', 'SIG_ALG_UNSUPPORTED', () =>
    sealPdf(basePdf(), {
      holeBytes: 10_000_100,
      sign: () => der.sequence(der.octetString(new Uint8Array(10_000_000))),
    }),
  ),
  attack('P26-asn1', 'a container nested 10,000 deep', 'UNSURE', 'SIG_ALG_UNSUPPORTED', () =>
    sealPdf(basePdf(), { holeBytes: 60_000, sign: () => nested(10_000) }),
  ),
  attack('P26-date', 'a date of 100,000 digits', 'PASS', 'PERMIT_ABSENT', () =>
    sealPdf(basePdf(), { sigExtra: `/M (D:${'2'.repeat(100_000)}) ` }),
  ),
  attack('P26-images', 'JBIG2 and JPEG 2000 images that are no images', 'PASS', 'PERMIT_ABSENT', () =>
    sealPdf(
      basePdf({
        pageExtra: '/Thumb 6 0 R ',
        objects: {
          6: streamBody(
            'garbage',
            '/Subtype /Image /Width 999999 /Height 999999 /Filter [/JBIG2Decode /JPXDecode] ',
          ),
        },
      }),
    ),
  ),
];

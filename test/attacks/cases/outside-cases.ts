/** What is shown is not in the signed octets (P31): data in other files, pages of other files, pictures that are exchanged. */
import type { VerificationReport } from '../../../src-main/verification/report.ts';
import { basePdf, CONTENT, sealPdf, streamBody, type TestPdf } from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

const gray = '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray ';
const form = '/Type /XObject /Subtype /Form /BBox [0 0 400 60] ';

/** A sealed page that draws object 6. */
const drawing = (body: string): TestPdf =>
  sealPdf(
    basePdf({
      resources: '/XObject << /X 6 0 R >>',
      objects: { 6: body, [CONTENT]: streamBody('q 99 0 0 99 0 0 cm /X Do Q') },
    }),
  );
const annotated = (looks: string): TestPdf =>
  sealPdf(
    basePdf({
      annots: [6],
      objects: {
        6: `<< /Type /Annot /Subtype /Stamp /F 4 /Rect [60 680 460 740] /AP << ${looks} >> >>`,
        7: streamBody('0 0 9 9 re f', form),
        8: streamBody('0 0 400 60 re f', form),
      },
    }),
  );

const outside: readonly (readonly [id: string, what: string, make: () => TestPdf])[] = [
  [
    'contents',
    'the data of the page lies in another file',
    () => sealPdf(basePdf({ objects: { [CONTENT]: streamBody('', '/F (other.txt) ') } })),
  ],
  [
    'address',
    'the data of the page lies at an address',
    () =>
      sealPdf(
        basePdf({ objects: { [CONTENT]: streamBody('', '/F << /FS /URL /F (https://example.cn) >> ') } }),
      ),
  ],
  [
    'image',
    'the data of a picture lies in another file',
    () => drawing(streamBody('', `${gray}/F (x.jpg) `)),
  ],
  [
    'reference',
    'a form stands for a page of another file',
    () => drawing(streamBody('', `${form}/Ref << /F (other.pdf) /Page 0 >> `)),
  ],
  [
    'opi',
    'a server puts another picture in place',
    () => drawing(streamBody('', `${form}/OPI << /1.3 << /Version 1.3 /F (x.tif) >> >> `)),
  ],
];
const withState = (entries: string): TestPdf =>
  sealPdf(basePdf({ resources: '/ExtGState << /G 6 0 R >>', objects: { 6: `<< ${entries} >>` } }));
const withAnnotation = (entries: string): TestPdf =>
  sealPdf(
    basePdf({
      annots: [6],
      objects: { 6: `<< /Type /Annot /Rect [60 680 460 740] ${entries} >>`, 7: streamBody('', form) },
    }),
  );
const white = '<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [1] >>';

/** The word says which of the looks was told: each of these files has a font that is not embedded as well. */
const otherLooks: readonly (readonly [id: string, what: string, word: string, make: () => TestPdf])[] = [
  ['rollover', 'another look under the mouse', 'for the mouse', () => annotated('/N 7 0 R /R 8 0 R')],
  ['down', 'another look while pressed', 'for the mouse', () => annotated('/N 7 0 R /D 8 0 R')],
  ['transfer', 'a transfer function that prints white', 'transfer function', () => withState(`/TR ${white}`)],
  [
    'transfer-colours',
    'a transfer function for each colour',
    'transfer function',
    () => withState(`/TR2 [${`${white} `.repeat(4)}]`),
  ],
  [
    'overprint',
    'white overprints where printing is simulated',
    'overprint',
    () => withState('/op true /OPM 1'),
  ],
  [
    'no-zoom',
    'a stamp that keeps its size at each magnification',
    'does not zoom',
    () => withAnnotation('/Subtype /Stamp /F 12 /AP << /N 7 0 R >>'),
  ],
  [
    'no-rotate',
    'a stamp that does not turn with the page',
    'does not zoom',
    () => withAnnotation('/Subtype /Stamp /F 20 /AP << /N 7 0 R >>'),
  ],
  [
    'fixed-print',
    'a watermark that stands elsewhere on paper',
    'another place on paper',
    () =>
      withAnnotation(
        '/Subtype /Watermark /F 4 /FixedPrint << /Type /FixedPrint /V 0.5 >> /AP << /N 7 0 R >>',
      ),
  ],
  ...['Square', 'Redact', 'Ink', 'Highlight'].map(
    (subtype) =>
      [
        `bare-${subtype.toLowerCase()}`,
        `/${subtype} that each reader draws in its way`,
        'without an appearance',
        () => withAnnotation(`/Subtype /${subtype} /F 4 /IC [1 1 1]`),
      ] as const,
  ),
  ...['ViewArea', 'ViewClip', 'PrintArea', 'PrintClip'].map(
    (key) =>
      [
        key.toLowerCase(),
        `/${key} is another box`,
        'another box',
        () =>
          sealPdf(
            basePdf({
              pageExtra: '/BleedBox [0 0 595 600] ',
              catalogExtra: `/ViewerPreferences << /${key} /BleedBox >> `,
            }),
          ),
      ] as const,
  ),
  [
    'alternate',
    'another picture for printers',
    'alternate image',
    () => drawing(streamBody('x', `${gray}/Alternates [<< /Image 6 0 R /DefaultForPrinting true >>] `)),
  ],
];

export const outsideCases: readonly AttackCase[] = [
  attack(
    'P31-sizeless',
    'a stamp in a rectangle without a size, which some readers paint at its own',
    'UNSURE',
    'CONTENT_AMBIGUOUS',
    () =>
      sealPdf(
        basePdf({
          annots: [6],
          objects: {
            6: '<< /Type /Annot /Subtype /Stamp /F 4 /Rect [60 680 60 680] /AP << /N 7 0 R >> >>',
            7: streamBody('0 0 300 60 re f', form),
          },
        }),
      ),
  ),
  ...outside.map(([id, what, make]) => attack(`P31-${id}`, what, 'UNSURE', 'CONTENT_OUTSIDE_FILE', make)),
  ...otherLooks.map(([id, what, word, make]) => ({
    ...attack(`P31-${id}`, what, 'PASS', 'LOOKS_MAY_DIFFER', make),
    check: (report: VerificationReport) => {
      if (!JSON.stringify(report).includes(word)) throw new Error(`not told: ${word}`);
    },
  })),
  attack('P31-hidden-text', 'text that is not drawn', 'PASS', 'HIDDEN_TEXT', () =>
    sealPdf(
      basePdf({ objects: { [CONTENT]: streamBody('BT 3 Tr /F1 24 Tf 72 700 Td (Pay 900 yuan) Tj ET') } }),
    ),
  ),
];

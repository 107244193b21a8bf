/** Words that later looks put right beside words of the sealed page (P10): nothing is covered, and another amount is read. Kinds of look, of place, of signer, and honest neighbours. */
import {
  appendObjects,
  basePdf,
  CONTENT,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
} from '../test-pdf.ts';
import type { SealPdfOptions, TestPdf } from '../test-pdf.ts';
import { attack, certified, cms, secondly, type AttackCase } from './attack-making.ts';

type Row = readonly [id: string, what: string, content: string, rect: string, look: string];
const fonts = '/Resources << /Font << /F1 5 0 R >> >> ';
const box = (rect: string): string => {
  const [a = 0, b = 0, c = 0, d = 0] = rect.split(' ').map(Number);
  return `/Type /XObject /Subtype /Form /BBox [0 0 ${c - a} ${d - b}] ${fonts}`;
};
const shown = (text: string): string => `BT /F1 24 Tf 0 6 Td (${text}) Tj ET`;
const line = 'BT /F1 24 Tf 72 700 Td (Pay 1,000) Tj ET';
/** Where that line ends as boxes measure it, and what is on its line. */
const behind = '206 694 270 724';

const contract = (content: string): TestPdf => basePdf({ objects: { [CONTENT]: streamBody(content) } });

const wrong: readonly Row[] = [
  ['text', 'three noughts behind the amount', line, behind, shown('000')],
  ['path', 'strokes behind the amount', line, behind, '1 6 m 1 24 l S 8 6 m 8 24 l S'],
  ['fill', 'a filled figure behind the amount', line, behind, '1 6 6 16 re f'],
  [
    'image',
    'an inline image behind the amount',
    line,
    behind,
    'q 20 0 0 20 1 4 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q',
  ],
  ['large', 'larger figures behind the amount', line, '206 685 300 740', 'BT /F1 40 Tf 0 10 Td (000) Tj ET'],
  ['small', 'small figures behind the amount', line, '206 690 270 724', 'BT /F1 9 Tf 0 10 Td (000) Tj ET'],
  [
    'before',
    'a figure before the amount',
    'BT /F1 24 Tf 100 700 Td (1,000 yuan) Tj ET',
    '60 694 98 724',
    'BT /F1 24 Tf 16 6 Td (9) Tj ET',
  ],
  [
    'between',
    'a word between two words',
    `${line} BT /F1 24 Tf 300 700 Td (each) Tj ET`,
    '230 694 298 724',
    'BT /F1 24 Tf 26 6 Td (not) Tj ET',
  ],
  [
    'down',
    'a figure at the end of words that go up',
    'BT /F1 24 Tf 0 1 -1 0 100 300 Tm (Pay 1,000) Tj ET',
    '75 432 106 500',
    'BT /F1 24 Tf 0 1 -1 0 25 2 Tm (000) Tj ET',
  ],
  [
    'stepped',
    'a figure behind an amount that is shown before a step back',
    'BT /F1 24 Tf 72 700 Td [(Pay 1,000) 8000 (x)] TJ ET',
    behind,
    shown('000'),
  ],
  [
    'scaled',
    'a look that is scaled into its place',
    line,
    behind,
    '0.5 0 0 0.5 0 3 cm BT /F1 48 Tf 0 6 Td (000) Tj ET',
  ],
];

const label = 'BT /F1 12 Tf 72 300 Td (Signed by:) Tj ET';
const right: readonly Row[] = [
  ['far', 'words that are far from others', line, '300 694 400 724', shown('Zhang San')],
  ['under', 'words on a line of their own', line, '72 640 300 680', shown('Zhang San')],
  [
    'label',
    'a name behind the label of a place for signing',
    label,
    '146 294 260 324',
    'BT /F1 12 Tf 0 6 Td (Zhang San 2026-11-30) Tj ET',
  ],
  [
    'margin',
    'a rectangle near words whose ink is far from them',
    line,
    '206 694 400 724',
    'BT /F1 24 Tf 60 6 Td (Zhang San) Tj ET',
  ],
  ['ruled', 'words beside a line of a table', '140 280 m 140 340 l S', '144 294 260 324', shown('Zhang')],
];

/** A later signature with this look. */
function signed(pdf: TestPdf, [, , , rect, look]: Row, by: 'seal' | 'person'): TestPdf {
  const number = nextNumber(pdf);
  const options: SealPdfOptions = {
    extra: () => ({
      [number]: `<< /FT /Sig /T (Beside${number}) /Rect [${rect}] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R /V ${number + 1} 0 R /AP << /N ${number + 2} 0 R >> >>`,
      [number + 2]: streamBody(look, box(rect)),
    }),
  };
  return by === 'seal' ? secondly(pdf, options) : sealPdf(pdf, { ...cms(), ...options });
}

/** P=3 and markup with this look; the page of `certified` says "Pay 100 yuan" and has a field. */
function noted(rect: string, look: string, subtype: string): TestPdf {
  const pdf = certified(3);
  const number = nextNumber(pdf);
  return appendObjects(pdf, {
    [number]: `<< /Type /Annot /Subtype /${subtype} /Rect [${rect}] /Contents (000) /AP << /N ${number + 1} 0 R >> >>`,
    [number + 1]: streamBody(look, box(rect)),
    [PAGE]: pageBody([...pdf.annots, number]),
  });
}

const signers = ['seal', 'person'] as const;
const besideText = '248 694 320 724';
const notes = (['FreeText', 'Stamp', 'Ink', 'Square'] as const).flatMap((subtype) => [
  attack(
    `P09-beside-${subtype}`,
    `P=3 and /${subtype} right behind the amount`,
    'UNSURE',
    'LOOK_BESIDE_WORDS',
    () => noted(besideText, shown('000'), subtype),
  ),
  attack(
    `P09-apart-${subtype}`,
    `P=3 and /${subtype} far from all words`,
    'PASS',
    'ANNOT_ADDED_ALLOWED',
    () => noted('300 400 400 430', shown('000'), subtype),
  ),
]);

export const besideCases: readonly AttackCase[] = [
  ...signers.flatMap((by) => [
    ...wrong.map((row) =>
      attack(
        `P10-beside-${row[0]}-${by}`,
        `a later trusted ${by} puts ${row[1]}`,
        'UNSURE',
        'LOOK_BESIDE_WORDS',
        () => signed(sealPdf(contract(row[2])), row, by),
      ),
    ),
  ]),
  ...right.map((row) =>
    attack(
      `P10-apart-${row[0]}-seal`,
      `a later trusted seal shows ${row[1]}`,
      'PASS',
      'LATER_SIGNATURE',
      () => signed(sealPdf(contract(row[2])), row, 'seal'),
    ),
  ),
  ...notes,
];

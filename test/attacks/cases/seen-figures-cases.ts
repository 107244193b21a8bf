/** A form is filled in with the value that its look holds, and the look does not let it be seen: figures cut off, covered, pale, or never shown (P13). */
import { streamBody } from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';
import { fillText } from './filled-form-cases.ts';

const fonts = '/Resources << /Font << /F1 5 0 R >> >> ';
const head = '/Type /XObject /Subtype /Form ';
const box = `${head}/BBox [0 0 160 30] ${fonts}`;
/** Text of 12 units in a box of 160 × 30. */
const text = (content: string, before = '', entries = box): string =>
  streamBody(`/Tx BMC q ${before} BT /F1 12 Tf 0 g ${content} ET Q EMC`, entries);
const sized = (size: number, content: string): string =>
  streamBody(`/Tx BMC q BT /F1 ${size} Tf 0 g ${content} ET Q EMC`, box);

type Row = readonly [id: string, what: string, value: string, look: string];
const hidden: readonly Row[] = [
  ['point-below', 'the point of 9.00 lies below the box', '(9.00)', text('2 -1.9 Td (9.00) Tj')],
  ['point-closed', 'and the gap is closed', '(9.00)', text('2 -1.9 Td [(9.) 250 (00)] TJ')],
  [
    'point-under',
    'the point of 9.25 lies under the foot of the 2',
    '(9.25)',
    text('2 8 Td [(9.) 250 (25)] TJ'),
  ],
  ['point-under-next', 'and so in two pieces', '(9.25)', text('2 8 Td [(9.) 240] TJ (25) Tj')],
  ['comma-tail', 'the tail of a comma is cut off', '(1,900)', text('2 1 Td (1,900) Tj')],
  [
    'first-clipped',
    'the first figure is clipped off',
    '(1900)',
    text('0 8 Td (1900) Tj', '6.6 0 153.4 30 re W n'),
  ],
  [
    'first-clipped-half',
    'half a figure is clipped off',
    '(1900)',
    text('0 8 Td (1900) Tj', '10 0 150 30 re W n'),
  ],
  [
    'first-clipped-two',
    'by the first of two clips',
    '(1900)',
    text('0 8 Td (1900) Tj', '6.6 0 153.4 30 re W n 0 0 160 30 re W n'),
  ],
  [
    'first-clipped-back',
    'by a rectangle that goes to the left',
    '(1900)',
    text('0 8 Td (1900) Tj', '160 30 -153.4 -30 re W* n'),
  ],
  ['minus-clipped', 'the minus is clipped off', '(-900)', text('-1 8 Td (-900) Tj', '6 0 154 30 re W n')],
  [
    'last-clipped',
    'the last figure is clipped off',
    '(9000)',
    text('133 8 Td (9000) Tj', '0 0 153.3 30 re W n'),
  ],
  [
    'foot-clipped',
    'the point of 9.00 is clipped off',
    '(9.00)',
    text('2 8 Td (9.00) Tj', '0 9.6 160 20.4 re W n'),
  ],
  [
    'last-outside',
    'the last figure of a long number lies outside the box',
    '(1000000000)',
    text('97 8 Td (1000000000) Tj'),
  ],
  [
    'last-outside-wide',
    'wide letters push three figures out of the box',
    '(RMB 9,000,000)',
    text('103 8 Td (RMB 9,000,000) Tj'),
  ],
  ['first-outside', 'the first figure begins before the box', '(1900)', text('-1 8 Td (1900) Tj')],
  [
    'box-later',
    'the box begins a unit later than the text',
    '(1900)',
    text('0 8 Td (1900) Tj', '', `${head}/BBox [1 1 160 30] ${fonts}`),
  ],
  ['pale', 'a figure is pale yellow in CMYK', '(1900)', text('2 8 Td 0 0 0.5 0 k (1) Tj 0 g (900) Tj')],
  [
    'pale-beyond',
    'a figure is yellow by a number out of range',
    '(1900)',
    text('2 8 Td 0 0 9 0 k (1) Tj 0 g (900) Tj'),
  ],
  [
    'pale-below',
    'a figure is light by a number below its range',
    '(1900)',
    text('2 8 Td -9 1 1 rg (1) Tj 0 g (900) Tj'),
  ],
  ['pale-green', 'a figure is light green', '(1900)', text('2 8 Td 0.8 1 0 rg (1) Tj 0 g (900) Tj')],
  ['two-strings', 'two strings before Tj: readers take one', '(1900)', text('2 8 Td (1) (900) Tj')],
  ['two-arrays', 'two arrays before TJ', '(1900)', text('2 8 Td [(1)] [(900)] TJ')],
  ['number-before', 'a number before a string', '(1900)', text('2 8 Td (1) Tj -2000 (900) Tj')],
  ['word-between', 'a word between two strings', '(1900)', text('2 8 Td (1) true (900) Tj')],
  ['three-grays', 'three numbers for a gray', '(1900)', text('2 8 Td 0 0 1 g (1) Tj 0 g (900) Tj')],
  ['two-spacings', 'two numbers for the spacing', '(1900)', text('2 8 Td (1) Tj 0 50 Tc (900) Tj')],
  ['two-fonts', 'two fonts before Tf', '(1900)', text('2 8 Td /F1 12 /F1 1 Tf (1) Tj /F1 12 Tf (900) Tj')],
  ['open-array', 'an array that is not closed', '(1900)', text('2 8 Td [(1) TJ (900) Tj')],
  ['top-bar', 'the upper edge of a seven is cut off', '(7)', sized(40, '2 6.4 Td (7) Tj')],
  ['foot', 'the foot of an E is cut off', '(E)', sized(30, '2 -6 Td (E) Tj')],
  [
    'small',
    'the first figure is a quarter of the others',
    '(1900)',
    text('2 8 Td /F1 3 Tf (1) Tj /F1 12 Tf (900) Tj'),
  ],
  [
    'squeezed',
    'the first figure is squeezed, the others are stretched',
    '(1900)',
    text('2 8 Td 50 Tz (1) Tj 200 Tz (900) Tj'),
  ],
  [
    'over-lines',
    'a line stands on the point of the line above',
    '(9.00 7)',
    text('2 16 Td (9.00) Tj 6.7 -7.4 Td (7) Tj'),
  ],
];

const seen: readonly Row[] = [
  ['clip', 'behind a clip that leaves all of it', '(1,900)', text('2 8 Td (1,900) Tj', '1 1 158 28 re W n')],
  ['kerned', 'with kerned letters', '(AVATAR 9)', text('2 8 Td [(A) 80 (V) 80 (A) 80 (TAR 9)] TJ')],
  ['full', 'as wide as its box', '(1000000000000000000000)', text('3 8 Td (1000000000000000000000) Tj')],
  ['red', 'in red', '(1900)', text('2 8 Td 1 0 0 rg (1900) Tj')],
  ['black', 'in black of CMYK', '(1900)', text('2 8 Td 0 0 0 1 k (1900) Tj')],
];

const besidePage = attack(
  'P13-seen-beside-page-p2',
  'filled in: the first figure lies beside the page (p2)',
  'UNSURE',
  'FORM_LOOK_UNCLEAR',
  () => fillText('p2', ['', '', '(1900)', text('2 8 Td (1900) Tj')], '', '/CropBox [110 0 595 842] '),
);

export const seenFiguresCases: readonly AttackCase[] = [
  ...(['p2', 'p3'] as const).flatMap((kind) =>
    hidden.map((row) =>
      attack(
        `P13-seen-${row[0]}-${kind}`,
        `filled in: ${row[1]} (${kind})`,
        'UNSURE',
        'FORM_LOOK_UNCLEAR',
        () => fillText(kind, row),
      ),
    ),
  ),
  ...seen.map((row) =>
    attack(
      `P13-seen-whole-${row[0]}`,
      `filled in, and all of it is seen: ${row[1]}`,
      'PASS',
      'FORM_FILLED_ALLOWED',
      () => fillText('p2', row),
    ),
  ),
  besidePage,
];

/** Looks whose rectangle has no size, or whose box has none (P09, P10): the look is scaled by nothing, and readers paint it at its own size, over the text. */
import type { DocumentLevel } from '../../../src-main/domain/verdict.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import { stranger } from '../test-city.ts';
import { makeSignedData, oids } from '../test-pki.ts';
import { appendObjects, nextNumber, PAGE, pageBody, type TestPdf } from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';
import {
  emptyField,
  marked,
  normal,
  sealedFile,
  signed,
  text,
  type Look,
  type Signer,
} from './later-look-cases.ts';

/** Where the text is by the matrix of the look, wherever its rectangle may be. */
const overText = '/Matrix [1 0 0 1 60 680] ';
const lookIn = (box: string, matrix = overText): Look =>
  normal('nowhere', '', text.replace('/BBox [0 0 340 60] ', `/BBox [${box}] ${matrix}`));
const usual = lookIn('0 0 340 60');
const free = '60 300 200 380';

const places: readonly (readonly [id: string, what: string, rect: string, look: Look])[] = [
  ['corner', 'in a rectangle that is the corner of the page', '0 0 0 0', usual],
  ['point', 'in a rectangle that is a point', '60 680 60 680', lookIn('0 0 340 60', '')],
  ['line', 'in a rectangle that is a line', '60 680 400 680', usual],
  ['upright', 'in a rectangle that is an upright line', '60 680 60 740', usual],
  ['dust', 'in a rectangle of a hundredth of a point', '60 680 60.01 680.01', usual],
  ['wide', 'in a box ten thousand times as wide as its rectangle', free, lookIn('0 0 1400000 60')],
  ['narrow', 'in a box a million times as narrow as its rectangle', free, lookIn('0 0 0.0001 60')],
  ['flat', 'in a box that its matrix makes flat', free, lookIn('0 0 340 60', '/Matrix [1 0 0 0 60 680] ')],
];

const nobody = stranger('无处');
const strange = (pdf: TestPdf, look: Look, rect: string): TestPdf =>
  signed(pdf, 'person', look, rect, '', (digest) =>
    makeSignedData({ contentType: oids.data, digest, ...nobody }),
  );

const bySigners: readonly (readonly [Signer, string, 'plain' | 'p2' | 'p3'])[] = [
  ['token', 'a document time stamp', 'plain'],
  ['token', 'a document time stamp', 'p3'],
  ['person', 'a later signature by a trusted person', 'plain'],
  ['seal', 'a later trusted seal', 'p2'],
];

const empty: readonly (readonly ['plain' | 'p2' | 'p3', DocumentLevel, VerdictCode])[] = [
  ['plain', 'FAIL', 'DOC_CHANGED_AFTER_SIGN'],
  ['p2', 'FAIL', 'DOCMDP_VIOLATION'],
  ['p3', 'UNSURE', 'ANNOT_OVER_CONTENT'],
];

function annotated(look: Look, rect: string): TestPdf {
  const pdf = sealedFile('p3');
  const number = nextNumber(pdf);
  return appendObjects(pdf, {
    [number]: `<< /Type /Annot /Subtype /Stamp /Rect [${rect}] /F 4 /P 3 0 R ${look.entries(number + 1)}>>`,
    ...look.objects(number + 1),
    [PAGE]: pageBody([...pdf.annots, number]),
  });
}

const placed = places.flatMap(([id, what, rect, look]): AttackCase[] => [
  ...bySigners.map(([by, who, kind]) =>
    attack(
      `P10-nowhere-${id}-${by}-${kind}`,
      `${who} shows another amount ${what} (${kind})`,
      'UNSURE',
      'SIG_OVER_CONTENT',
      () => signed(sealedFile(kind), by, look, rect),
    ),
  ),
  attack(
    `P10-nowhere-${id}-stranger`,
    `a signature by a stranger shows another amount ${what}`,
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => strange(sealedFile('plain'), look, rect),
  ),
  ...empty.map(([kind, level, code]) =>
    attack(
      `P10-nowhere-${id}-field-${kind}`,
      `an empty signature field shows another amount ${what} (${kind})`,
      level,
      code,
      () => emptyField(sealedFile(kind), look, rect),
    ),
  ),
  attack(
    `P09-nowhere-${id}`,
    `P=3 and a stamp shows another amount ${what}`,
    'UNSURE',
    'ANNOT_OVER_CONTENT',
    () => annotated(look, rect),
  ),
]);

const marks = ['0 0 0 0', '70 700 183 700', '70 700 70.01 700.01'].map((rect, i) =>
  attack(
    `P10-nowhere-mark-${i}`,
    `the mark of a later seal stands in [${rect}]`,
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => marked(sealedFile('plain'), [rect]),
  ),
);

export const noPlaceCases: readonly AttackCase[] = [...placed, ...marks];

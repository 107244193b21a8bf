/** Shadow attacks (P08): content prepared before sealing, dormant (stage 3) and switched on afterwards (stage 4). */
import {
  appendObjects,
  basePdf,
  CONTENT,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, changedContent, sealed, type AttackCase } from './attack-making.ts';

const cover = streamBody('1 1 1 rg 0 0 400 60 re f', '/Type /XObject /Subtype /Form /BBox [0 0 400 60] ');
const overlay = (flags: number) =>
  `<< /Type /Annot /Subtype /Stamp /F ${flags} /Rect [60 680 460 740] /AP << /N 7 0 R >> >>`;
const withOverlay = (flags: number): TestPdf =>
  sealPdf(basePdf({ annots: [6], objects: { 6: overlay(flags), 7: cover } }));
const withSpare = (body: string): TestPdf => sealPdf(basePdf({ objects: { 6: body } }));

/** A second `4 0 obj` stands in the sealed bytes without a row; stage 4 gives it one. */
const unlisted = (): TestPdf => {
  const base = basePdf();
  const at = base.text.indexOf('xref\n');
  const extra = `4 0 obj\n${changedContent}\nendobj\n`;
  const text = (base.text.slice(0, at) + extra + base.text.slice(at)).replace(
    /startxref\n\d+/,
    `startxref\n${base.startxref + extra.length}`,
  );
  return sealPdf({ ...base, text, startxref: base.startxref + extra.length });
};

/** An update of one row that gives an object another place. */
const repoint = (pdf: TestPdf, number: number, marker: string): string => {
  const offset = pdf.text.indexOf(marker);
  const start = pdf.text.length;
  const row = `${String(offset).padStart(10, '0')} 00000 n \n`;
  const size = Math.max(...pdf.objects.keys()) + 1;
  return `${pdf.text}xref\n${number} 1\n${row}trailer\n<< /Size ${size} /Root 1 0 R /Prev ${pdf.startxref} >>\nstartxref\n${start}\n%%EOF\n`;
};

export const shadowCases: readonly AttackCase[] = [
  attack('P08-replace-3', 'other page contents lie unused in the sealed file', 'PASS', 'SHADOW_LATENT', () =>
    withSpare(changedContent),
  ),
  attack(
    'P08-replace-4',
    'the page is pointed to the unused contents',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(withSpare(changedContent), { [PAGE]: pageBody([7]).replace('4 0 R', '6 0 R') }),
  ),
  attack(
    'P08-unlisted-3',
    'a second object 4 without a row lies in the sealed file: a reader that repairs shows it',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    unlisted,
  ),
  attack(
    'P08-unlisted-4',
    'an update gives the second object 4 its row',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => repoint(unlisted(), CONTENT, `4 0 obj\n${changedContent}`),
  ),
  attack('P08-other-4', 'the row of object 4 is pointed to object 6', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    repoint(withSpare(changedContent), CONTENT, '6 0 obj'),
  ),
  attack('P08-page-3', 'a whole page outside the page tree', 'PASS', 'SHADOW_LATENT', () =>
    withSpare(pageBody([], '/Contents2 4 0 R ')),
  ),
  attack('P08-page-4', 'the spare page takes the place of the first', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withSpare(pageBody([])), { 2: '<< /Type /Pages /Kids [6 0 R] /Count 1 >>' }),
  ),
  attack(
    'P08-named-3',
    'spare contents under an entry of the page that nobody draws',
    'PASS',
    'SHADOW_LATENT',
    () => sealPdf(basePdf({ pageExtra: '/Shadow 6 0 R ', objects: { 6: changedContent } })),
  ),
  attack('P08-catalog-3', 'a spare catalog with a page tree of its own', 'PASS', 'SHADOW_LATENT', () =>
    sealPdf(
      basePdf({
        objects: {
          6: '<< /Type /Catalog /Pages 7 0 R >>',
          7: '<< /Type /Pages /Kids [8 0 R] /Count 1 >>',
          8: pageBody([]).replace('/Parent 2', '/Parent 7'),
        },
      }),
    ),
  ),
  attack('P08-catalog-4', 'the trailer is switched to the spare catalog', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    appendObjects(withSpare('<< /Type /Catalog /Pages 2 0 R >>'), {}, { root: '6 0 R' }),
  ),
  attack('P08-font-3', 'a spare font', 'PASS', 'SHADOW_LATENT', () =>
    withSpare('<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'),
  ),
  attack('P08-reveal-3', 'a hidden annotation lies over the text', 'PASS', 'SHADOW_LATENT', () =>
    withOverlay(2),
  ),
  attack('P08-noview-3', 'an annotation over the text is drawn on paper only', 'PASS', 'SHADOW_LATENT', () =>
    withOverlay(36),
  ),
  attack('P08-reveal-4', 'the hidden annotation is shown', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withOverlay(2), { 6: overlay(4) }),
  ),
  attack('P08-hide-3', 'a visible stamp covers the text while it is sealed', 'PASS', null, () =>
    withOverlay(4),
  ),
  attack('P08-hide-4', 'the covering stamp is hidden', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withOverlay(4), { 6: overlay(6) }),
  ),
  attack('P08-hide-empty-4', 'the covering graphic is emptied', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withOverlay(4), {
      7: streamBody(' ', '/Type /XObject /Subtype /Form /BBox [0 0 400 60] '),
    }),
  ),
  attack('P08-hide-free-4', 'the covering graphic is freed', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withOverlay(4), {}, { free: [7] }),
  ),
  attack(
    'P08-hide-replace-4',
    'the cover is removed and the contents are replaced',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(withOverlay(4), { 6: overlay(6), [CONTENT]: changedContent }),
  ),
  attack('P08-unused-later', 'an update adds an object that nothing uses', 'PASS', 'SHADOW_LATENT', () =>
    appendObjects(sealed(), { 20: changedContent }),
  ),
  attack(
    'P08-unused-then-used',
    'an update adds unused contents, the next one uses them',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(appendObjects(sealed(), { 20: changedContent }), {
        [PAGE]: pageBody([6]).replace('4 0 R', '20 0 R'),
      }),
  ),
];

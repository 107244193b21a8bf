/** Changes after sealing: shadow content, annotations, certification, locks, forms, fonts, pages, layers, actions (P08–P17). */
import { secondHolder, stranger } from '../test-city.ts';
import { makeSeal } from '../test-seal.ts';
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
} from '../test-pdf.ts';
import {
  sealed,
  secondly,
  sig,
  freeText,
  changedContent,
  certified,
  fillAmount,
  withField,
  locking,
  type AttackCase,
} from './attack-making.ts';

export const changeCases: readonly AttackCase[] = [
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
        6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1) /Ff 4096 /Rect [10 10 90 30] /P 3 0 R >>',
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
];

/**
 * Structural edits as fast-check arbitraries: what an update may do to a form, its looks, its lists, its pages; each a well-formed
 * change in itself. Whether the whole is a fraud is for the drawings to say (drawing-oracles.ts), not for the edit.
 */
import fc from 'fast-check';
import { at, bodies, look, nextFree, words, type Part, type RichFile, type Update } from './rich-file.ts';

/** A change to a file, and what it is called in a recipe. */
export interface Edit {
  readonly name: string;
  apply(file: RichFile): Update;
}

const cover = (text: string) => look(`1 g 0 0 200 24 re f BT /Helv 18 Tf 0 g 2 5 Td (${text}) Tj ET`);
const drawings = [
  null,
  words('100'),
  words('900'),
  cover('Pay 900 yuan'),
  look('1 0 0 rg 0 0 200 24 re f'),
  look(''),
  look('q Q'),
] as const;
const drawing = fc.constantFrom(...drawings);
/** Over the amount, over a field, on blank paper, without an area. */
const rects = [
  '72 690 272 730',
  '72 500 272 524',
  '72 640 272 664',
  '320 500 520 524',
  '0 0 0 0',
  '0 0 595 842',
] as const;
const rect = fc.constantFrom(...rects);
const flags = fc.constantFrom(0, 2, 4, 4, 4, 32, 36, 64, 132);
const oldWidget = fc.constantFrom(
  'text',
  'bare',
  'box',
  'button',
  'choice',
  'note',
  'place',
) satisfies fc.Arbitrary<Part>;

/** A body with an entry set (or taken out) at its top level. */
function withEntry(body: string, key: string, value: string | null): string {
  const pattern = new RegExp(
    `/${key} (?:<<(?:[^<>]|<<[^<>]*>>)*>>|\\[[^\\]]*\\]|\\([^)]*\\)|/\\S+|-?\\d+ 0 R|-?[\\d.]+) ?`,
  );
  const without = body.replace(pattern, '');
  return value === null ? without : without.replace(/>>$/, `/${key} ${value} >>`);
}

const current = (file: RichFile, part: Part): string =>
  file.pdf.objects.get(at[part]) ?? bodies[at[part]] ?? 'null';

const addAnnotation = fc
  .record({
    kind: fc.constantFrom(
      'Widget',
      'FreeText',
      'Stamp',
      'Square',
      'Link',
      'Popup',
      'Text',
      'Watermark',
      'Redact',
      'PrinterMark',
    ),
    rect,
    drawing,
    flags,
    more: fc.constantFrom(
      '',
      '/Contents (900) /DA (/Helv 18 Tf 0 g) ',
      '/FT /Tx /T (x) /V (900) /DA (/Helv 18 Tf 0 g) ',
      '/FT /Btn /Ff 65536 /T (b) /MK << /CA (900) /BG [1] >> ',
      '/FT /Sig /T (s) ',
      '/C [1] /IC [1] ',
      '/BianyinField (Seal71) ',
    ),
    asField: fc.boolean(),
  })
  .map(({ kind, rect: where, drawing: what, flags: f, more, asField }): Edit => ({
    name: `add ${kind} ${more.trim()} at ${where} F ${f} ${what === null ? 'bare' : 'drawn'}${asField ? ' as field' : ''}`,
    apply(file) {
      const number = nextFree(file.pdf);
      const ap = what === null ? '' : `/AP << /N ${number + 1} 0 R >> `;
      const body = `<< /Type /Annot /Subtype /${kind} /F ${f} /P 3 0 R /Rect [${where}] ${more}${ap}>>`;
      return {
        objects: { [number]: body, ...(what === null ? {} : { [number + 1]: what }) },
        annots: [...file.annots, number],
        ...(asField ? { fields: [...file.fields, number] } : {}),
      };
    },
  }));

const setEntry = fc
  .record({
    part: oldWidget,
    entry: fc.constantFrom(
      ['V', '(900)'],
      ['V', '/Yes'],
      ['V', '(two)'],
      ['V', null],
      ['AS', '/Yes'],
      ['AS', '/Off'],
      ['Ff', '1'],
      ['Ff', '0'],
      ['F', '2'],
      ['F', '6'],
      ['DA', '(/Helv 40 Tf 1 0 0 rg)'],
      ['DA', '(/Evil 12 Tf 0 g)'],
      ['Q', '2'],
      ['MK', '<< /BG [0] /CA (900) >>'],
      ['Rect', '[72 690 272 730]'],
      ['AP', null],
      ['Parent', '300 0 R'],
      ['OC', '301 0 R'],
      ['T', '(other)'],
      ['Contents', '(900)'],
      ['BS', '<< /W 20 >>'],
      ['Opt', '[(one) (900)]'],
      ['M', '(D:20261121)'],
      ['AA', '<< /E << /S /JavaScript /JS (1) >> >>'],
    ),
  })
  .map(({ part, entry: [key, value] }): Edit => ({
    name: `${part} /${key} ${value ?? 'gone'}`,
    apply: (file) => ({ objects: { [at[part]]: withEntry(current(file, part), key, value) } }),
  }));

/** A font that says by its name and its codes that it is an ordinary one, and draws a bar for each figure. */
const laterFont = {
  210: '<< /Type /Font /Subtype /Type3 /BaseFont /Song /Name /Song /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /one 211 0 R /zero 211 0 R /nine 211 0 R >> /Encoding << /Type /Encoding /Differences [48 /zero /one 57 /nine] >> /FirstChar 48 /LastChar 57 /Widths [600 600 600 600 600 600 600 600 600 600] >>',
  211: '<< /Length 27 >>\nstream\n600 0 d0 100 0 400 700 re f\nendstream',
};
/** It comes by itself; what is made with it comes by another edit, in this revision or in a later one. */
const addFont = fc.constantFrom('alone', 'in /DR', 'for the look').map((how): Edit => ({
  name: `a font comes ${how}`,
  apply(file) {
    if (how === 'alone') return { objects: laterFont };
    if (how === 'in /DR')
      return { objects: laterFont, form: '/DR << /Font << /Helv 5 0 R /Later 210 0 R >> >> ' };
    const number = nextFree(file.pdf, laterFont);
    const body = words('900').replace('/Helv 5 0 R', '/Helv 210 0 R');
    const widget = withEntry(withEntry(current(file, 'text'), 'V', '(900)'), 'AP', `<< /N ${number} 0 R >>`);
    return { objects: { [at.text]: widget, [number]: body } };
  },
}));

const exchangeLook = fc
  .record({
    target: fc.constantFrom(at.textLook, at.boxOn, at.boxOff, at.buttonLook),
    drawing,
    state: fc.constantFrom('N', 'R', 'D'),
    owner: oldWidget,
    inPlace: fc.boolean(),
  })
  .map(({ target, drawing: what, state, owner, inPlace }): Edit => ({
    name: inPlace ? `look ${target} drawn anew` : `${owner} /AP /${state} anew`,
    apply(file) {
      const body = what ?? look('');
      if (inPlace) return { objects: { [target]: body } };
      const number = nextFree(file.pdf);
      const widget = withEntry(current(file, owner), 'AP', `<< /${state} ${number} 0 R >>`);
      return { objects: { [at[owner]]: widget, [number]: body } };
    },
  }));

const fill = fc
  .record({
    value: fc.constantFrom('100', '900', '(900', ''),
    drawn: fc.constantFrom('same', 'other', 'cover', 'none'),
    more: fc.constantFrom('', '/Ff 1 ', '/Q 1 '),
  })
  .map(({ value, drawn, more }): Edit => ({
    name: `fill amount with ${value}, drawn ${drawn} ${more}`,
    apply(file) {
      const number = nextFree(file.pdf);
      const text = value.replace('(', '\\(');
      const looks = { same: words(text), other: words('777'), cover: cover(text), none: null };
      const body = looks[drawn];
      const filled = withEntry(current(file, 'text'), 'V', `(${text})`).replace(/>>$/, `${more}>>`);
      if (body === null) return { objects: { [at.text]: withEntry(filled, 'AP', null) } };
      return { objects: { [at.text]: withEntry(filled, 'AP', `<< /N ${number} 0 R >>`), [number]: body } };
    },
  }));

const formEntries = fc
  .constantFrom(
    '/NeedAppearances true ',
    '/NeedAppearances false ',
    '/DR << /Font << /Helv 200 0 R >> >> ',
    '/DR << /Font << /Helv 5 0 R /Evil 200 0 R >> >> ',
    '/DR << /Font << /Helv 5 0 R >> /XObject << /FRM0 201 0 R >> >> ',
    '/DR << /Font << /Helv 5 0 R /Later 210 0 R >> >> ',
    '/DR << /Font << /Helv 210 0 R >> >> ',
    '/DA (/Helv 40 Tf 1 0 0 rg) ',
    '/Q 2 ',
    '/XFA (x) ',
    '/CO [60 0 R] ',
    '',
  )
  .map((text): Edit => ({
    name: `form says ${text}`,
    apply: () => ({
      form: text,
      objects: {
        200: '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>',
        201: look('0 g 0 0 200 24 re f'),
      },
    }),
  }));

const catalogEntries = fc
  .constantFrom(
    '/OCProperties << /OCGs [301 0 R] /D << /OFF [301 0 R] >> >> ',
    '/OpenAction << /S /JavaScript /JS (1) >> ',
    '/Lang (zh) ',
    '/DSS << /Certs [302 0 R] >> ',
    '/Metadata 303 0 R ',
    '/StructTreeRoot << /Type /StructTreeRoot >> ',
    '/ViewerPreferences << /HideToolbar true >> ',
    '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >> ',
    '/Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >> ',
    '/AcroForm 50 0 R ',
    '/PageLabels << /Nums [0 << /S /r >>] >> ',
  )
  .map((text): Edit => ({
    name: `catalog says ${text}`,
    apply: (file) => ({
      catalog: file.catalog + text,
      objects: {
        301: '<< /Type /OCG /Name (a) >>',
        302: '<< /Length 1 >>\nstream\nx\nendstream',
        303: '<< /Type /Metadata /Subtype /XML /Length 4 >>\nstream\n<x/>\nendstream',
      },
    }),
  }));

const pageEntries = fc
  .constantFrom(
    '/Rotate 90 ',
    '/Tabs /S ',
    '/CropBox [0 0 595 400] ',
    '/AA << /O << /S /JavaScript /JS (1) >> >> ',
    '/UserUnit 2 ',
    '/Group << /S /Transparency /CS /DeviceGray >> ',
    '/StructParents 0 ',
  )
  .map((text): Edit => ({ name: `page says ${text}`, apply: (file) => ({ page: file.page + text }) }));

const rewrite = fc
  .record({
    target: fc.constantFrom(at.content, at.font, at.pages, at.textLook, 300, 400),
    what: fc.constantFrom('same', 'content', 'font', 'null', 'parent'),
  })
  .map(({ target, what }): Edit => ({
    name: `object ${target} becomes ${what}`,
    apply(file) {
      const texts: Record<string, string> = {
        same: file.pdf.objects.get(target) ?? 'null',
        content: look('BT /F1 24 Tf 72 700 Td (Pay 900 yuan) Tj ET'),
        font: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
        null: 'null',
        parent: '<< /FT /Tx /T (parent) /V (900) /DA (/Helv 40 Tf 0 g) >>',
      };
      return { objects: { [target]: texts[what] ?? 'null' } };
    },
  }));

const lists = fc
  .record({
    list: fc.constantFrom('annots', 'fields'),
    how: fc.constantFrom('reversed', 'first gone', 'last doubled', 'dangling'),
  })
  .map(({ list, how }): Edit => ({
    name: `${list} ${how}`,
    apply(file) {
      const all = list === 'annots' ? file.annots : file.fields;
      const made = {
        reversed: [...all].reverse(),
        'first gone': all.slice(1),
        'last doubled': [...all, ...all.slice(-1)],
        dangling: [...all, 400],
      }[how];
      return list === 'annots' ? { annots: made ?? all } : { fields: made ?? all };
    },
  }));

/** A part of the file under a new number; whoever named the old one may name the new one or not. */
const move = fc.record({ part: oldWidget, keepsOld: fc.boolean() }).map(({ part, keepsOld }): Edit => ({
  name: `${part} moved${keepsOld ? ', the old one kept' : ''}`,
  apply(file) {
    const number = nextFree(file.pdf);
    const renamed = (all: readonly number[]) => all.map((each) => (each === at[part] ? number : each));
    return {
      objects: { [number]: current(file, part), ...(keepsOld ? {} : { [at[part]]: 'null' }) },
      annots: renamed(file.annots),
      fields: renamed(file.fields),
    };
  },
}));

export const edits: fc.Arbitrary<Edit> = fc.oneof(
  addAnnotation,
  addAnnotation,
  setEntry,
  setEntry,
  exchangeLook,
  fill,
  fill,
  formEntries,
  addFont,
  catalogEntries,
  pageEntries,
  rewrite,
  lists,
  move,
);

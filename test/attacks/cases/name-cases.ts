/** Names of fields that look alike and are not, or are alike and do not look so: what is compared is never what is shown (P12, P27). */
import { appendObjects, basePdf, PAGE, pageBody, sealPdf, streamBody, type TestPdf } from '../test-pdf.ts';
import { attack, sealed, secondly, sig, type AttackCase } from './attack-making.ts';

const certifiedWith = (transform: string) =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >> << /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams ${transform} /V /1.2 >> >>] `;

/** A certified form (P=2) whose one field has the name `name`; a lock names `locked`; then the field is filled in. */
function filledInspite(name: string, action: 'Include' | 'Exclude', locked: string, objects = {}): TestPdf {
  const field = (value: number) =>
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T ${name} /V (${value}) /Rect [10 10 90 30] /P 3 0 R >>`;
  const base = basePdf({ fields: [6], annots: [6], objects: { 6: field(1), ...objects } });
  const signature = Math.max(...base.objects.keys()) + 2;
  const pdf = sealPdf(base, {
    catalogExtra: `/Perms << /DocMDP ${sig(signature)} >> `,
    sigExtra: certifiedWith(`/Action /${action} /Fields [${locked}]`),
  });
  return appendObjects(pdf, { 6: field(9) });
}

const hex = (octets: string) => `<${Buffer.from(octets, 'latin1').toString('hex')}>`;
const utf16 = (text: string, mark = '\xfe\xff') => {
  const units = Buffer.from(text, 'utf16le');
  if (mark === '\xfe\xff') units.swap16();
  return hex(mark + units.toString('latin1'));
};
const utf8 = (text: string) => hex(`\xef\xbb\xbf${Buffer.from(text).toString('latin1')}`);

/** Names as they may stand in a form: each is locked by itself. */
const oddNames: readonly (readonly [id: string, what: string, name: string])[] = [
  ['spaces', 'two spaces', '(amount  due)'],
  ['outer', 'spaces around it', '( amount )'],
  ['line', 'a line end', '(amount\\ndue)'],
  ['tab', 'a tabulator', '(amount\\tdue)'],
  ['nul', 'a NUL', '(amount\\000due)'],
  ['wide', 'an ideographic space', utf16('金额\u3000')],
  ['zero', 'a zero-width space', utf16('金\u200b额')],
  ['bidi', 'an override of the direction', utf8('am\u202eount')],
  ['filler', 'a filler that is drawn as nothing', utf16('金额\u3164')],
  ['marks', 'more marks than a letter can carry', utf16(`e${'\u0301'.repeat(9)}`)],
  ['private', 'a private character', utf16('\ue000')],
  ['euro', 'octets of PDFDocEncoding', '(\\240 \\200 \\237)'],
  ['little', 'UTF-16LE', utf16('金额', '\xff\xfe')],
  ['utf8', 'UTF-8', utf8('金额')],
  ['long', '300 characters', `(${'a'.repeat(300)})`],
  ['escape', 'a language escape', utf16('\u001ben\u001bamount')],
  ['odd', 'an octet too many', hex('\xfe\xff\x00a\x00')],
  ['half', 'half of a pair', hex('\xfe\xff\xd8\x3d')],
  ['broken', 'octets that are no UTF-8', hex('\xef\xbb\xbfa\xff')],
];
/** The same name, written otherwise where the lock names it. */
const rewritten: readonly (readonly [id: string, what: string, name: string, locked: string])[] = [
  ['utf16', 'in UTF-16BE', '(amount)', utf16('amount')],
  ['utf8', 'in UTF-8', utf16('金额'), utf8('金额')],
  ['little', 'in UTF-16LE', utf16('金额'), utf16('金额', '\xff\xfe')],
  ['hex', 'in hexadecimal', '(amount)', hex('amount')],
  ['octal', 'with octal escapes', '(\\141mount)', '(amount)'],
  ['reference', 'by reference', '20 0 R', '(amount)'],
  ['language', 'with a language', '(amount)', utf16('\u001bzhCN\u001bamount')],
];
/** Names that merely look like the one that may be filled in. */
const lookalikes: readonly (readonly [id: string, what: string, name: string])[] = [
  ['space', 'a space behind it', '(amount )'],
  ['zero', 'a zero-width space in it', utf16('amo\u200bunt')],
  ['wide', 'full-width letters', utf16('ａmount')],
  ['case', 'a capital', '(Amount)'],
  ['odd', 'an octet too many', hex('\xfe\xff\x00a\x00m\x00o\x00u\x00n\x00t\x00')],
  ['language', 'a language escape', utf16('\u001ben\u001bamount')],
];

const appearance = streamBody(
  '1 1 1 rg 0 0 595 842 re f',
  '/Type /XObject /Subtype /Form /BBox [0 0 595 842] ',
);
/** A later seal with a stamp over the whole page that names it by `name`. */
const stampedOver = (name: string, subtype = 'Stamp'): TestPdf =>
  secondly(sealed(), {
    extra: (first) => ({
      [first]: `<< /Type /Annot /Subtype /${subtype} /F 708 /BianyinField ${name} /Rect [0 0 595 842] /AP << /N ${first + 1} 0 R >> >>`,
      [first + 1]: appearance,
      [PAGE]: pageBody([6, 9, first]),
    }),
  });

export const nameCases: readonly AttackCase[] = [
  ...oddNames.map(([id, what, name]) =>
    attack(`P12-name-${id}`, `a locked field whose name has ${what}`, 'FAIL', 'FIELDMDP_VIOLATION', () =>
      filledInspite(name, 'Include', name),
    ),
  ),
  ...rewritten.map(([id, what, name, locked]) =>
    attack(`P12-written-${id}`, `a lock that names its field ${what}`, 'FAIL', 'FIELDMDP_VIOLATION', () =>
      filledInspite(name, 'Include', locked, { 20: '(amount)' }),
    ),
  ),
  ...lookalikes.map(([id, what, name]) =>
    attack(
      `P12-like-${id}`,
      `all but one field are locked; another has its name and ${what}`,
      'FAIL',
      'FIELDMDP_VIOLATION',
      () => filledInspite(name, 'Exclude', '(amount)'),
    ),
  ),
  attack(
    'P12-name-other',
    'a lock that names another field than one with an odd name',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => filledInspite(utf16('金\u200b额'), 'Include', utf16('金额')),
  ),
  ...[
    ['space', '(Seal9 )'],
    ['zero', utf16('Seal9\u200b')],
    ['odd', hex('\xfe\xff\x00S\x00e\x00a\x00l\x009\x00')],
  ].map(([id = '', name = '']) =>
    attack(
      `P27-stamp-name-${id}`,
      'a stamp over the page that nearly names the later seal',
      'FAIL',
      'DOC_CHANGED_AFTER_SIGN',
      () => stampedOver(name),
    ),
  ),
  attack(
    'P27-stamp-subtype',
    'a stamp of ours that readers do not know as one',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => stampedOver('(Seal9)', 'Stamp#20'),
  ),
];

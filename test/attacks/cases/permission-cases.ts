/** What the signer allowed: certification, locks, filling of forms (P11–P13). */
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type SealPdfOptions,
  type TestPdf,
} from '../test-pdf.ts';
import { timeStamp } from '../test-city.ts';
import { inTime } from './proof-cases.ts';
import {
  attack,
  certified,
  fillAmount,
  locking,
  sealed,
  secondly,
  sig,
  withField,
  type AttackCase,
} from './attack-making.ts';

const widget = (entries: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx ${entries} /Rect [10 10 90 30] /P 3 0 R >>`;
const reference = (parameters: string) =>
  `<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams ${parameters}/V /1.2 >> >>`;

/** A form with one field, certified with these parameters. */
const certifiedBy = (references: string, options: SealPdfOptions = {}): TestPdf => {
  const base = basePdf({ fields: [6], annots: [6], objects: { 6: widget('/T (amount) /V (1)') } });
  const value = nextNumber(base) + 1;
  const pdf = sealPdf(base, {
    catalogExtra: `/Perms << /DocMDP ${sig(value)} >> `,
    sigExtra: `/Reference [${references}] `,
    ...options,
  });
  return pdf;
};
const withoutPermission = certifiedBy(reference(''));
const perms = (pdf: TestPdf, entry: string) => appendObjects(pdf, { [CATALOG]: catalogBody([6, 7], entry) });

/** A text field with an appearance of its own that shows `shown`. */
const look = (shown: string) =>
  streamBody(
    `/Tx BMC q BT /Helv 12 Tf 2 6 Td (${shown}) Tj ET Q EMC`,
    '/Type /XObject /Subtype /Form /BBox [0 0 80 20] /Resources << /Font << /Helv 5 0 R >> >> ',
  );
const drawnField = (options: SealPdfOptions, content?: string): TestPdf => {
  const base = basePdf({
    fields: [6],
    annots: [6],
    pageExtra: content ? '/Shown 7 0 R ' : '',
    objects: { 6: widget('/T (amount) /V (1) /AP << /N 7 0 R >>'), 7: look('1') },
  });
  return sealPdf(base, options);
};
const allowsForms: SealPdfOptions = {
  catalogExtra: `/Perms << /DocMDP ${sig(9)} >> `,
  sigExtra: `/Reference [${reference('/P 2 ')}] `,
};
const fillDrawn = (pdf: TestPdf, value: string, shown: string) =>
  appendObjects(pdf, { 6: widget(`/T (amount) /V (${value}) /AP << /N 20 0 R >>`), 20: look(shown) });

/** A field `group.amount`. */
const grouped = (options: SealPdfOptions): TestPdf =>
  sealPdf(
    basePdf({
      fields: [6],
      annots: [7],
      objects: {
        6: '<< /T (group) /FT /Tx /Kids [7 0 R] >>',
        7: '<< /Type /Annot /Subtype /Widget /Parent 6 0 R /T (amount) /V (1) /Rect [10 10 90 30] /P 3 0 R >>',
      },
    }),
    options,
  );
const fillGrouped = (pdf: TestPdf) =>
  appendObjects(pdf, {
    7: '<< /Type /Annot /Subtype /Widget /Parent 6 0 R /T (amount) /V (9) /Rect [10 10 90 30] /P 3 0 R >>',
  });
const lock = (entries: string): SealPdfOptions => ({
  fieldExtra: `/Lock << /Type /SigFieldLock ${entries} >> `,
});
const changeField = (entries: string) => () =>
  appendObjects(withField(), { 6: widget(`/T (amount) /V (1) ${entries}`) });

const laterPlace = (entries: string) =>
  `<< /FT /Sig /T (Later) /Rect [60 300 200 380] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R ${entries}>>`;

/** An empty signature field under this lock is signed later, by a trusted seal. */
function signLocked(locks: SealPdfOptions, more: SealPdfOptions = {}): TestPdf {
  const pdf = sealPdf(basePdf({ fields: [6], annots: [6], objects: { 6: laterPlace('') } }), locks);
  const number = nextNumber(pdf);
  return secondly(pdf, {
    extra: () => ({
      [CATALOG]: catalogBody(pdf.fields),
      [PAGE]: pageBody(pdf.annots),
      [number]: 'null',
      6: laterPlace(`/V ${number + 1} 0 R /AP << /N ${number + 2} 0 R >> `),
    }),
    ...more,
  });
}

/** Under this lock somebody seals the file in a field of their own, named `Later`. */
const signAnew = (locks: SealPdfOptions, more: SealPdfOptions = {}): TestPdf =>
  secondly(sealPdf(basePdf(), locks), {
    finish: (text) => text.replaceAll('/T (Seal9)', '/T (Later)'),
    ...more,
  });
const unseen: SealPdfOptions = { rect: '0 0 0 0' };
const documentStamp: SealPdfOptions = {
  sigHead: '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161',
  sign: (_, covered) => timeStamp(covered, inTime),
};

const lockKinds = {
  all: locking('All', ''),
  'all-field': lock('/Action /All'),
  exclude: locking('Exclude', '/Fields [(amount)] '),
  'exclude-field': lock('/Action /Exclude /Fields [(amount) (Late)]'),
  include: locking('Include', '/Fields [(Later)] '),
  'include-field': lock('/Action /Include /Fields [(amount) (Later)]'),
  'include-parent': locking('Include', '/Fields [(Lat) (Later)] '),
};
const openKinds = {
  other: locking('Include', '/Fields [(Lat)] '),
  'exclude-it': locking('Exclude', '/Fields [(amount) (Later)] '),
  'exclude-it-field': lock('/Action /Exclude /Fields [(Later)]'),
};
/** /P of a lock: whoever locks the fields permits later signatures, or does not (Table 236). */
const signingKinds = {
  'all-p2': { locks: lock('/Action /All /P 2'), permits: true },
  'exclude-p3': { locks: lock('/Action /Exclude /Fields [(amount)] /P 3'), permits: true },
  'all-p1': { locks: lock('/Action /All /P 1'), permits: false },
};
const namesIt = (id: string) => id.startsWith('include');

const signedLocks: readonly AttackCase[] = Object.entries(lockKinds).flatMap(([id, locks]) => [
  attack(
    `P12-signed-${id}`,
    `a signature field that stood ready is signed under a lock that holds it (${id})`,
    'FAIL',
    'FIELDMDP_VIOLATION',
    () => signLocked(locks),
  ),
  attack(
    `P12-stamped-${id}`,
    `a signature field that a lock holds gets a document time stamp (${id})`,
    'FAIL',
    'FIELDMDP_VIOLATION',
    () => signLocked(locks, documentStamp),
  ),
  attack(
    `P12-anew-${id}`,
    `a seal in a new field that is seen, under a lock (${id})`,
    namesIt(id) ? 'FAIL' : 'UNSURE',
    namesIt(id) ? 'FIELDMDP_VIOLATION' : 'LOCKED_FORM_SIGNED',
    () => signAnew(locks),
  ),
  attack(
    `P12-unseen-${id}`,
    `a signature in a new field of which nothing is seen, under a lock (${id})`,
    namesIt(id) ? 'FAIL' : 'PASS',
    namesIt(id) ? 'FIELDMDP_VIOLATION' : 'LATER_SIGNATURE',
    () => signAnew(locks, unseen),
  ),
]);
const openLocks: readonly AttackCase[] = Object.entries(openKinds).flatMap(([id, locks]) => [
  attack(
    `P12-signed-${id}`,
    `a signature field that no lock holds is signed (${id})`,
    'PASS',
    'LATER_SIGNATURE',
    () => signLocked(locks),
  ),
  attack(
    `P12-anew-${id}`,
    `a seal in a new field that no lock holds (${id})`,
    'PASS',
    'LATER_SIGNATURE',
    () => signAnew(locks),
  ),
]);

const signingLocks: readonly AttackCase[] = Object.entries(signingKinds).flatMap(
  ([id, { locks, permits }]) => [
    attack(
      `P12-signed-${id}`,
      `a signature field that stood ready is signed under a lock that holds it and has a /P (${id})`,
      'FAIL',
      'FIELDMDP_VIOLATION',
      () => signLocked(locks),
    ),
    attack(
      `P12-anew-${id}`,
      `a seal in a new field that is seen, under a lock with a /P (${id})`,
      permits ? 'PASS' : 'FAIL',
      permits ? 'LATER_SIGNATURE' : 'DOCMDP_VIOLATION',
      () => signAnew(locks),
    ),
  ],
);

export const permissionCases: readonly AttackCase[] = [
  ...signedLocks,
  ...signingLocks,
  ...openLocks,
  attack('P11-default', 'P is missing, so 2: a form is filled in', 'PASS', 'FORM_FILLED_ALLOWED', () =>
    fillAmount(withoutPermission),
  ),
  attack('P11-default-annotation', 'P is missing, so 2: an annotation', 'FAIL', 'DOCMDP_VIOLATION', () =>
    appendObjects(withoutPermission, {
      20: '<< /Type /Annot /Subtype /FreeText /Rect [70 690 400 730] >>',
      [PAGE]: pageBody([6, 7, 20]),
    }),
  ),
  attack('P11-p3-fill', 'P=3 and a form is filled in', 'PASS', 'FORM_FILLED_ALLOWED', () =>
    fillAmount(certified(3)),
  ),
  ...(
    [
      ['p4', '/P 4 '],
      ['minus', '/P -1 '],
      ['real', '/P 2.5 '],
      ['name', '/P /Two '],
      ['string', '/P (2) '],
    ] as const
  ).map(([id, parameters]) =>
    attack(`P11-${id}`, `a permission of ${parameters.trim()}`, 'FAIL', 'PDF_SIG_DICT_MALFORMED', () =>
      certifiedBy(reference(parameters)),
    ),
  ),
  attack('P11-two', 'two DocMDP references in one signature', 'FAIL', 'PDF_SIG_DICT_MALFORMED', () =>
    certifiedBy(reference('/P 1 ') + reference('/P 3 ')),
  ),
  attack('P11-no-perms', 'P=1 without /Perms and a form is filled in', 'FAIL', 'DOCMDP_VIOLATION', () =>
    fillAmount(certifiedBy(reference('/P 1 '), { catalogExtra: '' })),
  ),
  attack('P11-perms-removed', '/Perms is taken out later', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    perms(certified(2), ''),
  ),
  attack('P11-perms-moved', '/Perms is pointed elsewhere later', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    perms(certified(2), '/Perms << /DocMDP 6 0 R >> '),
  ),
  attack(
    'P11-second-strict',
    'a later seal with P=1, then a form is filled in',
    'FAIL',
    'DOCMDP_VIOLATION',
    () => {
      const pdf = withField();
      return fillAmount(
        secondly(
          { ...pdf, fields: [6, 7], annots: [6, 7] },
          { sigExtra: `/Reference [${reference('/P 1 ')}] ` },
        ),
      );
    },
  ),
  attack('P11-p1-info', 'P=1 and the properties of the file', 'FAIL', 'DOCMDP_VIOLATION', () =>
    appendObjects(certified(1), { 20: '<< /Title (x) >>' }, { trailerExtra: '/Info 20 0 R ' }),
  ),
  attack('P11-p1-dss', 'P=1 and validation data', 'PASS', 'LTA_UPDATE', () =>
    appendObjects(certified(1), {
      20: '<< /Type /DSS /Certs [21 0 R] >>',
      21: streamBody('x'),
      [CATALOG]: catalogBody([6, 7], '/Perms << /DocMDP 8 0 R >> /DSS 20 0 R '),
    }),
  ),

  attack('P12-lock-all', 'a /Lock of All on the field of the seal', 'FAIL', 'FIELDMDP_VIOLATION', () =>
    fillAmount(withField(lock('/Action /All'))),
  ),
  attack('P12-lock-include', 'a /Lock that names the field', 'FAIL', 'FIELDMDP_VIOLATION', () =>
    fillAmount(withField(lock('/Action /Include /Fields [(amount)]'))),
  ),
  attack('P12-lock-other', 'a /Lock that names another field', 'UNSURE', 'FORM_FILLED_AFTER_SIGN', () =>
    fillAmount(withField(lock('/Action /Include /Fields [(other)]'))),
  ),
  attack('P12-exclude-named', 'Exclude names the field', 'UNSURE', 'FORM_FILLED_AFTER_SIGN', () =>
    fillAmount(withField(locking('Exclude', '/Fields [(amount)] '))),
  ),
  attack('P12-parent', 'Include names the parent of the field', 'FAIL', 'FIELDMDP_VIOLATION', () =>
    fillGrouped(grouped(locking('Include', '/Fields [(group)] '))),
  ),
  attack('P12-child', 'Include names the field by its full name', 'FAIL', 'FIELDMDP_VIOLATION', () =>
    fillGrouped(grouped(locking('Include', '/Fields [(group.amount)] '))),
  ),
  attack(
    'P12-prefix',
    'Include names a field with the same beginning',
    'UNSURE',
    'FORM_FILLED_AFTER_SIGN',
    () => fillGrouped(grouped(locking('Include', '/Fields [(gro)] '))),
  ),
  attack('P12-lock-p1', 'a /Lock with P=1', 'FAIL', 'DOCMDP_VIOLATION', () =>
    fillAmount(withField(lock('/Action /Include /Fields [(other)] /P 1'))),
  ),
  attack('P12-lock-broken', 'a /Lock that cannot be understood', 'FAIL', 'PDF_SIG_DICT_MALFORMED', () =>
    withField(lock('/Action /Some /Fields [(amount)]')),
  ),
  attack('P12-lock-edited', 'the /Lock is taken out later', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () => {
    const pdf = withField(lock('/Action /All'));
    return appendObjects(pdf, { 7: (pdf.objects.get(7) ?? '').replace(/\/Lock << .*? >> /, '') });
  }),
  attack('P12-appearance', 'only the look of a locked field changes', 'FAIL', 'FIELDMDP_VIOLATION', () =>
    appendObjects(drawnField(locking('All', '')), { 7: look('9') }),
  ),
  attack(
    'P12-tooltip',
    '/TU of a field is changed',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    changeField('/TU (other)'),
  ),
  attack(
    'P12-length',
    '/MaxLen of a field is changed',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    changeField('/MaxLen 3'),
  ),
  attack('P12-kid-added', 'a field gets another widget', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(grouped({}), {
      6: '<< /T (group) /FT /Tx /Kids [7 0 R 20 0 R] >>',
      20: '<< /Type /Annot /Subtype /Widget /Parent 6 0 R /T (b) /V (9) /Rect [70 690 400 730] /P 3 0 R >>',
    }),
  ),
  attack('P12-kid-removed', 'a field loses its widget', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(grouped({}), { 6: '<< /T (group) /FT /Tx /Kids [] >>' }),
  ),

  attack('P13-same', 'P=2, value and look agree', 'PASS', 'FORM_FILLED_ALLOWED', () =>
    fillDrawn(drawnField(allowsForms), '9', '9'),
  ),
  attack(
    'P13-mismatch',
    'P=2, the value says 9 and the look says 900',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => fillDrawn(drawnField(allowsForms), '9', '900'),
  ),
  attack('P13-look-only', 'P=2, only the look changes', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(drawnField(allowsForms), { 7: look('900') }),
  ),
  attack(
    'P13-shared',
    'P=2, the look of the field is used by the page too',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(drawnField(allowsForms, 'shared'), {
        7: look('9'),
        6: widget('/T (amount) /V (9) /AP << /N 7 0 R >>'),
      }),
  ),
  attack(
    'P13-shared-catalog',
    'P=2, the look of the field hangs on the catalog too',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => {
      const base = basePdf({
        fields: [6],
        annots: [6],
        catalogExtra: '/PieceInfo << /X 7 0 R >> ',
        objects: { 6: widget('/T (amount) /V (1) /AP << /N 7 0 R >>'), 7: look('1') },
      });
      const sealedForm = sealPdf(base, {
        ...allowsForms,
        catalogExtra: `${allowsForms.catalogExtra ?? ''}/PieceInfo << /X 7 0 R >> `,
      });
      return appendObjects(sealedForm, { 7: look('9'), 6: widget('/T (amount) /V (9) /AP << /N 7 0 R >>') });
    },
  ),
  attack(
    'P13-two-keys',
    'metadata that another entry of the catalog names too',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => {
      const entries = '/Metadata 6 0 R /Other 6 0 R ';
      const old = streamBody('<x/>', '/Type /Metadata /Subtype /XML ');
      return appendObjects(sealPdf(basePdf({ catalogExtra: entries, objects: { 6: old } })), {
        6: streamBody('<y/>', '/Type /Metadata /Subtype /XML '),
      });
    },
  ),
  attack(
    'P13-outside',
    'P=2, the look of the field reaches over the page',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(drawnField(allowsForms), {
        6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (9) /AP << /N 20 0 R >> /Rect [0 0 595 842] /P 3 0 R >>',
        20: look('9'),
      }),
  ),
  attack('P13-da', 'the default look of the form is changed', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(withField(), { [CATALOG]: catalogBody([6, 7]).replace('/SigFlags 3', '/SigFlags 3 /Q 2') }),
  ),
  attack('P13-xfa', 'an XFA form is added', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(sealed(), { [CATALOG]: catalogBody([6]).replace('/SigFlags 3', '/SigFlags 3 /XFA (x)') }),
  ),
];

/** Structure that two programs read in two ways: cross-reference data, duplicate keys, polyglots (P18–P21). */
import {
  appendObjects,
  appendStreams,
  basePdf,
  catalogBody,
  CATALOG,
  CONTENT,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type StreamRevision,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, sealed, changedContent, type AttackCase } from './attack-making.ts';

/** Two pages behind a head that calls `first` the first, in a file `off` octets longer than the head says. */
const linearizedHead = (first: number, off: number): TestPdf => {
  const page = pageBody([]).replace('4 0 R', '10 0 R');
  const header = `%PDF-1.7\n9 0 obj\n<< /Linearized 1 /L 0000000000 /O ${first} /N 2 >>\nendobj\n`;
  const pages = '<< /Type /Pages /Kids [3 0 R 8 0 R] /Count 2 >>';
  return sealPdf(basePdf({ header, objects: { 2: pages, 8: page, 10: changedContent } }), {
    finish: (text) => text.replace('/L 0000000000', `/L ${String(text.length + off).padStart(10, '0')}`),
  });
};

export const structureCases: readonly AttackCase[] = [
  {
    id: 'P18-loop',
    what: '/Prev points to itself',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => {
      const pdf = sealed();
      return pdf.text.replace(/\/Prev \d+/, (found) =>
        `/Prev ${pdf.startxref}`
          .padEnd(found.length)
          .slice(0, Math.max(found.length, `/Prev ${pdf.startxref}`.length)),
      );
    },
  },
  {
    id: 'P18-free',
    what: 'an object is freed later',
    level: 'FAIL',
    code: 'DOC_CHANGED_AFTER_SIGN',
    make: () => appendObjects(sealed(), {}, { free: [5] }),
  },
  {
    id: 'P19-page',
    what: 'a key twice in the page',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => sealPdf(basePdf({ objects: { 6: changedContent } }), { pageExtra: '/Contents 6 0 R ' }),
  },
  {
    id: 'P19-escape',
    what: 'a key twice, once escaped',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => sealPdf(basePdf(), { catalogExtra: '/P#61ges 2 0 R ' }),
  },
  {
    id: 'P20-header',
    what: 'bytes before the header',
    level: 'FAIL',
    code: 'STRUCT_AMBIGUOUS',
    make: () => `<html>\n${sealed().text}`,
  },

  // P18 cross-reference data
  attack('P18-prev-two', 'two sections whose /Prev name one another', 'FAIL', 'STRUCT_AMBIGUOUS', () => {
    const pdf = appendObjects(sealed(), { 20: '<< /X 1 >>' });
    const first = /\/Prev (\d+)/.exec(sealed().text)?.[1] ?? '';
    return pdf.text.replace(
      `/Prev ${first}`,
      `/Prev ${String(pdf.startxref).padEnd(first.length)}`.slice(
        0,
        6 + Math.max(first.length, String(pdf.startxref).length),
      ),
    );
  }),
  ...(
    [
      ['huge', '99999999999'],
      ['negative', '-17'],
      ['real', '17.5'],
      ['string', '(17)'],
      ['middle', '40'],
    ] as const
  ).map(([id, value]) =>
    attack(`P18-prev-${id}`, `/Prev is ${value}`, 'FAIL', 'STRUCT_AMBIGUOUS', () => {
      const pdf = sealed();
      const start = pdf.text.length;
      return `${pdf.text}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 20 /Root 1 0 R /Prev ${value} >>\nstartxref\n${start}\n%%EOF\n`;
    }),
  ),
  attack('P18-no-prev', 'an update without /Prev', 'FAIL', 'STRUCT_AMBIGUOUS', () => {
    const pdf = sealed();
    return `${pdf.text}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 20 /Root 1 0 R >>\nstartxref\n${pdf.text.length}\n%%EOF\n`;
  }),
  attack('P18-startxref-two', 'startxref twice at the end', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    sealed().text.replace(/startxref\n(\d+)\n%%EOF\n$/, 'startxref\n40\nstartxref\n$1\n%%EOF\n'),
  ),
  attack(
    'P18-startxref-other',
    'startxref of the sealed revision is repeated behind it',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => {
      const pdf = sealed();
      return `${pdf.text}startxref\n${pdf.startxref}\n%%EOF\n`;
    },
  ),
  attack('P18-size-small', 'an update with a smaller /Size', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    appendObjects(sealed(), { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' }).text.replace(
      /\/Size \d+(?=[^]*$)(?![^]*\/Size)/,
      '/Size 6',
    ),
  ),
  attack('P18-size-huge', '/Size of a thousand million', 'UNSURE', 'RESOURCE_LIMIT', () =>
    appendObjects(sealed(), { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' }).text.replace(
      /\/Size \d+(?![^]*\/Size)/,
      '/Size 1000000000',
    ),
  ),
  attack(
    'P18-generation',
    'the page names another generation of its contents',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => sealPdf(basePdf(), { extra: () => ({ [PAGE]: pageBody([6]).replace('4 0 R', '4 1 R') }) }),
  ),
  attack(
    'P18-generation-later',
    'an update writes the contents with another generation',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(sealed(), { [CONTENT]: changedContent }, { generation: 1 }),
  ),
  attack(
    'P18-reuse',
    'a number that was freed before sealing is used again',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => {
      const base = basePdf({ pageExtra: '/Thumb 6 0 R ', objects: { 6: changedContent } });
      return appendObjects(sealPdf(appendObjects(base, {}, { free: [6] })), { 6: changedContent });
    },
  ),
  attack('P18-inside', 'the contents stand inside another stream', 'FAIL', 'STRUCT_AMBIGUOUS', () => {
    const inner = `4 0 obj\n${changedContent}\nendobj\n`;
    return sealPdf(
      movedRow(basePdf({ pageExtra: '/Thumb 6 0 R ', objects: { 6: streamBody(inner) } }), 4, inner),
    );
  }),
  attack('P18-off', 'the row of the contents is one byte off', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    sealPdf(movedRow(basePdf(), 4, ' 0 obj\n<< /Length')),
  ),
  attack('P18-hybrid-later', 'an update with a hidden table', 'FAIL', 'STRUCT_AMBIGUOUS', () => {
    const pdf = sealed();
    const rows = 'x'.repeat(0) + '\u0001\u0000\u0000\u0000\u0011\u0000\u0000';
    const table = nextNumber(pdf);
    const start = pdf.text.length;
    const stream = `${table} 0 obj\n${streamBody(rows, `/Type /XRef /Size ${table + 1} /W [1 4 2] /Index [4 1] /Root 1 0 R `)}\nendobj\n`;
    const xref = start + stream.length;
    return `${pdf.text}${stream}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size ${table + 1} /Root 1 0 R /Prev ${pdf.startxref} /XRefStm ${start} >>\nstartxref\n${xref}\n%%EOF\n`;
  }),
  attack(
    'P18-hybrid-before',
    'a sealed hybrid file whose contents only the hidden table names',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => sealPdf(hybridPdf(changedContent)),
  ),
  attack('P18-stream-honest', 'an honest file with cross-reference and object streams', 'PASS', null, () =>
    sealPdf(packedPdf()),
  ),
  attack(
    'P18-stream-number',
    'an object stream that calls the contents by another number',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => sealPdf(packedPdf({ editRow: (number, row) => (number === 5 ? [2, 7, 1] : row) })),
  ),
  attack(
    'P18-stream-copy',
    'a later object stream holds another copy of the font',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendStreams(sealPdf(packedPdf()), {
        table: 31,
        packed: { container: 30, bodies: { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>' } },
      }),
  ),
  attack('P18-stream-replaced', 'the object stream itself is replaced', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    appendObjects(sealPdf(packedPdf()), {
      7: streamBody(
        '5 0\n<< /Type /Font /Subtype /Type1 /BaseFont /Courier >> ',
        '/Type /ObjStm /N 1 /First 4 ',
      ),
    }),
  ),
  attack('P18-stream-type', 'a row of an unknown type', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendStreams(sealed(), {
      table: 31,
      changes: { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' },
      editRow: (number, row) => (number === 5 ? [9, 0, 0] : row),
    }),
  ),
  attack(
    'P18-linearized',
    'a first page section without a linearized file around it',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => {
      const pdf = basePdf({ header: '%PDF-1.7\n9 0 obj\n<< /Linearized 1 /L 9999 >>\nendobj\n' });
      const later = appendObjects(pdf, { 4: changedContent });
      return sealPdf({ ...later, text: later.text.replace(/\/Prev \d+(?![^]*\/Prev)/, '/Prev 30') });
    },
  ),

  ...(
    [
      [
        'end',
        'a head that names the second page as the first, of a file that is as long as it says',
        0,
        8,
        'FAIL',
      ],
      ['end-right', 'a head that says the length of the sealed file', 0, PAGE, 'FAIL'],
      ['longer', 'the same in a file that is longer than its head says', -10, 8, 'PASS'],
    ] as const
  ).map(([id, what, off, first, level]) =>
    attack(`P18-linearized-${id}`, what, level, level === 'FAIL' ? 'STRUCT_AMBIGUOUS' : 'PERMIT_ABSENT', () =>
      linearizedHead(first, off),
    ),
  ),

  // P19 duplicate keys
  ...(
    [
      ['tree', '2', '<< /Type /Pages /Kids [3 0 R] /Kids [] /Count 1 >>'],
      ['font', '5', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /BaseFont /Symbol >>'],
      ['contents', '4', streamBody('BT ET', '/Filter [] /Filter /FlateDecode ')],
      ['nested', '5', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /X << /A 1 /A 2 >> >>'],
    ] as const
  ).map(([id, number, body]) =>
    attack(`P19-${id}`, `a key twice in the ${id}`, 'FAIL', 'STRUCT_AMBIGUOUS', () =>
      sealPdf(basePdf({ objects: { [number]: body } })),
    ),
  ),
  // PDFium (Chrome, Edge) takes two octets for white space: `/Contents` with one behind it is that key again, and the last one counts.
  ...(['80', 'ff'] as const).flatMap((octet) => {
    const space = String.fromCharCode(Number.parseInt(octet, 16));
    const other = { 6: changedContent };
    const made: readonly (readonly [string, string, () => TestPdf])[] = [
      [
        'page',
        'the contents of the page',
        () => sealPdf(basePdf({ objects: other }), { pageExtra: `/Contents${space} 6 0 R ` }),
      ],
      [
        'catalog',
        'a script',
        () => sealPdf(basePdf({ catalogExtra: `/OpenAction << /S /JavaScript${space} /JS (1) >> ` })),
      ],
      [
        'value',
        'no value',
        () => sealPdf(basePdf({ objects: other }), { pageExtra: `/Contents${space}null 6 0 R ` }),
      ],
      [
        'tree',
        'a turn of all pages, put in later',
        () => appendObjects(sealed(), { 2: `<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate${space} 90 >>` }),
      ],
      [
        'empty',
        'an empty name, put in later',
        () => appendObjects(sealed(), { 2: `<< /Type /Pages /Kids [3 0 R] /Count 1 /${space}Rotate 90 >>` }),
      ],
      [
        'properties',
        'a property, put in later',
        () => appendObjects(sealed(), { 20: `<< /Title${space} (x) >>` }, { trailerExtra: '/Info 20 0 R ' }),
      ],
    ];
    return made.map(([id, what, make]) =>
      attack(
        `P19-space-${octet}-${id}`,
        `an octet ${octet} that ends a name for some readers: ${what}`,
        'FAIL',
        'STRUCT_AMBIGUOUS',
        make,
      ),
    );
  }),
  attack('P19-space-letters', 'letters of more than one octet that end in such an octet', 'PASS', null, () =>
    sealPdf(
      basePdf({ objects: { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /\xe4\xb8\x80\xe5\x8f\xb7 >>' } }),
    ),
  ),
  attack('P19-field', 'a key twice in the field of the seal', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    sealPdf(basePdf(), { fieldExtra: '/Rect [0 0 595 842] ' }),
  ),
  attack('P19-form', 'a key twice in the form', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    sealPdf(basePdf(), {
      extra: () => ({ [CATALOG]: catalogBody([6]).replace('/SigFlags 3', '/SigFlags 3 /SigFlags 0') }),
    }),
  ),
  attack('P19-contents-escape', '/Contents given twice, once escaped', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    sealPdf(basePdf(), { sigExtra: '/#43ontents <00> ' }),
  ),
  attack('P19-trailer', '/Root twice in the trailer', 'FAIL', 'STRUCT_AMBIGUOUS', () =>
    appendObjects(sealed(), {}, { trailerExtra: '/Root 3 0 R ' }),
  ),

  // P20 two programs read two files
  attack(
    'P20-mark',
    'a byte order mark before the header',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => `\u00ef\u00bb\u00bf${sealed().text}`,
  ),
  attack(
    'P20-space',
    'white space before the header',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => `\n${sealed().text}`,
  ),
  attack('P20-two-headers', 'a second header in a comment', 'PASS', null, () =>
    sealPdf(basePdf({ header: '%PDF-1.7\n%PDF-1.4\n' })),
  ),
  ...(
    [
      [
        'length',
        'the contents say they are shorter than they are',
        (text: string) => text.replace('/Length 44', '/Length 40'),
      ],
      ['endstream', 'endstream is misspelt', (text: string) => text.replace('endstream', 'endstreak')],
      ['endobj', 'endobj is misspelt', (text: string) => text.replace('endobj\n5 0', 'endobk\n5 0')],
      [
        'number',
        'the contents call themselves object 9',
        (text: string) => text.replace('4 0 obj', '9 0 obj'),
      ],
    ] as const
  ).map(([id, what, edit]) =>
    attack(
      `P20-repair-${id}`,
      `${what}: a reader that repairs shows something`,
      'FAIL',
      'STRUCT_AMBIGUOUS',
      () => {
        const base = basePdf({ objects: { 4: streamBody('BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET ') } });
        const text = edit(base.text);
        if (text === base.text || text.length !== base.text.length) throw new Error('nothing changed');
        return sealPdf({ ...base, text });
      },
    ),
  ),
  attack(
    'P20-repair-later',
    'an update of validation data that a repairing reader would take for contents',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => {
      const base = basePdf();
      const broken = { ...base, text: base.text.replace('4 0 obj', '9 0 obj') };
      const hidden = streamBody(`\n4 0 obj\n${changedContent}\nendobj\n`);
      return appendObjects(sealPdf(broken), {
        20: '<< /Type /DSS /Certs [21 0 R] >>',
        21: hidden,
        [CATALOG]: catalogBody([6], '/DSS 20 0 R '),
      });
    },
  ),

  // P21 polyglots
  attack('P21-zip', 'a ZIP archive', 'UNSURE', 'NOT_A_PDF', () =>
    'PK\u0003\u0004rest of an archive, %PDF-1.7 is its comment'.replace('%PDF-1.7', 'this'),
  ),
  attack('P21-html', 'a web page', 'UNSURE', 'NOT_A_PDF', () => '<!doctype html><title>sealed</title>'),
  attack('P21-empty', 'an empty file', 'UNSURE', 'NOT_A_PDF', () => ''),
  attack(
    'P21-ofd-before',
    'an archive before the PDF',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => `PK\u0003\u0004OFD.xml${sealed().text}`,
  ),
  attack(
    'P21-ofd-behind',
    'an archive behind the PDF',
    'FAIL',
    'TRAILING_DATA',
    () => `${sealed().text}${zipEnd(0)}`,
  ),
  attack(
    'P21-ofd-inside',
    'an archive whose comment is the rest of the PDF',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => {
      const make = (rest: number) =>
        sealPdf(
          basePdf({
            objects: { 6: streamBody(`PK\u0003\u0004OFD.xml${zipEnd(rest)}`, '/Type /EmbeddedFile ') },
          }),
        );
      const { text } = make(0);
      return make(text.length - text.indexOf('PK\u0005\u0006') - 22);
    },
  ),
  attack('P21-script', 'a web page in a comment of a sealed PDF', 'PASS', null, () =>
    sealPdf(basePdf({ header: '%PDF-1.7\n%<html><script>alert(1)</script>\n' })),
  ),
];

/** Points the row of an object of a plain file to the place of a text. */
function movedRow(pdf: TestPdf, number: number, marker: string): TestPdf {
  const offset = String(pdf.text.lastIndexOf(marker)).padStart(10, '0');
  return {
    ...pdf,
    text: pdf.text.replace(new RegExp(`\\n${number} 1\\n\\d{10}`), `\n${number} 1\n${offset}`),
  };
}

/** A hybrid file (§7.5.8.4): its contents are free in the table and stand in the hidden stream, unless told otherwise. */
function hybridPdf(contents: string): TestPdf {
  const base = basePdf();
  const start = base.text.length;
  const object = `4 0 obj\n${contents}\nendobj\n`;
  const at = start + object.length;
  const row = String.fromCharCode(1, 0, 0, start >> 8, start & 255, 0, 0);
  const stream = `9 0 obj\n${streamBody(row, '/Type /XRef /Size 10 /W [1 4 2] /Index [4 1] /Root 1 0 R ')}\nendobj\n`;
  const xref = at + stream.length;
  const text = `${base.text}${object}${stream}xref\n4 1\n0000000000 00001 f \ntrailer\n<< /Size 10 /Root 1 0 R /Prev ${base.startxref} /XRefStm ${at} >>\nstartxref\n${xref}\n%%EOF\n`;
  return { ...base, text, startxref: xref, objects: new Map([...base.objects, [9, '']]) };
}

/** The base file with its font in an object stream (object 7) and a cross-reference stream (object 8). */
function packedPdf(more: Partial<StreamRevision> = {}): TestPdf {
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  return appendStreams(basePdf({ objects: { 5: '<< >>' } }), {
    table: 8,
    packed: { container: 7, bodies: { 5: font, 6: '<< /Spare 1 >>' } },
    ...more,
  });
}

/** An end of central directory record with a comment of `rest` bytes. */
function zipEnd(rest: number): string {
  return `PK\u0005\u0006${'\u0000'.repeat(16)}${String.fromCharCode(rest & 255, rest >> 8)}`;
}

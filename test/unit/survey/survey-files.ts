/** One small contract for each way to run, hide, carry or change something, and some that only look like it. */
import { deflateSync } from 'node:zlib';
import type { ContentKind } from '../../../src-main/pdf/survey/content-kinds.ts';
import { basePdf, streamBody, type TestPdf } from '../../attacks/test-pdf.ts';

export interface SurveyFile {
  readonly what: string;
  /** What the survey must say; nothing besides. */
  readonly kinds: readonly ContentKind[];
  readonly make: () => TestPdf;
}

/** A Type 3 font brings its glyphs along: a base file that nothing is to be said of. */
const glyphs = {
  5: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << /one 60 0 R >> /Encoding << /Differences [49 /one] >> /FirstChar 49 /LastChar 49 /Widths [9] >>',
  60: streamBody('9 0 d0 0 0 9 9 re f'),
};
const loose =
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [62 0 R] >>';
const cid =
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>';
const words = 'BT /F9 9 Tf 9 9 Td <4E00> Tj ET';
const form = (data: string, extra = '') =>
  streamBody(data, `/Type /XObject /Subtype /Form /BBox [0 0 99 99] ${extra}`);
const fontOf = '/Resources << /Font << /F9 61 0 R >> >> ';

interface Parts {
  readonly catalog?: string;
  readonly page?: string;
  readonly objects?: Readonly<Record<number, string>>;
  readonly annots?: readonly number[];
  readonly resources?: string;
  readonly contents?: string;
}

function contract({
  catalog = '',
  page = '',
  objects = {},
  annots = [],
  resources = '',
  contents,
}: Parts): TestPdf {
  const fontExtra = contents === undefined ? {} : { 4: streamBody(contents) };
  return basePdf({
    catalogExtra: catalog,
    pageExtra: page,
    annots,
    resources: `/Properties << /Declared 61 0 R >> ${resources}`,
    objects: { ...glyphs, 61: loose, 62: cid, ...fontExtra, ...objects },
  });
}

const file = (what: string, kinds: SurveyFile['kinds'], parts: Parts): SurveyFile => ({
  what,
  kinds,
  make: () => contract(parts),
});

/** A JPEG of 32 × 16 whose pixels nobody needs (T.81 Annex B). */
const jpeg = Buffer.from('ffd8ffc0000b080010002001011100ffda00080101003f000123ffd9', 'hex').toString(
  'latin1',
);
const picture = (width: number, height: number) =>
  `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceGray `;
/** So many megabytes of spaces. */
const blank = (megabytes: number) => deflateSync(Buffer.alloc(megabytes << 20, ' ')).toString('latin1');

const stamp = (entries: string) => `<< /Type /Annot /Subtype /Stamp /Rect [9 9 99 99] ${entries} >>`;
const look = { 71: form('0 0 9 9 re f'), 72: form('0 0 8 8 re f') };
const annotation = (what: string, kinds: SurveyFile['kinds'], entries: string): SurveyFile =>
  file(what, kinds, { annots: [70], objects: { 70: stamp(entries), ...look } });
const action = (what: string, kinds: SurveyFile['kinds'], dict: string): SurveyFile[] => [
  file(`${what} on opening`, kinds, { catalog: `/OpenAction ${dict} ` }),
  file(`${what} behind /Next`, kinds, {
    catalog: `/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /Named /N /LastPage /Next ${dict} >>] >> `,
  }),
  file(`${what} in a bookmark`, kinds, {
    catalog: '/Outlines 70 0 R ',
    objects: { 70: '<< /First 71 0 R /Last 71 0 R >>', 71: `<< /Title (x) /Parent 70 0 R /A ${dict} >>` },
  }),
  file(`${what} in a link`, kinds, {
    annots: [70],
    objects: { 70: `<< /Type /Annot /Subtype /Link /Rect [9 9 99 99] /A ${dict} >>` },
  }),
];
const layer = (usage: string, configuration = '') => ({
  catalog: `/OCProperties << /OCGs [70 0 R] /D << ${configuration} >> >> `,
  page: '/Group << /S /Transparency /OC 70 0 R >> ',
  objects: { 70: `<< /Type /OCG /Name (x) /Usage << ${usage} >> >>` },
});

export const surveyFiles: readonly SurveyFile[] = [
  file('nothing', [], {}),
  file('a font that is declared and not used', [], {
    contents: '0 0 9 9 re f',
    objects: { 5: loose, 60: 'null' },
  }),
  ...action('a script', ['javascript'], '<< /S /JavaScript /JS (1) >>'),
  ...action('Launch', ['automatic-action'], '<< /S /Launch /F (x.exe) >>'),
  ...action('SubmitForm', ['automatic-action'], '<< /S /SubmitForm /F (https://example.cn) >>'),
  ...action('ImportData', ['automatic-action'], '<< /S /ImportData /F (x.fdf) >>'),
  ...action('Hide', ['automatic-action'], '<< /S /Hide /T (amount) >>'),
  ...action('an action of no standard', ['automatic-action'], '<< /Type /Action /S /Vanish >>'),
  ...action('URI', ['outside-links'], '<< /S /URI /URI (https://example.cn) >>'),
  ...action('GoToR', ['outside-links'], '<< /S /GoToR /F (x.pdf) /D [0 /Fit] >>'),
  ...action('GoToE', ['outside-links'], '<< /S /GoToE /T << /R /C /N (x) >> /D [0 /Fit] >>'),
  ...action('a rendition', ['rich-media'], '<< /S /Rendition /OP 0 >>'),
  ...action('going to a page', [], '<< /S /GoTo /D [3 0 R /Fit] >>'),
  file('an action of the page', ['automatic-action'], { page: '/AA << /O << /S /Named /N /Print >> >> ' }),
  file('a script of a field that is no widget', ['automatic-action', 'javascript'], {
    catalog: '/AcroForm << /Fields [70 0 R] >> ',
    objects: { 70: '<< /T (sum) /FT /Tx /AA << /C << /S /JavaScript /JS (1) >> >> >>' },
  }),
  file('scripts by name', ['javascript'], {
    catalog: '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >> ',
  }),
  file('a file by name', ['embedded-files'], {
    catalog: '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) >>] >> >> ',
  }),
  file('a file of the page', ['embedded-files'], {
    page: '/AF [<< /Type /Filespec /F (a) /EF << /F 70 0 R >> >>] ',
    objects: { 70: streamBody('x', '/Type /EmbeddedFile ') },
  }),
  file('a file of the catalog', ['embedded-files'], { catalog: '/AF [<< /Type /Filespec /F (a) >>] ' }),
  file('a file on the page', ['embedded-files'], {
    annots: [70],
    objects: { 70: '<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 99 99] /F 4 >>' },
  }),
  file('media', ['rich-media'], {
    annots: [70],
    objects: { 70: '<< /Type /Annot /Subtype /RichMedia /Rect [9 9 99 99] /F 4 >>' },
  }),
  file('a layer that is off', ['hidden-layers'], layer('', '/OFF [70 0 R]')),
  file(
    'a layer that is not printed',
    ['hidden-layers'],
    layer('/Print << /PrintState /OFF >> /View << /ViewState /ON >>'),
  ),
  file(
    'a layer that is printed only',
    ['hidden-layers'],
    layer('/Print << /PrintState /ON >> /View << /ViewState /OFF >>'),
  ),
  file('a layer that is not exported', ['hidden-layers'], layer('/Export << /ExportState /OFF >>')),
  file(
    'layers that follow their usage',
    ['hidden-layers'],
    layer('/Zoom << /min 2 >>', '/AS [<< /Event /View /OCGs [70 0 R] /Category [/Zoom] >>]'),
  ),
  file('a layer that is simply shown', [], layer('/Print << /PrintState /ON >>')),
  annotation('a hidden annotation', ['hidden-annotations'], '/F 2 /AP << /N 71 0 R >> /Other 72 0 R'),
  annotation(
    'an annotation for paper only',
    ['hidden-annotations'],
    '/F 36 /AP << /N 71 0 R >> /Other 72 0 R',
  ),
  annotation(
    'an annotation for the screen only',
    ['hidden-annotations'],
    '/F 0 /AP << /N 71 0 R >> /Other 72 0 R',
  ),
  annotation('an annotation that is shown', [], '/F 4 /AP << /N 71 0 R >> /Other 72 0 R'),
  annotation('another look under the mouse', ['other-looks'], '/F 4 /AP << /N 71 0 R /R 72 0 R >>'),
  annotation('another look while pressed', ['other-looks'], '/F 4 /AP << /N 71 0 R /D 72 0 R >>'),
  annotation('the same look everywhere', [], '/F 4 /AP << /N 71 0 R /R 71 0 R /D 71 0 R >> /Other 72 0 R'),
  file('a picture for printers', ['other-looks'], {
    resources: '/XObject << /X 70 0 R >>',
    objects: {
      70: streamBody(
        'x',
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Alternates [<< /Image 71 0 R /DefaultForPrinting true >>] ',
      ),
      71: streamBody(
        'y',
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray ',
      ),
    },
  }),
  ...(
    [
      ['contents', '/F << /Type /Filespec /F (other.txt) >> '],
      ['contents at an address', '/F << /FS /URL /F (https://example.cn/x) >> '],
    ] as const
  ).map(([what, entries]) =>
    file(`${what} in another file`, ['outside-content'], { objects: { 4: streamBody('', entries) } }),
  ),
  file('a picture in another file', ['outside-content'], {
    resources: '/XObject << /X 70 0 R >>',
    objects: {
      70: streamBody(
        '',
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /F (x.jpg) ',
      ),
    },
  }),
  file('a page of another file', ['outside-content'], {
    resources: '/XObject << /X 70 0 R >>',
    contents: '/X Do',
    objects: { 70: form('', '/Ref << /F (other.pdf) /Page 0 >> ') },
  }),
  file('a picture of an OPI server', ['outside-content'], {
    resources: '/XObject << /X 70 0 R >>',
    objects: { 70: form('', '/OPI << /2.0 << /Type /OPI /F (x.tif) >> >> ') },
  }),
  file('an XFA form', ['xfa'], { catalog: '/AcroForm << /Fields [] /XFA (x) >> ' }),
  file('fields that the reader draws', ['need-appearances'], {
    catalog: '/AcroForm << /Fields [] /NeedAppearances true >> ',
  }),
  file('a picture that breaks off', ['ambiguous-content'], {
    resources: '/XObject << /X 70 0 R >>',
    contents: '/X Do',
    objects: { 70: streamBody(jpeg.slice(0, -2), `${picture(32, 16)}/Filter /DCTDecode `) },
  }),
  file('a picture of another size than it says', ['ambiguous-content'], {
    resources: '/XObject << /X 70 0 R >>',
    contents: '/X Do',
    objects: { 70: streamBody(jpeg, `${picture(64, 16)}/Filter /DCTDecode `) },
  }),
  file('a whole picture', [], {
    resources: '/XObject << /X 70 0 R >>',
    contents: '/X Do',
    objects: { 70: streamBody(jpeg, `${picture(32, 16)}/Filter /DCTDecode `) },
  }),
  file('a whole picture under two filters', [], {
    resources: '/XObject << /X 70 0 R >>',
    contents: '/X Do',
    objects: {
      70: streamBody(
        deflateSync(Buffer.from(jpeg, 'latin1')).toString('latin1'),
        `${picture(32, 16)}/Filter [/FlateDecode /DCTDecode] `,
      ),
    },
  }),
  file('more pictures than are looked through', ['pictures-not-checked'], {
    resources: '/XObject << /X 70 0 R >>',
    contents: '/X Do',
    objects: { 70: streamBody(blank(65), `${picture(8192, 8320)}/Filter /FlateDecode `) },
  }),
  file('more contents than are looked through', ['contents-not-checked'], {
    page: '/Other 71 0 R ',
    resources: '/XObject << /X 70 0 R >>',
    objects: {
      4: '[71 0 R 72 0 R]',
      70: form('0 0 9 9 re f'),
      71: streamBody(blank(49), '/Filter /FlateDecode '),
      72: streamBody('/X Do'),
    },
  }),
  file('contents that readers draw in two ways', ['ambiguous-content'], {
    contents: 'q Q Q BT /F1 9 Tf (1) Tj ET',
  }),
  file('a fault in contents behind which nothing is drawn', ['malformed-content'], {
    contents: 'BT /F1 9 Tf (1) Tj ET 1 w w',
  }),
  file('text that is not drawn', ['hidden-text'], {
    contents: 'BT 3 Tr /F1 9 Tf (1) Tj ET',
    objects: { 5: loose, 60: 'null' },
  }),
  file('glyphs that are not drawn and that one reader draws', ['ambiguous-content', 'hidden-text'], {
    contents: 'BT 3 Tr /F1 9 Tf (1) Tj ET',
  }),
  file('text that only clips', ['hidden-text'], { contents: 'q BT 7 Tr /F1 9 Tf [(1)] TJ ET Q' }),
  file('a mode that is taken back', [], { contents: 'q 3 Tr Q BT /F1 9 Tf (1) Tj ET' }),
  file('a font of the page', ['fonts-not-embedded'], {
    contents: 'BT /F1 9 Tf <4E00> Tj ET',
    objects: { 5: loose, 60: 'null' },
  }),
  file('a font that is chosen, and nothing written', [], {
    contents: 'BT /F1 9 Tf () Tj ET',
    objects: { 5: loose, 60: 'null' },
  }),
  file('a font in a form', ['fonts-not-embedded'], {
    contents: '/X Do',
    resources: '/XObject << /X 70 0 R >>',
    objects: { 70: form(words, fontOf) },
  }),
  file('a font in a form that nobody draws', [], {
    resources: '/XObject << /X 70 0 R >>',
    objects: { 70: form(words, fontOf) },
  }),
  file('a font in a form in a form', ['fonts-not-embedded'], {
    contents: '/X Do',
    resources: '/XObject << /X 70 0 R >>',
    objects: { 70: form('/Y Do', '/Resources << /XObject << /Y 71 0 R >> >> '), 71: form(words, fontOf) },
  }),
  file('a font in an annotation', ['fonts-not-embedded'], {
    annots: [70],
    objects: { 70: stamp('/F 4 /AP << /N 71 0 R >>'), 71: form(words, fontOf) },
  }),
  file('a font in one state of a field', ['fonts-not-embedded'], {
    annots: [70],
    objects: {
      70: stamp('/F 4 /AS /On /AP << /N << /On 71 0 R /Off 72 0 R >> >>'),
      71: form(words, fontOf),
      72: form(''),
    },
  }),
  file('a font in a pattern', ['fonts-not-embedded'], {
    contents: '/Pattern cs /P scn 0 0 99 99 re f',
    resources: '/Pattern << /P 70 0 R >>',
    objects: {
      70: streamBody(
        words,
        `/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 ${fontOf}`,
      ),
    },
  }),
  file('a font in a Type 3 glyph', ['fonts-not-embedded'], {
    contents: 'BT /F1 9 Tf (1) Tj ET',
    objects: { 5: glyphs[5].replace('/FontBBox', `${fontOf}/FontBBox`), 60: streamBody(`9 0 d0 ${words}`) },
  }),
  file('a font of a graphics state', ['fonts-not-embedded'], {
    contents: '/G gs BT (1) Tj ET',
    resources: '/ExtGState << /G << /Font [61 0 R 9] >> >>',
  }),
  file('page contents that nothing leads to', ['unused-content'], {
    objects: { 70: streamBody('0 0 9 9 re f') },
  }),
];

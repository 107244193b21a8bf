/** Objects that are not what they call themselves, and copies that are not the same (P32): who drafted the file prepares what a later update exchanges. */
import {
  appendObjects,
  basePdf,
  CATALOG,
  PAGE,
  sealPdf,
  streamBody,
  type BaseOptions,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

const OBJECT = 20;
const font = (entries: string, base = 'Helvetica'): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${base} ${entries}>>`;
const words = 'BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET';
const picture = (entries: string): string =>
  streamBody('\x00', `/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 ${entries}`);
const withPicture = (entries: string): BaseOptions => ({
  resources: '/XObject << /I 21 0 R >>',
  objects: { 4: streamBody(`${words} q 100 0 0 40 100 690 cm /I Do Q`), 21: picture(entries) },
});

interface Exchange {
  readonly id: string;
  readonly what: string;
  readonly old: string;
  readonly now: string;
  readonly base?: BaseOptions;
  readonly number?: number;
  readonly more?: Readonly<Record<number, string>>;
}
/** Sealed with `old`, then an update writes `now` under the same number. */
const exchange = ({ id, what, old, now, base = {}, number = OBJECT, more = {} }: Exchange): AttackCase =>
  attack(`P32-${id}`, what, 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () => {
    const file = sealPdf(basePdf({ ...base, objects: { ...base.objects, [number]: old } }));
    return appendObjects(file, { [number]: now, ...more });
  });

const tree = '/Kids [] /Count 0 ';
const shown = '/AP << /N 21 0 R >> ';
const mark = (flags: number, extra = ''): string =>
  `<< /Type /Annot /Subtype /Watermark /Rect [72 500 272 600] /F ${flags} ${shown}${extra}>>`;
const annotated: BaseOptions = {
  annots: [OBJECT],
  objects: { 21: streamBody('0 0 200 100 re f', '/Type /XObject /Subtype /Form /BBox [0 0 200 100] ') },
};
const state: BaseOptions = {
  resources: '/ExtGState << /G 20 0 R >>',
  objects: { 4: streamBody(`${words} /G gs BT /F1 24 Tf 72 600 Td (and 900 more) Tj ET`) },
};

/** With /Kids and /Count it looks like a node of the page tree, whose private entries mean nothing. */
const nodes: readonly AttackCase[] = [
  exchange({
    id: 'tree-font',
    what: 'a font with /Kids and /Count gets another /BaseFont',
    number: 5,
    old: font(tree),
    now: font(tree, 'ZapfDingbats'),
  }),
  exchange({
    id: 'tree-encoding',
    what: 'a font with /Kids and /Count gets another /Encoding',
    number: 5,
    old: font(`/Encoding /WinAnsiEncoding ${tree}`),
    now: font(`/Encoding /MacRomanEncoding ${tree}`),
  }),
  exchange({
    id: 'tree-widths',
    what: 'a font with /Kids and /Count gets another /FirstChar',
    number: 5,
    base: { objects: { 21: '[600 600 600 600 600 600]' } },
    old: font(`/FirstChar 48 /LastChar 53 /Widths 21 0 R ${tree}`),
    now: font(`/FirstChar 44 /LastChar 53 /Widths 21 0 R ${tree}`),
  }),
  exchange({
    id: 'tree-state',
    what: 'a graphics state with /Kids and /Count shows hidden words',
    base: state,
    old: `<< /ca 0.0 ${tree}>>`,
    now: `<< /ca 1 ${tree}>>`,
  }),
  exchange({
    id: 'tree-blend',
    what: 'a graphics state with /Kids and /Count gets another blend mode',
    base: state,
    old: `<< /BM /Normal ${tree}>>`,
    now: `<< /BM /Difference ${tree}>>`,
  }),
  exchange({
    id: 'tree-annotation',
    what: 'a hidden annotation with /Kids and /Count is shown',
    base: annotated,
    old: mark(2, tree),
    now: mark(4, tree),
  }),
  exchange({
    id: 'tree-structure',
    what: 'an element of the structure with /Kids and /Count says another text',
    base: {
      catalogExtra: '/StructTreeRoot << /Type /StructTreeRoot /K 20 0 R >> /MarkInfo << /Marked true >> ',
    },
    old: `<< /S /P /Subtype /X /ActualText (100) ${tree}>>`,
    now: `<< /S /P /Subtype /X /ActualText (900) ${tree}>>`,
  }),
];
const namedKids = attack(
  'P32-tree-named-kids',
  'a graphics state that its list calls /Kids shows hidden words',
  'FAIL',
  'DOC_CHANGED_AFTER_SIGN',
  () => {
    const base = basePdf({
      resources: '/ExtGState 21 0 R',
      objects: {
        [OBJECT]: `<< /ca 0.0 ${tree}>>`,
        21: '<< /Kids 20 0 R >>',
        4: streamBody(`${words} /Kids gs BT /F1 24 Tf 72 600 Td (and 900 more) Tj ET`),
      },
    });
    return appendObjects(sealPdf(base), { [OBJECT]: `<< /ca 1 ${tree}>>` });
  },
);

/** A form that calls itself a cross-reference stream: what it leads to hangs on validation data too, which may be exchanged. */
const streams: readonly AttackCase[] = (['DSS', 'Extensions'] as const).flatMap((entry) =>
  (['form', 'picture'] as const).map((kind) =>
    attack(
      `P32-table-${kind}-${entry.toLowerCase()}`,
      `a ${kind} calls itself a cross-reference stream; what it is drawn with hangs on /${entry} too and is exchanged`,
      'FAIL',
      'DOC_CHANGED_AFTER_SIGN',
      () => {
        const old = kind === 'form' ? '<< /Font << /F1 5 0 R >> >>' : '[/Indexed /DeviceRGB 0 <FFFFFF>]';
        const now = kind === 'form' ? '<< /Font << /F1 30 0 R >> >>' : '[/Indexed /DeviceRGB 0 <000000>]';
        const drawn =
          kind === 'form'
            ? streamBody(
                'BT /F1 24 Tf 0 0 Td (100) Tj ET',
                '/Type /XRef /Subtype /Form /BBox [0 0 200 50] /Resources 20 0 R ',
              )
            : picture('/ColorSpace 20 0 R ').replace('/Type /XObject', '/Type /XRef');
        const file = sealPdf(
          basePdf({
            catalogExtra: `/${entry} ${kind === 'form' ? '20 0 R' : '<< /X 20 0 R >>'} `,
            resources: '/XObject << /X 21 0 R >>',
            objects: { 4: streamBody('q 100 0 0 40 72 700 cm /X Do Q'), [OBJECT]: old, 21: drawn },
          }),
        );
        return appendObjects(file, { [OBJECT]: now, 30: font('', 'ZapfDingbats') });
      },
    ),
  ),
);

const layer = '<< /Type /OCG /Name (x) >>';
const layered = (): TestPdf =>
  sealPdf(
    basePdf({
      catalogExtra: '/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >> ',
      resources: '/Properties << /L 20 0 R >>',
      objects: {
        4: streamBody(
          'BT /F1 24 Tf 72 700 Td (Pay 100) Tj ET /OC /L BDC BT /F1 24 Tf 172 700 Td (0000) Tj ET EMC',
        ),
        [OBJECT]: layer,
      },
    }),
  );
const relayered = (id: string, what: string, number: number, to: string): AttackCase =>
  attack(`P32-layer-${id}`, what, 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () => {
    const file = layered();
    const now = (file.objects.get(number) ?? '').replaceAll('20 0 R', to);
    return appendObjects(file, { 40: layer, [number]: now });
  });
/** A layer is off by its number. */
const layers: readonly AttackCase[] = [
  relayered('copy', 'hidden words are put into an equal layer under another number', PAGE, '40 0 R'),
  relayered('direct', 'hidden words are put into an equal layer that stands in the page', PAGE, layer),
  relayered('config', 'the list of layers names an equal one under another number', CATALOG, '40 0 R'),
];

const chineseWidths = (w: string): string =>
  `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /W ${w} >>`;
const chinese: BaseOptions = {
  objects: {
    4: streamBody('BT /F1 24 Tf 72 700 Td <00310030003000300031> Tj ET'),
    5: '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [20 0 R] >>',
  },
};
const differences = (point: string): string =>
  font(`/Encoding << /Type /Encoding /Differences [49${point} /nine 50${point} /two 51${point} /three] >> `);
/** Some readers refuse 65.0 where a whole number is asked for, and draw something else. */
const reals: readonly AttackCase[] = [
  exchange({
    id: 'real-differences',
    what: 'codes of an encoding are written with a point',
    number: 5,
    old: differences(''),
    now: differences('.0'),
  }),
  exchange({
    id: 'real-indexed',
    what: 'the number of colours is written with a point',
    base: withPicture('/ColorSpace 20 0 R '),
    old: '[/Indexed /DeviceRGB 0 <FFFFFF>]',
    now: '[/Indexed /DeviceRGB 0.0 <FFFFFF>]',
  }),
  exchange({
    id: 'real-mask',
    what: 'the colours that are left out are written with a point',
    base: withPicture('/ColorSpace /DeviceCMYK /Mask 20 0 R '),
    old: '[0 1 0 1 0 1 0 1]',
    now: '[0.0 1.0 0.0 1.0 0.0 1.0 0.0 1.0]',
  }),
  exchange({
    id: 'real-widths',
    what: 'glyph numbers of a list of widths are written with a point',
    base: chinese,
    old: chineseWidths('[1 95 500 817 917 500]'),
    now: chineseWidths('[1.0 95.0 500 817.0 917.0 500]'),
  }),
];

export const disguiseCases: readonly AttackCase[] = [...nodes, namedKids, ...streams, ...layers, ...reals];

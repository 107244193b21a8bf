/**
 * Containers beside the pages (P33): portfolios, XFA, media, thumbnails, private data, requirements, names. Each in the sealed file, and put
 * in afterwards, without a certification and under those that permit forms and comments. What the sealing desk says of each is told too.
 */
import {
  appendObjects,
  basePdf,
  CATALOG,
  catalogBody,
  nextNumber,
  PAGE,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import type { AttackCase } from './attack-making.ts';

/** What the desk does before a seal: nothing to say, the name of a warning, or the code of a refusal. */
type BeforeSealing = 'nothing' | `warns: ${string}` | `refuses: ${string}`;

interface Carrier {
  readonly id: string;
  readonly what: string;
  /** Entries of the catalog, of the page, or an annotation; object 50 and on are its own. */
  readonly catalog?: string;
  readonly page?: string;
  readonly annotation?: string;
  /** Entries of the resources of the page. */
  readonly resources?: string;
  readonly objects?: Readonly<Record<number, string>>;
  readonly desk: BeforeSealing;
  /** Level and code when it was there before the seal; green with this note otherwise. */
  readonly before: readonly ['PASS' | 'UNSURE', VerdictCode | null];
  /** When it comes later under P=3, which permits annotations; everything else is red. */
  readonly commented?: readonly ['PASS' | 'UNSURE', VerdictCode];
}

const embedded = {
  50: '<< /Type /Filespec /F (other.pdf) /EF << /F 51 0 R >> >>',
  51: streamBody('%PDF-1.7', '/Type /EmbeddedFile '),
};
const picture = (entries: string): string =>
  streamBody(
    '\x00',
    `/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray ${entries}`,
  );
const xfa = streamBody(
  '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"/></xdp:xdp>',
);
const annotated = (subtype: string, entries: string): string =>
  `<< /Type /Annot /Subtype /${subtype} /Rect [300 300 400 400] /F 4 /P 3 0 R /AP << /N 52 0 R >> ${entries}>>`;
const look = {
  52: streamBody('1 0 0 RG 0 0 100 100 re S', '/Type /XObject /Subtype /Form /BBox [0 0 100 100] '),
};

export const carriers: readonly Carrier[] = [
  {
    id: 'portfolio',
    what: 'a portfolio that opens another file',
    catalog:
      '/Collection << /Type /Collection /View /D /D (other.pdf) >> /Names << /EmbeddedFiles << /Names [(other.pdf) 50 0 R] >> >> ',
    objects: embedded,
    desk: 'warns: embedded-files',
    before: ['PASS', 'EMBEDDED_FILES'],
  },
  {
    id: 'opened',
    what: 'an embedded file that an action opens',
    catalog:
      '/OpenAction << /S /GoToE /D [0 /Fit] /T << /R /C /N (other.pdf) >> >> /Names << /EmbeddedFiles << /Names [(other.pdf) 50 0 R] >> >> ',
    objects: embedded,
    desk: 'warns: embedded-files',
    before: ['PASS', 'EMBEDDED_FILES'],
  },
  {
    id: 'rich-media',
    what: 'rich media that play at once',
    annotation: annotated(
      'RichMedia',
      '/RichMediaSettings << /Activation << /Condition /PO >> >> /RichMediaContent << /Assets << /Names [(x) 50 0 R] >> >> ',
    ),
    objects: { ...embedded, ...look },
    desk: 'warns: rich-media',
    before: ['PASS', 'ACTIVE_CONTENT'],
    commented: ['UNSURE', 'ANNOT_OVER_CONTENT'],
  },
  {
    id: 'three-d',
    what: 'a 3D model',
    annotation: annotated('3D', '/3DD 50 0 R /3DA << /A /PO >> '),
    objects: { 50: streamBody('U3D', '/Type /3D /Subtype /U3D '), ...look },
    desk: 'warns: rich-media',
    before: ['PASS', 'ACTIVE_CONTENT'],
    commented: ['UNSURE', 'ANNOT_OVER_CONTENT'],
  },
  {
    id: 'screen',
    what: 'a screen for media',
    annotation: annotated('Screen', '/A << /S /Rendition /OP 0 /R << /S /MR >> >> '),
    objects: look,
    desk: 'warns: rich-media',
    before: ['PASS', 'ACTIVE_CONTENT'],
    commented: ['UNSURE', 'ANNOT_OVER_CONTENT'],
  },
  {
    id: 'movie',
    what: 'a movie',
    annotation: annotated('Movie', '/Movie << /F (x.mov) /Poster true >> '),
    objects: look,
    desk: 'warns: rich-media',
    before: ['PASS', 'ACTIVE_CONTENT'],
    commented: ['UNSURE', 'ANNOT_OVER_CONTENT'],
  },
  {
    id: 'requirements',
    what: 'requirements that a reader has to meet, with a script where it does not',
    catalog: '/Requirements [<< /S /EnableJavaScripts /RH << /S /JS /Script (x) >> >>] ',
    desk: 'warns: javascript',
    before: ['PASS', 'ACTIVE_CONTENT'],
  },
  {
    id: 'thumbnail',
    what: 'a thumbnail that shows another page',
    page: '/Thumb 50 0 R ',
    objects: { 50: picture('') },
    desk: 'nothing',
    before: ['PASS', null],
  },
  {
    id: 'private',
    what: 'private data of a program that is edited again from them',
    page: '/PieceInfo << /Illustrator << /LastModified (D:20260101) /Private << /AIData 50 0 R >> >> >> /LastModified (D:20260101) ',
    objects: { 50: streamBody('%!PS') },
    desk: 'nothing',
    before: ['PASS', null],
  },
  {
    id: 'viewer',
    what: 'preferences of the viewer that hide its bars and turn the reading order',
    catalog:
      '/ViewerPreferences << /HideToolbar true /HideMenubar true /Direction /R2L >> /PageMode /FullScreen ',
    desk: 'nothing',
    before: ['PASS', null],
  },
  {
    id: 'script-names',
    what: 'scripts by name',
    catalog: '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >> ',
    desk: 'warns: javascript',
    before: ['PASS', 'ACTIVE_CONTENT'],
  },
  {
    id: 'page-script',
    what: 'a script when the page is opened',
    page: '/AA << /O << /S /JavaScript /JS (1) >> >> ',
    desk: 'warns: javascript',
    before: ['PASS', 'ACTIVE_CONTENT'],
  },
  {
    id: 'layers-by-use',
    what: 'layers that look otherwise on paper by an event',
    catalog:
      '/OCProperties << /OCGs [50 0 R] /D << /ON [50 0 R] /AS [<< /Event /Print /Category [/Print] /OCGs [50 0 R] >>] >> >> ',
    objects: { 50: '<< /Type /OCG /Name (x) /Usage << /Print << /PrintState /OFF >> >> >>' },
    desk: 'warns: hidden-layers',
    before: ['PASS', 'HIDDEN_LAYERS'],
  },
  {
    id: 'alternate',
    what: 'another picture for paper',
    resources: '/XObject << /I 50 0 R >>',
    objects: { 50: picture('/Alternates [<< /Image 51 0 R /DefaultForPrinting true >>] '), 51: picture('') },
    desk: 'warns: other-looks',
    before: ['PASS', 'LOOKS_MAY_DIFFER'],
  },
  {
    id: 'opi',
    what: 'a picture that a server puts in',
    resources: '/XObject << /I 50 0 R >>',
    objects: { 50: picture('/OPI << /2.0 << /Type /OPI /Version 2.0 /F (x.tif) >> >> ') },
    desk: 'refuses: pdf-outside-content',
    before: ['UNSURE', 'CONTENT_OUTSIDE_FILE'],
  },
  {
    id: 'xfa-static',
    what: 'an XFA form over fields',
    catalog: '/AcroForm << /SigFlags 3 /Fields [] /XFA 50 0 R >> ',
    objects: { 50: xfa },
    desk: 'refuses: pdf-xfa',
    before: ['UNSURE', 'XFA_FORM'],
  },
  {
    id: 'xfa-dynamic',
    what: 'an XFA form that is drawn in place of the pages',
    catalog:
      '/NeedsRendering true /AcroForm << /SigFlags 3 /Fields [] /XFA [(template) 50 0 R (datasets) 50 0 R] >> ',
    objects: { 50: xfa },
    desk: 'refuses: pdf-xfa',
    before: ['UNSURE', 'XFA_FORM'],
  },
  {
    id: 'link-look',
    what: 'a link with a look of its own that is not printed',
    annotation:
      '<< /Type /Annot /Subtype /Link /Rect [300 300 400 400] /F 0 /P 3 0 R /Dest [3 0 R /Fit] /AP << /N 52 0 R >> >>',
    objects: look,
    desk: 'warns: hidden-annotations',
    before: ['PASS', 'SHADOW_LATENT'],
    commented: ['UNSURE', 'ANNOT_OVER_CONTENT'],
  },
  {
    id: 'popup-look',
    what: 'the window of a note with a look of its own',
    annotation: '<< /Type /Annot /Subtype /Popup /Rect [300 300 400 400] /F 0 /AP << /N 52 0 R >> >>',
    objects: look,
    desk: 'warns: other-looks',
    before: ['PASS', 'LOOKS_MAY_DIFFER'],
    commented: ['PASS', 'ANNOT_ADDED_ALLOWED'],
  },
];

/** The file with it, before any seal. */
export function carrying({ catalog = '', page = '', annotation, resources, objects }: Carrier): TestPdf {
  const annots = annotation === undefined ? [] : [49];
  return basePdf({
    catalogExtra: catalog,
    pageExtra: page,
    annots,
    ...(resources === undefined ? {} : { resources }),
    objects: { ...objects, ...(annotation === undefined ? {} : { 49: annotation }) },
  });
}

/** Entries that the last one of a dictionary takes from the usual ones: no key may stand twice. */
function merged(body: string, extra: string): string {
  const form = /\/Fields \[\] (\/XFA .*?)>> $/.exec(extra)?.[1];
  if (form === undefined) return body.replace(/>>\s*$/, `${extra}>>`);
  const rest = extra.replace(/\/AcroForm << .*>> $/, '');
  return body.replace('/SigFlags 3', `/SigFlags 3 ${form}`).replace(/>>\s*$/, `${rest}>>`);
}

const reference = (permission: number): string =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${permission} /V /1.2 >> >>] `;

function sealedWith(carrier: Carrier): TestPdf {
  const pdf = carrying(carrier);
  const extra = carrier.catalog ?? '';
  const field = nextNumber(pdf);
  return sealPdf(pdf, {
    pageExtra: carrier.page ?? '',
    extra: () => ({ [CATALOG]: merged(catalogBody([field]), extra) }),
  });
}

function added(carrier: Carrier, permission: 0 | 2 | 3): TestPdf {
  const base = basePdf();
  const value = nextNumber(base) + 1;
  const pdf = sealPdf(
    base,
    permission === 0
      ? {}
      : { catalogExtra: `/Perms << /DocMDP ${value} 0 R >> `, sigExtra: reference(permission) },
  );
  const { catalog, page = '', annotation, resources = '', objects } = carrier;
  const paged = (pdf.objects.get(PAGE) ?? '')
    .replace('/Font << /F1 5 0 R >>', `/Font << /F1 5 0 R >> ${resources}`)
    .replace(/>>\s*$/, `${page}>>`);
  return appendObjects(pdf, {
    ...objects,
    ...(catalog === undefined ? {} : { [CATALOG]: merged(pdf.objects.get(CATALOG) ?? '', catalog) }),
    ...(annotation === undefined ? {} : { 49: annotation }),
    ...(page === '' && resources === '' && annotation === undefined
      ? {}
      : {
          [PAGE]:
            annotation === undefined ? paged : paged.replace(/\/Annots \[(.*?)\]/, '/Annots [$1 49 0 R]'),
        }),
  });
}

export const carrierCases: readonly AttackCase[] = carriers.flatMap((carrier): AttackCase[] => [
  {
    id: `P33-${carrier.id}`,
    what: `${carrier.what}, in the sealed file; before sealing the desk ${carrier.desk === 'nothing' ? 'says nothing' : carrier.desk}`,
    level: carrier.before[0],
    code: carrier.before[1],
    make: () => sealedWith(carrier),
  },
  ...([0, 2, 3] as const).map((permission): AttackCase => {
    const [level, code] = (permission === 3 ? carrier.commented : undefined) ?? ['FAIL', null];
    return {
      id: `P33-${carrier.id}-later${permission === 0 ? '' : `-p${permission}`}`,
      what: `${carrier.what}, put in after sealing${permission === 0 ? '' : ` (P=${permission})`}`,
      level,
      code,
      make: () => added(carrier, permission),
    };
  }),
]);

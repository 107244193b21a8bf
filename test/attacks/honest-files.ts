/** Honest sealed files of every make that the fuzzer starts from; all of them verify green. */
import {
  appendObjects,
  appendStreams,
  basePdf,
  catalogBody,
  CATALOG,
  pdfBytes,
  sealPdf,
  streamBody,
  type TestPdf,
} from './test-pdf.ts';
import { secondHolder } from './test-city.ts';
import { makeSeal } from './test-seal.ts';

const small = { holeBytes: 3000 };
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const text = '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1) /Rect [10 10 90 30] /P 3 0 R >>';
const secondSeal = makeSeal({ esId: '41020000000002', certificates: [secondHolder.certificate] });

const one = sealPdf(basePdf(), small);
const two = sealPdf(sealPdf(basePdf({ pageExtra: '/Tabs /S ' }), small), {
  ...small,
  signer: secondHolder,
  seal: secondSeal,
  rect: '100 100 213 213',
});
const packed = sealPdf(
  appendStreams(basePdf(), { table: 8, packed: { container: 7, bodies: { 5: font } } }),
  small,
);
const form = basePdf({ fields: [6], annots: [6], objects: { 6: text } });
const certified = sealPdf(form, {
  ...small,
  catalogExtra: '/Perms << /DocMDP 8 0 R >> ',
  sigExtra: '/Reference [<< /TransformMethod /DocMDP /TransformParams << /P 2 /V /1.2 >> >>] ',
});
const filled = appendObjects(certified, { 6: text.replace('(1)', '(9)') });
const extended = appendObjects(one, {
  20: '<< /Type /DSS /Certs [21 0 R] >>',
  21: streamBody('certificate'),
  [CATALOG]: catalogBody([6], '/DSS 20 0 R '),
});

/** By name: the file, and how it was built. */
export const honestFiles: Readonly<Record<string, TestPdf>> = {
  one,
  two,
  packed,
  certified,
  filled,
  extended,
};

/** Every state of them that somebody may have received: the files, and what they were after each seal. */
export const honestStates: readonly Uint8Array[] = [
  ...Object.values(honestFiles).map(pdfBytes),
  ...[two].map(({ text: whole }) =>
    pdfBytes(whole.slice(0, whole.indexOf('%%EOF\n', whole.indexOf('/Contents <')) + 6)),
  ),
];

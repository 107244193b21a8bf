/** What attack cases are made of: the shape of a row, and the moves that several attacks share. */
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { firstHolder, secondHolder, type TestIdentity } from '../test-city.ts';
import { makeCertificate, makeSignedData, oids } from '../test-pki.ts';
import { testKey } from '../test-key.ts';
import { makeSeal } from '../test-seal.ts';
import {
  appendObjects,
  basePdf,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type SealPdfOptions,
  type TestPdf,
} from '../test-pdf.ts';
import type { DocumentLevel } from '../../../src-main/domain/verdict.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import type { VerificationContext } from '../../../src-main/verification/context.ts';
import type { VerificationReport } from '../../../src-main/verification/report.ts';

export interface AttackCase {
  readonly id: string;
  readonly what: string;
  readonly level: DocumentLevel;
  /** A code that must be there; null: none is expected. */
  readonly code: VerdictCode | null;
  readonly make: () => TestPdf | string;
  readonly context?: Partial<VerificationContext>;
  /** Words that its page shows in a font of the file's own or in a form, behind those in plain strings. */
  readonly says?: string;
  /** The pages are drawn and compared too (docs/adr/0021), as the program does for each file with later revisions. */
  readonly isDrawn?: boolean;
  /** What else the report must say. */
  readonly check?: (report: VerificationReport) => void;
}

/** A row of the table in one line. */
export function attack(
  id: string,
  what: string,
  level: DocumentLevel,
  code: VerdictCode | null,
  make: AttackCase['make'],
  context?: Partial<VerificationContext>,
): AttackCase {
  return { id, what, level, code, make, ...(context ? { context } : {}) };
}

export const hole = 6144;
export const sealed = (): TestPdf => sealPdf(basePdf());
const secondSeal = (): Uint8Array =>
  makeSeal({ esId: '41020000000002', certificates: [secondHolder.certificate] });
export const secondly = (pdf: TestPdf, options: SealPdfOptions = {}): TestPdf =>
  sealPdf(pdf, { signer: secondHolder, seal: secondSeal(), rect: '100 100 213 213', ...options });

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(new RegExp(pattern, 'g'))].map(([found]) => found);
}

/** Changes bytes of the finished file, same length. */
export function overwrite(pdf: TestPdf, from: string | RegExp, to: (found: string) => string): string {
  const found = typeof from === 'string' ? from : (matches(pdf.text, from).at(-1) ?? '');
  const at = pdf.text.lastIndexOf(found);
  if (found === '' || at < 0) throw new Error(`nothing to overwrite: ${String(from)}`);
  const text = to(found).padEnd(found.length);
  if (text.length !== found.length) throw new Error('another length');
  return pdf.text.slice(0, at) + text + pdf.text.slice(at + found.length);
}

export const byteRange = /\/ByteRange \[[^\]]*\] */;
export const newRange = (change: (numbers: number[]) => (number | string)[]) => (found: string) =>
  `/ByteRange [${change(found.match(/\d+/g)?.map(Number) ?? []).join(' ')}]`;
export const sig = (number: number) => `${number} 0 R`;

/** Another revision that draws on the page. */
export const freeText = (pdf: TestPdf, subtype = 'FreeText'): TestPdf => {
  const annotation = nextNumber(pdf);
  return appendObjects(pdf, {
    [annotation]: `<< /Type /Annot /Subtype /${subtype} /Rect [70 690 400 730] /Contents (Pay 900 yuan) /AP << /N ${annotation + 1} 0 R >> >>`,
    [annotation + 1]: streamBody(
      '1 1 1 rg 0 0 330 40 re f',
      '/Type /XObject /Subtype /Form /BBox [0 0 330 40] ',
    ),
    [PAGE]: pageBody([...pdf.annots, annotation]),
  });
};

export const changedContent = streamBody('BT /F1 24 Tf 72 700 Td (Pay 900 yuan) Tj ET');
export const certified = (permission: number | string): TestPdf => {
  const base = basePdf({
    fields: [6],
    annots: [6],
    objects: {
      6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1) /Rect [10 10 90 30] /P 3 0 R >>',
    },
  });
  const value = nextNumber(base) + 1;
  return sealPdf(base, {
    catalogExtra: `/Perms << /DocMDP ${sig(value)} >> `,
    sigExtra: `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${permission} /V /1.2 >> >>] `,
  });
};
export const fillAmount = (pdf: TestPdf): TestPdf =>
  appendObjects(pdf, {
    6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (9) /Rect [10 10 90 30] /P 3 0 R >>',
  });
export const withField = (options: SealPdfOptions = {}): TestPdf =>
  sealPdf(
    basePdf({
      fields: [6],
      annots: [6],
      objects: {
        6: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (1) /Rect [10 10 90 30] /P 3 0 R >>',
      },
    }),
    options,
  );
export const locking = (action: string, fields: string): SealPdfOptions => ({
  sigExtra: `/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /Action /${action} ${fields}/V /1.2 >> >>] `,
});

/** Signs with GB/T 35275 or CMS in place of a seal. */
export const cms = (change: Partial<Parameters<typeof makeSignedData>[0]> = {}): SealPdfOptions => ({
  sigHead: '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached',
  sign: (digest) => makeSignedData({ contentType: oids.data, digest, ...firstHolder, ...change }),
});

export function editedSeal(): Uint8Array {
  const seal = makeSeal();
  const hex = toHex(seal).replace('020128020128', '020129020129');
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

export function identityOfStrangeStamp(): TestIdentity {
  const name = '陌生时间戳';
  const key = testKey(name);
  const certificate = makeCertificate({
    subject: name,
    key,
    issuer: name,
    issuerKey: key,
    serial: 98,
    from: '2024-01-01T00:00:00Z',
    to: '2034-01-01T00:00:00Z',
    extendedUsage: '1.3.6.1.5.5.7.3.8',
  });
  return { key, certificate, serial: 98, issuer: name };
}

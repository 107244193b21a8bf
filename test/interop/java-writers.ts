/** PDFBox, DSS, iText and OpenPDF write after our seal and before it; the verdicts are those of docs/allowed-changes.md. */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { join } from 'node:path';
import { samplePdf } from '../unit/signing/sample-pdfs.ts';
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { compileJava, fetchJars } from './java-tools.ts';
import { lastLine, runProgram } from './program.ts';
import { checkWritten, writeManifest, writerPair, type WriterJob } from './writer-jobs.ts';

const name = 'Java writers';
const signed = 'PASS LATER_SIGNATURE | PASS';
/** Nobody trusts the clerk, and something of the signature is seen. */
const seen = 'UNSURE SIG_OVER_CONTENT | PASS';
const filled = 'UNSURE FORM_FILLED_AFTER_SIGN';

/** What each does, and our verdict when that comes after our seal; what came before it stays good. */
const programs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PDFBox: { sign: signed, fill: filled },
  DSS: { sign: signed, 'sign-seen': seen },
  // It leaves a font that nothing leads to.
  'iText 8': { sign: 'PASS LATER_SIGNATURE SHADOW_LATENT | PASS', 'sign-seen': seen, fill: filled },
  'iText 5': { sign: signed, 'sign-seen': seen, fill: filled },
  OpenPDF: { sign: signed, 'sign-seen': seen, fill: filled },
};

export const javaWriters: Oracle = {
  name,
  async run(directory) {
    const fetched = await fetchJars('pom.xml', join(directory, 'jars'));
    if (fetched.outcome === 'missing') return [skipped(name, fetched.why)];
    const compiled = await compileJava(directory, 'PdfWriters', fetched.jars);
    if (compiled.outcome === 'missing') return [skipped(name, compiled.why)];
    if (compiled.outcome === 'failed') return [compare(`${name} compile`, 'compiled', compiled.why)];
    return write(directory, [directory, ...fetched.jars].join(':'));
  },
};

async function write(directory: string, classPath: string): Promise<readonly InteropCheck[]> {
  const jobs = [...(await jobsOn('xref table', false)), ...(await jobsOn('xref stream', true))];
  const keys = join(directory, 'clerk.p12');
  const made = await makeKey(keys);
  if (made !== null) return [skipped(name, made)];
  const manifest = writeManifest(directory, jobs);
  const { stdout, stderr } = await runProgram('java', ['-cp', classPath, 'PdfWriters', keys, manifest]);
  return checkWritten(name, directory, jobs, { stdout, stderr });
}

/** An RSA key and its own certificate, made on the spot; nobody trusts it. */
async function makeKey(path: string): Promise<string | null> {
  const what = ['-genkeypair', '-alias', 'clerk', '-dname', 'CN=Clerk of another program', '-validity', '30'];
  const key = ['-keyalg', 'RSA', '-keysize', '2048', '-sigalg', 'SHA256withRSA'];
  const store = ['-storetype', 'PKCS12', '-keystore', path, '-storepass', 'interop'];
  const { code, stdout } = await runProgram('keytool', [...what, ...key, ...store]);
  return code === 0 ? null : `keytool made no key: ${lastLine(stdout)}`;
}

async function jobsOn(kind: string, objectStreams: boolean): Promise<readonly WriterJob[]> {
  const plain = await formFile(objectStreams);
  return Object.entries(programs).flatMap(([program, works]) =>
    Object.entries(works).flatMap(([action, after]) => {
      const name = (order: string) => `${program}, ${action} ${order} our seal, ${kind}`;
      const before = action === 'fill' ? 'PASS' : signed;
      return writerPair({ name, task: `${program}\t${action}`, plain, after, before });
    }),
  );
}

/** Two pages with text, and a text field that is its own widget, as most form editors make it. */
async function formFile(objectStreams: boolean): Promise<Uint8Array> {
  const pages = await samplePdf({ name: 'form', size: [595.28, 841.89], pages: 2 });
  const document = await PDFDocument.load(pages);
  const page = document.getPage(0);
  const field = document.getForm().createTextField('note');
  field.addToPage(page, { x: 300, y: 700, width: 160, height: 20 });
  const { dict, ref } = field.acroField;
  const kids = dict.lookup(PDFName.of('Kids'), PDFArray);
  for (const kid of kids.asArray()) {
    const entries = document.context.lookup(kid, PDFDict).entries();
    for (const [key, value] of entries) if (!dict.has(key)) dict.set(key, value);
    if (kid instanceof PDFRef) document.context.delete(kid);
  }
  for (const key of ['Kids', 'Parent']) dict.delete(PDFName.of(key));
  page.node.set(PDFName.of('Annots'), document.context.obj([ref]));
  return document.save({ useObjectStreams: objectStreams });
}

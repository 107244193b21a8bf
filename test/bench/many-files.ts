/**
 * A folder of small sealed files: how many a second one document worker verifies, in the measure of openssl's SM2 verifications.
 * Every file is verified once, so that no result is remembered; with one signer his key and path are known, with many they are not.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toBase64 } from '../../src-main/crypto/bytes.ts';
import { verdictCodeEntry } from '../../src-main/domain/verdict-codes.ts';
import { documentClient, type VerifyOptions } from '../../src-main/document-worker/document-client.ts';
import { firstHolder, identity, now, revocationLists, root, subAuthority } from '../attacks/test-city.ts';
import { basePdf, pdfBytes, sealPdf, type SealPdfOptions } from '../attacks/test-pdf.ts';
import { makeSeal } from '../attacks/test-seal.ts';
import { timed, type BenchRow } from './bench-row.ts';

/** Verified before the clock starts: a worker that has just begun is slower. */
const WARM = 50;

const options: VerifyOptions = {
  now,
  trust: {
    anchors: [toBase64(root)],
    intermediates: [toBase64(subAuthority)],
    crls: revocationLists().map(toBase64),
    ...{ sealMakers: [], ocsp: [], snapshot: null, trustListVersion: null, clockFloor: null },
  },
};

interface Rate {
  readonly perSecond: number;
  /** Of one file, host and worker together. */
  readonly processorMs: number;
}

/** `folder` takes the files. */
export async function benchManyFiles(folder: string, count: number): Promise<BenchRow[]> {
  const oneSigner: SealPdfOptions = { seal: makeSeal() };
  const one = await rateOf(folder, 'one-signer', count, () => ({ signer: firstHolder, ...oneSigner }));
  const many = await rateOf(folder, 'many-signers', count, (i) => {
    const signer = identity(`签章人 ${i}`, 1000 + i);
    return { signer, seal: makeSeal({ certificates: [signer.certificate] }) };
  });
  const openssl = opensslVerifications();
  const kind = { one: 'one signer', many: `${count} signers` };
  return [
    row(`small files, ${kind.one}`, one.perSecond, openssl),
    row(`small files, ${kind.many}`, many.perSecond, openssl),
    cost(`a small file, ${kind.one}`, openssl / one.perSecond),
    cost(`a small file, ${kind.many}`, openssl / many.perSecond),
    worked(`a small file, ${kind.one}`, one.processorMs, openssl),
    worked(`a small file, ${kind.many}`, many.processorMs, openssl),
  ];
}

async function rateOf(
  folder: string,
  name: string,
  count: number,
  seal: (i: number) => SealPdfOptions,
): Promise<Rate> {
  const target = join(folder, name);
  mkdirSync(target);
  const files = Array.from({ length: count + WARM }, (_, i) => join(target, `${i}.pdf`));
  for (const [i, file] of files.entries()) {
    // Another place of the seal makes another file.
    const rect = `${100 + (i % 300)} ${100 + Math.floor(i / 300)} 413 413`;
    writeFileSync(file, pdfBytes(sealPdf(basePdf(), { ...seal(i), rect })));
  }
  return verifyAll(files);
}

async function verifyAll(files: readonly string[]): Promise<Rate> {
  const worker = documentClient();
  const verifyEach = async (some: readonly string[]): Promise<void> => {
    for (const file of some) {
      const { codes } = await worker.verify(file, options);
      // Everything was verified: only what no file can bring along is missing.
      const doubts = codes.filter((code) => verdictCodeEntry(code).level !== 'NOTE').join(' ');
      if (doubts !== 'SEAL_STATUS_MISSING') throw new Error(doubts);
    }
  };
  try {
    await verifyEach(files.slice(0, WARM));
    const measured = files.slice(WARM);
    const { seconds, processor } = await timed(() => verifyEach(measured));
    return { perSecond: measured.length / seconds, processorMs: (processor * 1000) / measured.length };
  } finally {
    worker.stop();
  }
}

/** The last column of `openssl speed`: SM2 verifications per second of a digest. */
export function opensslVerifications(): number {
  const output = execFileSync('openssl', ['speed', '-mr', '-seconds', '2', 'sm2'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Number(/^\+F7:.*:([\d.]+)$/m.exec(output)?.[1]);
}

function row(what: string, figure: number, openssl: number): BenchRow {
  return {
    what: `verifications of ${what}`,
    figure,
    unit: '/s',
    beside: `${(1000 / figure).toFixed(1)} ms each; openssl speed sm2: ${openssl.toFixed(0)} verifications /s`,
  };
}

function cost(what: string, figure: number): BenchRow {
  return {
    what: `${what}, in openssl's SM2 verifications`,
    figure,
    unit: '×',
    beside: 'one verification of openssl',
  };
}

function worked(what: string, figure: number, openssl: number): BenchRow {
  return {
    what: `${what}, processor time`,
    figure,
    unit: 'ms',
    beside: `${((figure * openssl) / 1000).toFixed(1)} × one verification of openssl`,
  };
}

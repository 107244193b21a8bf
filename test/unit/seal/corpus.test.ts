/** Real seals and seal signatures of the shared corpus, where it lies beside the project (BIANYIN_CORPORA or ../shared/corpora). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { equalBytes } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { checkCertificateListed } from '../../../src-main/seal/certificate-list.ts';
import { aspectDeviation } from '../../../src-main/seal/seal-picture.ts';
import { detectSignatureContainer, parseSealSignature } from '../../../src-main/seal/seal-signature.ts';
import { parseSeal, type SESeal } from '../../../src-main/seal/seal-structure.ts';
import { checkValue, certificateInSeal } from '../../../src-main/seal/value-checks.ts';
import { skipAbsent } from '../../support/absent.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(process.env['BIANYIN_CORPORA'] ?? join(root, '../shared/corpora'), 'ofd');
const isPresent = existsSync(folder);
if (!isPresent) skipAbsent('corpus "ofd"', 'BIANYIN_CORPORA');

const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
const named = (ending: string): string[] =>
  isPresent ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];

interface Signed {
  readonly certificate: Uint8Array;
  readonly algorithm: string;
  readonly message: Uint8Array;
  readonly value: Uint8Array;
}

/** The code of the first finding about one signature value, or ok. */
function verdictOn(signed: Signed): string {
  const { certificate } = certificateInSeal('signature.certificate', signed.certificate, 'CERT_MALFORMED');
  if (!certificate) return 'CERT_MALFORMED';
  return checkValue('signature.value', { ...signed, certificate }, 'SIG_VALUE_BAD')[0]?.code ?? 'ok';
}

function makerVerdict(seal: SESeal): string {
  const { makerCertificate: certificate, signatureAlgorithm: algorithm } = seal;
  return verdictOn({ certificate, algorithm, message: seal.signedMessage, value: seal.signatureValue });
}

function judge(bytes: Uint8Array, signed?: Uint8Array) {
  const signature = parseSealSignature(bytes);
  const { signatureAlgorithm: algorithm, tbs: message, signatureValue: value } = signature;
  const { certificate } = certificateInSeal('signature.certificate', signature.certificate, 'CERT_MALFORMED');
  const list = signature.seal.info.certificateList;
  return {
    version: signature.version,
    maker: makerVerdict(signature.seal),
    signer: verdictOn({ certificate: signature.certificate, algorithm, message, value }),
    listed: certificate ? checkCertificateListed(list, certificate).outcome : 'fail',
    dataHash: signed === undefined || equalBytes(sm3(signed), signature.dataHash),
  };
}

const good = { maker: 'ok', signer: 'ok', listed: 'ok', dataHash: true };
// Its self-made certificate wraps the alternative names twice, so not even the certificate can be read.
const bad = { maker: 'CERT_MALFORMED', signer: 'CERT_MALFORMED', listed: 'fail', dataHash: false };

describe.skipIf(!isPresent)('seals of the corpus', () => {
  it.each(named('.esl'))('%s parses and its maker signed it', (name) => {
    const seal = parseSeal(read(name));
    expect(seal.der).toEqual(read(name));
    expect(seal.version).toBe(Number(/V(\d)/.exec(name)?.[1]));
    expect(seal.timeStamp !== null).toBe(name.includes('_ts'));
    expect(makerVerdict(seal)).toBe('ok');
    expect(aspectDeviation(seal.info.picture)).toBeLessThan(0.02);
  });

  it.each(named('.dat'))('%s parses and verifies', (name) => {
    const version = Number(/V(\d)/.exec(name)?.[1]);
    expect(judge(read(name))).toEqual({ ...good, version });
  });

  it('signed packages hold seals that verify, except the one that is known not to', () => {
    let count = 0;
    for (const name of named('.ofd')) {
      const files = unzipSync(read(name), {
        filter: ({ name: entry }) => /Signature\.xml$|\.dat$|\.esl$/.test(entry),
      });
      for (const [entry, bytes] of Object.entries(files)) {
        if (!entry.endsWith('.dat') || detectSignatureContainer(bytes) !== 'seal-signature') continue;
        count += 1;
        const directory = entry.slice(0, entry.lastIndexOf('/') + 1);
        const signed = files[`${directory}Signature.xml`];
        const seal = files[`${directory}Seal.esl`];
        expect(judge(bytes, signed), name).toMatchObject(name === 'n.ofd' ? { ...bad, version: 1 } : good);
        if (seal) expect(parseSealSignature(bytes).seal.der, name).toEqual(seal);
      }
    }
    expect(count).toBeGreaterThanOrEqual(6);
  });

  it('tells GB/T 35275 packages from seals', () => {
    const files = unzipSync(read('testPathClip.ofd'), { filter: ({ name }) => name.endsWith('.dat') });
    expect(Object.values(files).map((bytes) => detectSignatureContainer(bytes))).toEqual([
      'signed-data',
      'signed-data',
    ]);
  });
});

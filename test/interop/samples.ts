/** What other programs are asked to read: seals and signatures of all versions, GB/T 35275, and each of them spoilt. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { utf8Encode } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { certificateDigest } from '../../src-main/seal/certificate-list.ts';
import { detectSignatureContainer } from '../../src-main/seal/seal-signature.ts';
import { assembleSealSignature, buildTbsSign } from '../../src-main/seal/seal-signature-writer.ts';
import type { SESeal } from '../../src-main/seal/seal-structure.ts';
import {
  city,
  sealInfo,
  signingTime,
  testSeal,
  version1Seal,
  version1Signature,
} from '../unit/seal/test-seal.ts';
import { encodeSealInfo, assembleSeal } from '../../src-main/seal/seal-writer.ts';
import { testKey } from '../unit/seal/test-authority.ts';

export interface Sample {
  readonly name: string;
  readonly kind: 'seal' | 'signature' | 'signed-data';
  readonly bytes: Uint8Array;
  readonly document?: Uint8Array;
  /** What a careful reader says; `bad` samples differ in what they get wrong. */
  readonly expected: string;
}

const document = utf8Encode('开封 · the protected octets of a document');
const stranger = testKey('stranger');

function signature(
  seal: SESeal,
  changes: { signer?: typeof stranger; certificate?: Uint8Array } = {},
): Uint8Array {
  const extDatas = [{ oid: '2.25.1', critical: false, value: utf8Encode('{}') }];
  const parts = { seal, timeInfo: signingTime, dataHash: sm3(document), propertyInfo: '[0 1 2 3]', extDatas };
  const tbs = buildTbsSign(parts);
  const { signer = city.signerKey, certificate = city.signer } = changes;
  return assembleSealSignature({ tbs, certificate, signature: signer.sign(tbs) });
}

function forgedSeal(): Uint8Array {
  const infoDer = encodeSealInfo(sealInfo());
  return assembleSeal({ infoDer, makerCertificate: city.maker, signatureValue: stranger.sign(infoDer) });
}

/** Seals and seal signatures of this project, good ones and spoilt ones. */
export function ownSamples(): readonly Sample[] {
  const digests = { type: 'digests', digests: [certificateDigest(city.signer)] } as const;
  const renewed = city.issued('410200000000001', city.signerKey, 33);
  const seal = (name: string, bytes: Uint8Array, expected: string): Sample => ({
    name,
    kind: 'seal',
    bytes,
    expected,
  });
  const sealed = (name: string, bytes: Uint8Array, expected: string): Sample => ({
    name,
    kind: 'signature',
    bytes,
    document,
    expected,
  });
  return [
    seal('seal v4', testSeal().der, 'ok v4'),
    seal('seal v5', testSeal({ version: 5 }).der, 'ok v5'),
    seal('seal v1', version1Seal(), 'ok v1'),
    seal('seal v4 signed by a stranger', forgedSeal(), 'bad maker'),
    sealed('signature v4', signature(testSeal()), 'ok v4'),
    sealed('signature v5', signature(testSeal({ version: 5 })), 'ok v5'),
    sealed('signature v4 with a digest list', signature(testSeal({ certificateList: digests })), 'ok v4'),
    sealed('signature v4 by a stranger', signature(testSeal(), { signer: stranger }), 'bad value'),
    sealed(
      'signature v4 by a renewed certificate',
      signature(testSeal(), { certificate: renewed }),
      'bad list',
    ),
    {
      ...sealed('signature v4 of another document', signature(testSeal()), 'bad hash'),
      document: Uint8Array.of(0),
    },
    {
      ...sealed('signature v1', version1Signature(version1Seal(), utf8Encode('20261123083000Z')), 'ok v1'),
      document: Uint8Array.of(1, 2, 3),
    },
    ...signedDataSamples(),
  ];
}

const base = '1.2.156.10197.6.1.4.2';
const sm3Algorithm = der.sequence(der.oid('1.2.156.10197.1.401'));
const sm2Algorithm = der.sequence(der.oid('1.2.156.10197.1.301.1'));
const issuerAndSerial = der.sequence(
  der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8('Test Root')))),
  der.integer(3),
);

/** ContentInfo of GB/T 35275 §8 around one SignerInfo. */
function signedData(
  content: Uint8Array | null,
  attributes: Uint8Array | null,
  value: Uint8Array,
): Uint8Array {
  const inner = der.sequence(
    der.oid(`${base}.1`),
    ...(content ? [der.explicit(0, der.octetString(content))] : []),
  );
  const signerInfo = der.sequence(
    der.integer(1),
    issuerAndSerial,
    sm3Algorithm,
    ...(attributes ? [der.implicit(0, attributes)] : []),
    sm2Algorithm,
    der.octetString(value),
  );
  const certificates = der.implicit(0, der.set(city.signer));
  const members = [der.integer(1), der.set(sm3Algorithm), inner, certificates, der.set(signerInfo)];
  return der.sequence(der.oid(`${base}.2`), der.explicit(0, der.sequence(...members)));
}

function attributesFor(digest: Uint8Array): Uint8Array {
  const attribute = (oid: string, value: Uint8Array) => der.sequence(der.oid(oid), der.set(value));
  return der.set(
    attribute('1.2.840.113549.1.9.3', der.oid(`${base}.1`)),
    attribute('1.2.840.113549.1.9.4', der.octetString(digest)),
    attribute('1.2.840.113549.1.9.5', der.utcTime(signingTime)),
  );
}

/** Flavour A carries SM3 of the document as content; flavour B is detached with signed attributes. */
function signedDataSamples(): readonly Sample[] {
  const digest = sm3(document);
  const attributes = attributesFor(digest);
  const sample = (name: string, bytes: Uint8Array, expected: string): Sample => ({
    name,
    kind: 'signed-data',
    bytes,
    document,
    expected,
  });
  return [
    sample('GB/T 35275 flavour A', signedData(digest, null, city.signerKey.sign(digest)), 'ok attached'),
    sample(
      'GB/T 35275 flavour B',
      signedData(null, attributes, city.signerKey.sign(attributes)),
      'ok detached',
    ),
    sample(
      'GB/T 35275 flavour A by a stranger',
      signedData(digest, null, stranger.sign(digest)),
      'bad value',
    ),
    sample(
      'GB/T 35275 flavour B by a stranger',
      signedData(null, attributes, stranger.sign(attributes)),
      'bad value',
    ),
  ];
}

/** Real seal signatures that are known to be good, where the corpus lies beside the project; `n.ofd` never was. */
export function corpusSamples(): readonly Sample[] {
  const root = resolve(import.meta.dirname, '../..');
  const folder = join(process.env['BIANYIN_CORPORA'] ?? join(root, '../shared/corpora'), 'ofd');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ofd') && name !== 'n.ofd')
    .flatMap((name) => packageSamples(name, unzipSync(new Uint8Array(readFileSync(join(folder, name))))));
}

function packageSamples(name: string, files: Readonly<Record<string, Uint8Array>>): readonly Sample[] {
  return Object.entries(files)
    .filter(([path, bytes]) => path.endsWith('.dat') && detectSignatureContainer(bytes) === 'seal-signature')
    .flatMap(([path, bytes]) => {
      const signed = files[path.slice(0, path.lastIndexOf('/') + 1) + 'Signature.xml'];
      if (!signed) return [];
      return [
        { name: `${name} ${path}`, kind: 'signature' as const, bytes, document: signed, expected: 'ok v4' },
      ];
    });
}

/** What other programs are asked to read: seals and signatures of all versions, GB/T 35275, and each of them spoilt. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { utf8Encode } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { encodeSignedAttributes } from '../../src-main/pki/attribute.ts';
import { encodeSignedData } from '../../src-main/pki/signed-data-writer.ts';
import { certificateDigest } from '../../src-main/seal/certificate-list.ts';
import { detectSignatureContainer } from '../../src-main/seal/seal-signature.ts';
import { assembleSealSignature, buildTbsSign } from '../../src-main/seal/seal-signature-writer.ts';
import type { SESeal } from '../../src-main/seal/seal-structure.ts';
import {
  city,
  sealInfo,
  signingTime,
  stampedSeal,
  testSeal,
  version1Seal,
  version1Signature,
} from '../unit/seal/test-seal.ts';
import { encodeSealInfo, assembleSeal } from '../../src-main/seal/seal-writer.ts';
import { testKey, testToken, type TestKey } from '../unit/seal/test-authority.ts';

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
  changes: { signer?: TestKey; certificate?: Uint8Array; stamp?: (value: Uint8Array) => Uint8Array } = {},
): Uint8Array {
  const extDatas = [{ oid: '2.25.1', critical: false, value: utf8Encode('{}') }];
  const parts = { seal, timeInfo: signingTime, dataHash: sm3(document), propertyInfo: '[0 1 2 3]', extDatas };
  const tbs = buildTbsSign(parts);
  const { signer = city.signerKey, certificate = city.signer } = changes;
  const value = signer.sign(tbs);
  const stamped = changes.stamp?.(value);
  return assembleSealSignature({
    tbs,
    certificate,
    signature: value,
    ...(stamped ? { timeStamp: token(stamped) } : {}),
  });
}

function token(stamped: Uint8Array): Uint8Array {
  return testToken({ stamped, time: signingTime, certificate: city.timeAuthority, key: city.timeKey });
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
    seal('seal v5 with a time stamp', stampedSeal(signingTime).der, 'ok v5 with time stamp'),
    seal('seal v1', version1Seal(), 'ok v1'),
    seal('seal v4 signed by a stranger', forgedSeal(), 'bad maker'),
    sealed('signature v4', signature(testSeal()), 'ok v4'),
    sealed('signature v5', signature(testSeal({ version: 5 })), 'ok v5'),
    sealed(
      'signature v4 with a time stamp',
      signature(testSeal(), { stamp: (value) => value }),
      'ok v4 with time stamp',
    ),
    sealed(
      'signature v4 with the time stamp of another',
      signature(testSeal(), { stamp: () => document }),
      'ok v4 with foreign time stamp',
    ),
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

const gmData = '1.2.156.10197.6.1.4.2.1';

/** Flavour A carries SM3 of the document as content; flavour B is detached with signed attributes. */
function signedDataSamples(): readonly Sample[] {
  const digest = sm3(document);
  const signedAttributes = encodeSignedAttributes({
    contentType: gmData,
    messageDigest: digest,
    signingTime,
  });
  const common = {
    certificate: city.signer,
    hash: 'sm3',
    signatureAlgorithm: '1.2.156.10197.1.301.1',
  } as const;
  const flavourA = (signer: TestKey): Uint8Array =>
    encodeSignedData({
      flavour: 'gm',
      content: digest,
      certificates: [city.signer],
      signers: [{ ...common, signature: signer.sign(digest) }],
    });
  const flavourB = (signer: TestKey): Uint8Array =>
    encodeSignedData({
      flavour: 'gm',
      certificates: [city.signer],
      signers: [{ ...common, signedAttributes, signature: signer.sign(signedAttributes) }],
    });
  const sample = (name: string, bytes: Uint8Array, expected: string): Sample => ({
    name: `GB/T 35275 ${name}`,
    kind: 'signed-data',
    bytes,
    document,
    expected,
  });
  return [
    sample('flavour A', flavourA(city.signerKey), 'ok attached'),
    sample('flavour B', flavourB(city.signerKey), 'ok detached'),
    sample('flavour A by a stranger', flavourA(stranger), 'bad value'),
    sample('flavour B by a stranger', flavourB(stranger), 'bad value'),
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

/** Seals and seal signatures of the test city, made with the encoders of src-main/seal and the test keys. */
import { fromHex } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { assembleSealSignature, buildTbsSign } from '../../src-main/seal/seal-signature-writer.ts';
import { parseSeal } from '../../src-main/seal/seal-structure.ts';
import { assembleSeal, encodeSealInfo, type ExtensionToWrite } from '../../src-main/seal/seal-writer.ts';
import { firstHolder, sealMaker, timeStamp, type TestIdentity } from './test-city.ts';
import { sm2Sign } from './test-key.ts';

/** A PNG of 1 × 1 pixel, so that declared 40 × 40 mm has the right proportions. */
const testPicture = fromHex(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00050001ffa9c5a1d80000000049454e44ae426082',
);

export interface SealOptions {
  readonly version?: 4 | 5;
  readonly esId?: string;
  readonly name?: string;
  readonly maker?: TestIdentity;
  readonly certificates?: readonly Uint8Array[];
  readonly created?: string;
  readonly from?: string;
  readonly to?: string;
  readonly typeCode?: number;
  /** PNG; `testPicture` unless told otherwise. */
  readonly picture?: Uint8Array;
}

/** DER of an SESeal. */
export function makeSeal(options: SealOptions = {}): Uint8Array {
  const maker = options.maker ?? sealMaker;
  const infoDer = encodeSealInfo({
    version: options.version ?? 4,
    vendorId: 'Test',
    esId: options.esId ?? '41020000000001',
    type: options.typeCode ?? 4,
    name: options.name ?? '汴京样例公司合同专用章',
    certificateList: {
      type: 'certificates',
      certificates: options.certificates ?? [firstHolder.certificate],
    },
    createDate: new Date(options.created ?? '2025-01-01T00:00:00Z'),
    validStart: new Date(options.from ?? '2025-01-01T00:00:00Z'),
    validEnd: new Date(options.to ?? '2030-01-01T00:00:00Z'),
    picture: { type: 'png', data: options.picture ?? testPicture, widthMm: 40, heightMm: 40 },
  });
  return assembleSeal({
    infoDer,
    makerCertificate: maker.certificate,
    signatureValue: sm2Sign(maker.key, infoDer),
  });
}

export interface SealSignatureOptions {
  readonly seal?: Uint8Array;
  readonly signer?: TestIdentity;
  /** What the signer says; the token says the same unless told otherwise. */
  readonly time?: string;
  /** null: no token. */
  readonly stampTime?: string | null;
  readonly stampAuthority?: TestIdentity;
  /** Another value under the token than the signature's own. */
  readonly stampOver?: Uint8Array;
  readonly propertyInfo?: string;
  readonly extDatas?: readonly ExtensionToWrite[];
  /** Changes TBS_Sign after it was built and before it is signed. */
  readonly editTbs?: (tbs: Uint8Array) => Uint8Array;
  readonly editSignature?: (signature: Uint8Array) => Uint8Array;
}

const defaultTime = '2026-11-20T02:00:00Z';

/** DER of an SES_Signature over a digest of 32 octets. */
export function makeSealSignature(dataHash: Uint8Array, options: SealSignatureOptions = {}): Uint8Array {
  const signer = options.signer ?? firstHolder;
  const time = options.time ?? defaultTime;
  const built = buildTbsSign({
    seal: parseSeal(options.seal ?? makeSeal({ certificates: [signer.certificate] })),
    timeInfo: new Date(time),
    dataHash,
    propertyInfo: options.propertyInfo ?? 'ByteRange',
    ...(options.extDatas ? { extDatas: options.extDatas } : {}),
  });
  const tbs = options.editTbs?.(built) ?? built;
  const value = sm2Sign(signer.key, tbs);
  const signature = options.editSignature?.(value) ?? value;
  const stampTime = options.stampTime === undefined ? time : options.stampTime;
  return assembleSealSignature({
    tbs,
    certificate: signer.certificate,
    signature,
    ...(stampTime === null
      ? {}
      : { timeStamp: timeStamp(options.stampOver ?? signature, stampTime, options.stampAuthority) }),
  });
}

/** An SES_Signature whose value is written as `encode` gives it, stamped over those octets. */
export function rawSealSignature(
  dataHash: Uint8Array,
  encode: (value: Uint8Array) => Uint8Array,
): Uint8Array {
  const tbs = buildTbsSign({
    seal: parseSeal(makeSeal()),
    timeInfo: new Date(defaultTime),
    dataHash,
    propertyInfo: 'ByteRange',
  });
  const value = encode(sm2Sign(firstHolder.key, tbs));
  return der.sequence(
    tbs,
    der.octetString(firstHolder.certificate),
    der.oid('1.2.156.10197.1.501'),
    der.bitString(value),
    der.explicit(0, der.bitString(timeStamp(value, defaultTime))),
  );
}

/** Makes a seal of the register: draws it, binds the certificate that may use it, signs it (GB/T 38540-2020 §6, GM/T 0031-2025). */
import { fromHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import type { SealRequest, IssuedSeal } from '../city/city-port.ts';
import type { SealCertificateList } from '../seal/seal-structure.ts';
import { assembleSeal, encodeSealInfo } from '../seal/seal-writer.ts';
import { yearsLater } from './authority/issue-certificate.ts';
import type { SealRecord } from './city-state.ts';
import type { SealHolder } from './registered-seal-name.ts';
import { drawSealPicture } from './seal-picture/draw-seal-picture.ts';
import type { DrawnSealPicture } from './seal-picture/draw-seal-picture.ts';
import { kaifengSealProfile } from './seal-picture/seal-profile.ts';
import type { SoftwareSigner } from './software-signer.ts';

export interface SealMaker {
  readonly signer: SoftwareSigner;
  readonly certificate: Uint8Array;
  /** DER token over the SM3 digest of the signature value; v5 seals carry one. */
  timestamp(imprint: Uint8Array): Uint8Array;
}

const vendorId = 'bianyin-sandbox';
const digestAlgorithm = '1.2.156.10197.1.401';

/** Draws and signs. Errors: those of `drawSealPicture`, `seal-value-invalid`. */
export function makeSeal(
  record: SealRecord,
  holder: SealHolder,
  request: SealRequest,
  maker: SealMaker,
  now: Date,
): IssuedSeal {
  const picture = drawRegistered(record, holder, request.variant ?? null);
  const { png, widthMm, heightMm, substituteFonts } = picture;
  const version = request.version ?? 4;
  const infoDer = encodeSealInfo({
    ...{ version, vendorId, esId: record.esId, name: record.name },
    // The business number of the register; 38540 leaves its meaning to the business.
    type: Number(record.typeCode),
    certificateList: certificateList(fromHex(record.certificate), request.certificateList ?? 'certificates'),
    ...{ createDate: now, validStart: now, validEnd: yearsLater(now, request.validYears ?? 3) },
    picture: { type: 'png', data: png, widthMm, heightMm },
  });
  const signatureValue = maker.signer.sign(infoDer);
  const seal = assembleSeal({
    ...{ infoDer, makerCertificate: maker.certificate, signatureValue },
    ...(version === 5 ? { timeStamp: maker.timestamp(sm3(signatureValue)) } : {}),
  });
  return { esId: record.esId, name: record.name, seal, picture: png, widthMm, heightMm, substituteFonts };
}

function drawRegistered(record: SealRecord, holder: SealHolder, variant: string | null): DrawnSealPicture {
  const name = record.typeCode === '05' ? holder.legalRepresentative : holder.name;
  const { typeCode, code } = record;
  return drawSealPicture(
    { typeCode, name, code, taxNumber: holder.uscc, number: null, variant },
    kaifengSealProfile(),
  );
}

function certificateList(certificate: Uint8Array, kind: 'certificates' | 'digests'): SealCertificateList {
  if (kind === 'certificates') return { type: 'certificates', certificates: [certificate] };
  return { type: 'digests', digests: [{ algorithm: digestAlgorithm, value: sm3(certificate) }] };
}

/** What somebody with a token and its PIN can make without 汴印: a genuine seal, with no permit, an invented one or an old one. */
import { certificateOf } from '../../token/certificate-of.ts';
import { canonicalJson } from '../../../src-main/approval/canonical-json.ts';
import { permitExtensionOid } from '../../../src-main/approval/permit-extension.ts';
import { fromHex, toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { sm3, sm3Stream } from '../../../src-main/crypto/sm3.ts';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { parseSeal } from '../../../src-main/seal/seal-structure.ts';
import { assembleSealSignature, buildTbsSign } from '../../../src-main/seal/seal-signature-writer.ts';
import { toDerSignature } from '../../../src-main/seal/seal-writer.ts';
import type { TokenModule } from '../../../src-main/signer/pkcs11/token-module.ts';
import { openSealable } from '../../../src-main/signing/open-sealable.ts';
import { gateAt } from './direct-gate.ts';
import { pinOf, type Sandbox } from './sandbox.ts';

/** Seals with the contract seal on the keeper's token; `permit` is the extnValue that goes with it, if any. */
export async function sealElsewhere(
  sandbox: Sandbox,
  tokens: TokenModule,
  original: Uint8Array,
  permit?: Uint8Array,
): Promise<Uint8Array> {
  const held = tokens.listTokens().find(({ label }) => label === 'soft-keeper');
  const object = held?.seals.find(({ der: bytes }) => parseSeal(bytes).info.type === 4);
  const certificate = held?.certificates.find(({ id }) => id === object?.id);
  if (!object || !certificate) throw new Error('no contract seal on the token');
  const seal = parseSeal(object.der);
  const { picture, name: sealName } = seal.info;
  const signedAt = new Date();
  const prepared = openSealable(bytesSource(original)).prepare({
    placements: [{ kind: 'at', pages: [1], xMm: 120, yMm: 200 }],
    size: { widthMm: picture.widthMm, heightMm: picture.heightMm },
    ...{ picture, sealName, signerName: sealName, signedAt, signatureBytes: 120_000 },
  });
  const stream = sm3Stream();
  stream.update(original);
  const { propertyInfo } = prepared;
  const extDatas = permit ? [{ oid: permitExtensionOid, critical: false, value: permit }] : [];
  const tbs = buildTbsSign({
    seal,
    timeInfo: signedAt,
    dataHash: prepared.dataHash(stream),
    propertyInfo,
    extDatas,
  });
  const signature = toDerSignature(await signOn(sandbox, tokens, 'keeper', certificate.id, tbs));
  const timeStamp = await gateAt(sandbox)
    .city()
    .timestamp({ imprint: sm3(signature) });
  const signed = assembleSealSignature({ tbs, certificate: certificate.der, signature, timeStamp });
  return Buffer.concat([original, prepared.embed(signed)]);
}

/** A permit that a keeper and two employees write by themselves: request and policy do not exist, the roles are what they like. */
export async function inventPermit(
  sandbox: Sandbox,
  tokens: TokenModule,
  original: Uint8Array,
  names: { readonly esId: string; readonly policySm3?: string; readonly requestSm3?: string },
): Promise<Uint8Array> {
  const documentSm3 = toHex(sm3(original));
  const invented = toHex(sm3(utf8Encode('invented')));
  const { esId, policySm3 = invented, requestSm3 = invented } = names;
  const at = new Date();
  const time = `${at.toISOString().slice(0, 19)}Z`;
  const acts = [
    ['applicant', 'applicant', { purpose: 'bianyin.submission/1' }, 0],
    ['department', 'legal', { purpose: 'bianyin.approval/1', step: 0, decision: 'approve' }, 0],
    ['keeper', 'keeper', { purpose: 'bianyin.use/1', number: 1 }, 1],
  ] as const;
  const made: Uint8Array[] = [];
  for (const [kind, [who, role, own, number]] of acts.entries()) {
    const personal = tokens.listTokens().find(({ label }) => label === `soft-${who}`);
    const seals = personal?.seals.map(({ id }) => id) ?? [];
    const certificate = personal?.certificates.find(({ id }) => !seals.includes(id));
    if (!certificate) throw new Error(`no person on the token of ${who}`);
    const certificateSm3 = toHex(sm3(certificate.der));
    const common = {
      v: 1,
      documentSm3,
      esId,
      requestSm3,
      policySm3,
      personId: who,
      certificateSm3,
      time,
      role,
    };
    const text = utf8Encode(canonicalJson({ ...common, ...own }));
    const signature = toDerSignature(await signOn(sandbox, tokens, who, certificate.id, text));
    made.push(
      der.sequence(
        der.enumerated(kind),
        ...[role, who].map((word) => der.utf8(word)),
        der.generalizedTime(new Date(time)),
        der.integer(number),
        ...[certificate.der, signature].map((bytes) => der.octetString(bytes)),
      ),
    );
  }
  const digests = [requestSm3, policySm3].map((hex) => der.octetString(fromHex(hex)));
  const size = der.integer(original.length);
  return der.sequence(
    der.integer(1),
    der.octetString(fromHex(documentSm3)),
    size,
    ...digests,
    der.sequence(...made),
  );
}

function signOn(sandbox: Sandbox, tokens: TokenModule, person: string, id: string, octets: Uint8Array) {
  return tokens.withSession(`soft-${person}`, pinOf(sandbox, person), (session) =>
    Promise.resolve(session.signSm2(certificateOf(session, id), octets)),
  );
}

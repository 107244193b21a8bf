/** Trust packs of the embedded city (BTP1): new lists, the newest status, the certificates of everybody, signed by a key of its own. */
import { readFileSync } from 'node:fs';
import { fromHex, toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { instantText } from '../domain/instant.ts';
import { sandboxOrganization } from '../domain/sandbox-mark.ts';
import { installedFile } from '../platform/installation.ts';
import { encodePackHeader, type PackPartKind } from '../trust-pack/pack-header.ts';
import { assembleTrustPack } from '../trust-pack/read-trust-pack.ts';
import { certify, renewLists, roleCertificate } from './city-authority.ts';
import type { CityState } from './city-state.ts';
import { newPrivateKey, softwareSigner } from './software-signer.ts';
import type { Random } from './software-signer.ts';
import { nextStatement } from './status-publisher.ts';

const profileFile = installedFile('assets/policy-profiles/kaifeng-2022-22.json');
const days = 86_400_000;
/** As long as the status that is in it. */
const packDays = 3;

/** The next pack: with what changed in the status when `since` is the pack before, else with the image of all seals. */
export function nextTrustPack(state: CityState, since: number | null, random: Random, now: Date): Uint8Array {
  const before = state.pack;
  const follows = before !== undefined && since === before.seq && state.published?.seq === before.statusSeq;
  const lists = renewLists(state, random, now);
  const status = nextStatement(state, random, now);
  const signer = packSigner(state, random, now);
  const parts: readonly (readonly [PackPartKind, Uint8Array])[] = [
    ['root', roleCertificate(state, 'root')],
    ['intermediate', roleCertificate(state, 'sub')],
    ['seal-maker', roleCertificate(state, 'maker')],
    ['time-stamp', roleCertificate(state, 'tsa')],
    ...lists.map((list) => ['crl', list] as const),
    ['policy-profile', new Uint8Array(readFileSync(profileFile))],
    ['status', status.line],
  ];
  const seq = (before?.seq ?? 0) + 1;
  const header = encodePackHeader({
    ...{ v: 1, fmt: 'BTP1', purpose: 'bianyin.trust-pack', scope: '410200', seq },
    issuer: '汴印沙箱信任包发布',
    prevSm3: before?.sm3 ?? null,
    thisUpdate: instantText(now),
    nextUpdate: instantText(new Date(now.getTime() + packDays * days)),
    parts: parts.map(([kind, octets]) => ({ kind, length: octets.length, sm3: toHex(sm3(octets)) })),
  });
  state.pack = { seq, sm3: toHex(sm3(header)), statusSeq: state.published?.seq ?? 0 };
  return assembleTrustPack(
    header,
    signer.certificate,
    softwareSigner(signer.privateKey, random).sign(header),
    parts.map(([, octets]) => octets),
    follows && status.delta ? status.delta : status.image,
  );
}

/** A key that signs packs and nothing else; cities that were founded before there were packs get one now. */
function packSigner(state: CityState, random: Random, now: Date) {
  const subject = { organization: sandboxOrganization, commonName: '汴印沙箱信任包发布' };
  if (!state.packSigner) {
    const privateKey = newPrivateKey(random);
    const point = softwareSigner(privateKey, random).publicPoint;
    const certificate = certify(state, { kind: 'trust-pack', subject, point, issuer: 'sub' }, random, now);
    state.packSigner = { privateKey: toHex(privateKey), certificate: toHex(certificate) };
  }
  const { privateKey, certificate } = state.packSigner;
  return { privateKey: fromHex(privateKey), certificate: fromHex(certificate) };
}

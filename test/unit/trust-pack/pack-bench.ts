/** Trust packs as a test needs them: genuine ones of a sandbox city, and the same with one thing wrong, signed again where that is the point. */
import { canonicalJson } from '../../../src-main/approval/canonical-json.ts';
import { fromHex, toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import type { CertificateKind } from '../../../src-main/sandbox/authority/certificate-kinds.ts';
import { certify } from '../../../src-main/sandbox/city-authority.ts';
import { readCityState, writeCityState, type CityState } from '../../../src-main/sandbox/city-state.ts';
import { newPrivateKey, softwareSigner, type Random } from '../../../src-main/sandbox/software-signer.ts';
import {
  packPartKinds,
  type PackHeader,
  type PackPartKind,
} from '../../../src-main/trust-pack/pack-header.ts';
import { assembleTrustPack, readTrustPack } from '../../../src-main/trust-pack/read-trust-pack.ts';

export interface Part {
  readonly kind: PackPartKind;
  readonly octets: Uint8Array;
}

/** The parts of a pack as they lie in it. */
export function partsOf(bytes: Uint8Array): Part[] {
  const { header, statusOffset } = readTrustPack(bytes);
  let at = statusOffset - header.parts.reduce((sum, { length }) => sum + length, 0);
  return header.parts.map(({ kind, length }) => {
    at += length;
    return { kind, octets: bytes.subarray(at - length, at) };
  });
}

export interface Remake {
  readonly directory: string;
  readonly random: Random;
  readonly now: Date;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly parts?: readonly Part[];
  readonly data?: Uint8Array;
  /** Who signs. Default: the key that the city signs packs with. */
  readonly signer?: { readonly privateKey: Uint8Array; readonly certificate: Uint8Array };
}

/** The pack with some of it changed, properly signed by the city or by somebody else. */
export function remadePack(bytes: Uint8Array, change: Remake): Uint8Array {
  const pack = readTrustPack(bytes);
  const parts = change.parts ?? partsOf(bytes);
  const order = (part: Part): number => packPartKinds.indexOf(part.kind);
  const sorted = [...parts].sort((a, b) => order(a) - order(b));
  const header: Record<string, unknown> = {
    ...(pack.header satisfies PackHeader),
    parts: sorted.map(({ kind, octets }) => ({ kind, length: octets.length, sm3: toHex(sm3(octets)) })),
    ...change.header,
  };
  const headerBytes = utf8Encode(canonicalJson(header));
  const { privateKey, certificate } = change.signer ?? citySigner(change.directory);
  return assembleTrustPack(
    headerBytes,
    certificate,
    softwareSigner(privateKey, change.random).sign(headerBytes),
    sorted.map(({ octets }) => octets),
    change.data ?? bytes.subarray(pack.statusOffset),
  );
}

/** A new key with a certificate of that kind from the city. */
export function newSigner(directory: string, kind: CertificateKind, random: Random, now: Date) {
  const state = stateOf(directory);
  const privateKey = newPrivateKey(random);
  const point = softwareSigner(privateKey, random).publicPoint;
  const subject = { organization: 'test', commonName: `test ${kind}` };
  const certificate = certify(state, { kind, subject, point, issuer: 'sub' }, random, now);
  writeCityState(directory, state);
  return { privateKey, certificate };
}

function citySigner(directory: string) {
  const { packSigner } = stateOf(directory);
  if (!packSigner) throw new Error('no pack yet');
  return { privateKey: fromHex(packSigner.privateKey), certificate: fromHex(packSigner.certificate) };
}

function stateOf(directory: string): CityState {
  const state = readCityState(directory);
  if (!state) throw new Error('no city');
  return state;
}

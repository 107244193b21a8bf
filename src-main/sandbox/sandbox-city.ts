/**
 * The embedded city: a register, an authority, a seal maker, a time-stamp authority and a status publisher in one object, with
 * no port and no network. It exists for demonstrations and tests; its root is trusted in sandbox homes alone.
 * Every operation reads the state, changes it and writes it whole, so that a crash leaves the state of before or after.
 * Longer: one object, each of its acts short.
 */
import type { z } from 'zod';
import * as requests from '../city/city-port.ts';
import type { CityPort, IssuedCertificate, IssuedSeal, IssuedSealKey } from '../city/city-port.ts';
import { bytesToBigint, fromHex, toHex } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { projectOids } from '../domain/project-oids.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { parseCrl } from '../pki/crl.ts';
import { createTimeStampToken } from './authority/time-stamp-token.ts';
import { certify, foundCity, renewLists, roleCertificate, roleSigner } from './city-authority.ts';
import { readCityState, writeCityState } from './city-state.ts';
import type { CityState, SealRecord } from './city-state.ts';
import { registeredSealName } from './registered-seal-name.ts';
import type { SealHolder } from './registered-seal-name.ts';
import type { makeSeal } from './seal-maker.ts';
import type { Random } from './software-signer.ts';
import { nextTrustPack } from './pack-publisher.ts';
import { addStatusRow, currentStatus, nextSnapshot } from './status-publisher.ts';

export interface SandboxCityOptions {
  /** Where the city keeps its keys and register; made when missing. Nobody but the sandbox may read it. */
  readonly directory: string;
  readonly random: Random;
  readonly now: () => Date;
}

/** 410200, the division code of 开封市. */
const division = '410200';
/** The police register has its own numbers: the district that files, then a running number of seven digits. */
const policeDivision = '410202';
const policeNumbersBegin = 23_000;
/** Clocks are set back by so much now and then (NTP), ms; what is published then carries the time of the publication before. */
const CLOCK_TOLERANCE = 5_000;

interface Desk {
  readonly state: CityState;
  readonly random: Random;
  readonly now: Date;
}

/** Opens the city in a directory, or founds it there. Errors: `city-state-damaged`, `output-not-writable`. */
export function createSandboxCity(options: SandboxCityOptions): CityPort {
  const { directory, random } = options;
  if (readCityState(directory) === null) writeCityState(directory, foundCity(random, options.now()));
  /** Does a piece of work on the state; what it throws leaves the state as it was. */
  const change = <T>(work: (desk: Desk) => T): Promise<T> =>
    settle(() => {
      const state = readCityState(directory);
      if (!state) throw new BianyinError('city-state-damaged');
      const result = work({ state, random, now: options.now() });
      writeCityState(directory, state);
      return result;
    });
  /** Publishes at a time that no publication before was later than. Errors: `clock-suspect`. */
  const publish = <T>(work: (state: CityState, now: Date) => T): Promise<T> =>
    change(({ state, now }) => work(state, publicationTime(state, now)));
  return {
    issueEnterprise: (request) =>
      change((desk) => enterEnterprise(desk, checked(requests.enterpriseRequest, request))),
    certifyPerson: (request) =>
      change((desk) => certifyPerson(desk, checked(requests.personRequest, request))),
    certifySealKey: (request) =>
      change((desk) => certifySealKey(desk, checked(requests.sealKeyRequest, request))),
    async makeSeal(request) {
      // Fonts and the rasteriser are loaded when a seal is drawn; every other command does without them.
      const maker = await import('./seal-maker.ts');
      return change((desk) => produceSeal(desk, maker.makeSeal, checked(requests.sealRequest, request)));
    },
    timestamp: (request) => change((desk) => stamp(desk, checked(requests.timestampRequest, request))),
    publishSnapshot: (request) =>
      publish((state, now) =>
        nextSnapshot(state, checked(requests.snapshotRequest, request).since ?? null, random, now),
      ),
    publishTrustPack: (request) =>
      publish((state, now) =>
        nextTrustPack(state, checked(requests.snapshotRequest, request).since ?? null, random, now),
      ),
    publishCrl: () => publish((state, now) => renewLists(state, random, now)),
    setSealStatus: (request) =>
      change((desk) => setStatus(desk, checked(requests.sealStatusRequest, request))),
    revokeCertificate: (request) =>
      change((desk) => revoke(desk, checked(requests.revocationRequest, request))),
    trustMaterial: () =>
      change(({ state }) => ({
        anchors: [roleCertificate(state, 'root')],
        intermediates: [roleCertificate(state, 'sub')],
        crls: state.lists.map(fromHex),
      })),
  };
}

/**
 * When a publication of this moment is dated. A list with a higher number and an older date would make everybody who has the one
 * before forget, or believe that it was put back. Errors: `clock-suspect`.
 */
function publicationTime(state: CityState, now: Date): Date {
  const lists = state.lists.map((list) => parseCrl(fromHex(list)).thisUpdate.getTime());
  const latest = new Date(state.latestPublished ?? Math.max(...lists));
  if (now.getTime() < latest.getTime() - CLOCK_TOLERANCE) throw new BianyinError('clock-suspect');
  const time = now < latest ? latest : now;
  state.latestPublished = time.toISOString();
  return time;
}

function enterEnterprise({ state }: Desk, request: requests.EnterpriseRequest): void {
  const known = state.enterprises.find(({ uscc }) => uscc === request.uscc);
  if (known && (known.name !== request.name || known.legalRepresentative !== request.legalRepresentative)) {
    throw new BianyinError('city-enterprise-exists', { uscc: request.uscc });
  }
  if (!known) state.enterprises.push(request);
}

function certifyPerson({ state, random, now }: Desk, request: requests.PersonRequest): IssuedCertificate {
  const { name, uscc } = holderOf(state, request.uscc);
  const subject = {
    ...{ organization: name, organizationIdentifier: uscc },
    ...{ serialNumber: request.personId, commonName: request.name },
  };
  const order = { kind: 'person', subject, point: request.publicPoint, issuer: 'sub' } as const;
  return issuedCertificate(certify(state, order, random, now));
}

function certifySealKey({ state, random, now }: Desk, request: requests.SealKeyRequest): IssuedSealKey {
  const holder = holderOf(state, request.uscc);
  const name = registeredSealName(holder, request.typeCode);
  const number = state.nextSeal;
  const esId = division + String(number).padStart(8, '0');
  const subject = {
    ...{ organization: holder.name, organizationIdentifier: holder.uscc },
    ...{ serialNumber: esId, commonName: name },
  };
  const order = { kind: 'seal', subject, point: request.publicPoint, issuer: 'sub' } as const;
  const certificate = certify(state, order, random, now);
  const code = policeDivision + String(policeNumbersBegin + number).padStart(7, '0');
  const record = { esId, code, uscc: holder.uscc, typeCode: request.typeCode, name, made: false };
  state.seals.push({ ...record, certificate: toHex(certificate) });
  state.nextSeal += 1;
  return { ...issuedCertificate(certificate), esId, name };
}

function produceSeal(desk: Desk, draw: typeof makeSeal, request: requests.SealRequest): IssuedSeal {
  const { state, random, now } = desk;
  const record = recordOf(state, request.esId);
  if (record.made) throw new BianyinError('city-seal-state', { esId: record.esId });
  const maker = {
    signer: roleSigner(state, 'maker', random),
    certificate: roleCertificate(state, 'maker'),
    timestamp: (imprint: Uint8Array) => stamp(desk, { imprint }),
  };
  const made = draw(record, holderOf(state, record.uscc), request, maker, now);
  record.made = true;
  addStatusRow(state, { esId: record.esId, status: 'valid', reason: null, invalidityDate: null }, now);
  return made;
}

function stamp({ state, random, now }: Desk, request: requests.TimestampRequest): Uint8Array {
  const serial = Uint8Array.from([0x40 | (bytesOf(random, 1) & 0x3f), ...random(15)]);
  const nonce = request.nonce ?? null;
  const order = { imprint: request.imprint, nonce, now, serial, policy: projectOids.sandboxTimeStampPolicy };
  return createTimeStampToken(order, {
    signer: roleSigner(state, 'tsa', random),
    certificate: roleCertificate(state, 'tsa'),
    chain: [roleCertificate(state, 'sub')],
  });
}

function setStatus({ state, now }: Desk, request: requests.SealStatusRequest): void {
  const { esId, status, reason = null, invalidityDate = null } = request;
  recordOf(state, esId);
  const current = currentStatus(state, esId);
  // A cancelled seal is never revived: Art. 17 knows only a new one. Neither is one that was never made.
  if (current === null || current === 'cancelled' || current === status) {
    throw new BianyinError('city-seal-state', { esId });
  }
  addStatusRow(state, { esId, status, reason, invalidityDate }, now);
}

function revoke({ state, now }: Desk, request: requests.RevocationRequest): void {
  const found = state.issued.find(({ serialHex }) => serialHex === request.serialHex);
  if (!found) throw new BianyinError('city-certificate-unknown', { serial: request.serialHex });
  const invalidityDate = request.invalidityDate?.toISOString() ?? null;
  found.revoked ??= { date: now.toISOString(), reason: request.reason, invalidityDate };
}

function holderOf(state: CityState, uscc: string): SealHolder {
  const holder = state.enterprises.find((each) => each.uscc === uscc);
  if (!holder) throw new BianyinError('city-enterprise-unknown', { uscc });
  return holder;
}

function recordOf(state: CityState, esId: string): SealRecord {
  const record = state.seals.find((each) => each.esId === esId);
  if (!record) throw new BianyinError('city-seal-unknown', { esId });
  return record;
}

function issuedCertificate(certificate: Uint8Array): IssuedCertificate {
  return { certificate, serialHex: parseCertificate(certificate).serialHex };
}

function bytesOf(random: Random, length: number): number {
  return Number(bytesToBigint(random(length)));
}

function checked<T>(schema: z.ZodType<T>, request: unknown): T {
  const result = schema.safeParse(request);
  if (result.success) return result.data;
  const what = result.error.issues[0]?.path.join('.') ?? '';
  throw new BianyinError('city-request-malformed', { what: what === '' ? 'request' : what });
}

/** The outcome of synchronous work as a promise, so that a remote city can stand in. */
function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}

/**
 * Certificates of people, as far as this machine has seen them: on tokens, in files that somebody chose (`people/*.cer` of the
 * home; public data), in what was signed. A policy itself names digests only.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64, toHex } from '../../../crypto/bytes.ts';
import { sm3 } from '../../../crypto/sm3.ts';
import type { PersonCertificateView } from '../../../contract/office-views.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import type { HomeMoment } from '../../../home/home-moment.ts';
import { parseCertificate, type Certificate } from '../../../pki/certificate.ts';
import { requireSigningKey } from '../../../pki/key-algorithm.ts';
import { organisationCodes } from '../../../pki/organisation-code.ts';
import { replaceFile } from '../../../platform/atomic-file.ts';
import type { HomeDirectory } from '../../../platform/home-directory.ts';
import type { TokenSummaryMessage } from '../../../signer/answers.ts';

/** Hex SM3 → certificate. */
export type KnownCertificates = ReadonlyMap<string, Certificate>;

/** Everything that can be looked up without asking anybody. */
export function knownCertificates(
  home: HomeDirectory,
  moment: HomeMoment,
  tokens: readonly TokenSummaryMessage[],
): KnownCertificates {
  const ders = [
    ...storedCertificates(home),
    ...tokens.flatMap(({ certificates }) => certificates.map(({ certificate }) => fromBase64(certificate))),
    ...moment.store.policies().map(({ certificate }) => fromBase64(certificate)),
  ];
  return new Map(ders.map((der) => [toHex(sm3(der)), parseCertificate(der)]));
}

/** Keeps a person's certificate in the home. */
export function keepCertificate(home: HomeDirectory, { der }: Certificate): void {
  const folder = folderOf(home);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  replaceFile(join(folder, `${toHex(sm3(der)).slice(0, 32)}.cer`), der);
}

/**
 * A certificate that a person of this enterprise may sign with, today. Errors: `person-certificate-unfit`, `key-rsa-short`, `key-not-supported`,
 * `person-other-enterprise`, `person-certificate-untrusted`.
 */
export function requirePersonCertificate(moment: HomeMoment, certificate: Certificate): void {
  const name = certificate.subject.commonName ?? '';
  if (name === '') throw new BianyinError('person-certificate-unfit', { name: certificate.serialHex });
  requireSigningKey(certificate);
  const codes = organisationCodes(certificate);
  if (codes.length > 0 && !codes.includes(moment.settings.enterprise.uscc)) {
    throw new BianyinError('person-other-enterprise', { name, uscc: codes[0] ?? '' });
  }
  const state = moment.checkCertificate(certificate.der, moment.now);
  if (state !== 'ok') throw new BianyinError('person-certificate-untrusted', { name, state });
}

/** What a page shows of one digest of a policy. */
export function personCertificateView(
  moment: HomeMoment,
  known: KnownCertificates,
  digest: string,
): PersonCertificateView {
  const certificate = known.get(digest);
  if (!certificate) return { sm3: digest, issuer: null, serial: null, validTo: null, state: 'absent' };
  const { issuer, serialHex, notAfter, der } = certificate;
  return {
    sm3: digest,
    issuer: issuer.commonName ?? issuer.toString(),
    serial: serialHex,
    validTo: notAfter.toISOString(),
    state: moment.checkCertificate(der, moment.now),
  };
}

function storedCertificates(home: HomeDirectory): Uint8Array[] {
  const folder = folderOf(home);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.cer') && !name.startsWith('.'));
  return names.sort().map((name) => new Uint8Array(readFileSync(join(folder, name))));
}

function folderOf(home: HomeDirectory): string {
  return join(home.root, 'people');
}

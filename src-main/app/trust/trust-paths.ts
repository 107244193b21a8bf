/**
 * Trust that a person names for one verification: files or folders (with their sub-folders) of certificates, DER or PEM,
 * revocation lists and OCSP responses. Self-issued certificates become anchors, the others help to build paths. A
 * certificate in a folder that cannot be read is passed over and named: it can only be missed. A list that cannot be read stops
 * everything, since a revocation would be missed, and so does a file that was named itself.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustBundle } from '../../city/trust-store.ts';
import { utf8Decode } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import { parseCrl } from '../../pki/crl.ts';
import { parseOcspResponse } from '../../pki/ocsp.ts';
import { sameName } from '../../pki/name.ts';
import { displayName } from '../../platform/display-name.ts';

const certificateFile = /\.(cer|crt|der|pem)$/i;
const listFile = /\.crl$/i;
const responseFile = /\.(ors|ocsp)$/i;
/** Folders inside folders that are looked into. */
const MAX_DEPTH = 4;

/** What paths hold, and the names of certificate files in folders that could not be read. */
export interface NamedTrust extends TrustBundle {
  readonly unreadable: readonly string[];
}

/** Everything the paths hold. Errors: `trust-file-malformed` for a list, or a file that was named, that cannot be read. */
export function readTrustPaths(paths: readonly string[]): NamedTrust {
  const files = paths.flatMap((path) => filesAt(path, 0)).map((file) => ({ file, octets: readOctets(file) }));
  const lists = files.filter(({ file }) => listFile.test(file));
  const responses = files.filter(({ file }) => responseFile.test(file));
  const read = files
    .filter((each) => !lists.includes(each) && !responses.includes(each))
    .map((each) =>
      paths.includes(each.file) ? certificatesIn(each) : orElse(() => certificatesIn(each), each.file),
    );
  const certificates = read.flatMap((found) => (typeof found === 'string' ? [] : found));
  return {
    unreadable: read.filter((found) => typeof found === 'string').map(displayName),
    anchors: certificates.filter(isSelfIssued),
    intermediates: certificates.filter((der) => !isSelfIssued(der)),
    crls: lists.map(({ file, octets }) => orMalformed(file, () => parseCrl(octets).der)),
    ocsp: responses.map(({ file, octets }) => orMalformed(file, () => parseOcspResponse(octets).der)),
  };
}

interface TrustFile {
  readonly file: string;
  readonly octets: Uint8Array;
}

/** A file that is named counts whatever its ending; in folders the ending decides. */
function filesAt(path: string, depth: number): string[] {
  if (!orMalformed(path, () => statSync(path)).isDirectory()) {
    const isTrust = [certificateFile, listFile, responseFile].some((ending) => ending.test(path));
    return depth === 0 || isTrust ? [path] : [];
  }
  if (depth >= MAX_DEPTH) return [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesAt(join(path, name), depth + 1));
}

function readOctets(file: string): Uint8Array {
  return orMalformed(file, () => new Uint8Array(readFileSync(file)));
}

/** DER, or any number of PEM blocks; each one must be a certificate. */
function certificatesIn({ file, octets }: TrustFile): Uint8Array[] {
  const found = octets[0] === SEQUENCE ? [octets] : orMalformed(file, () => pemBlocks(utf8Decode(octets)));
  if (found.length === 0) throw new BianyinError('trust-file-malformed', { file: displayName(file) });
  return found.map((der) => orMalformed(file, () => parseCertificate(der).der));
}

/** First octet of every DER certificate. */
const SEQUENCE = 0x30;

function pemBlocks(text: string): Uint8Array[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, body = '']) => Uint8Array.from(Buffer.from(body, 'base64')));
}

function isSelfIssued(der: Uint8Array): boolean {
  const { subject, issuer } = parseCertificate(der);
  return sameName(subject, issuer);
}

function orMalformed<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new BianyinError('trust-file-malformed', { file: displayName(file) }, { cause });
  }
}

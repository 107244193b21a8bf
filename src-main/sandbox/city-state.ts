/** What the embedded city remembers: its own keys, what it has issued, the status history. One file, 0600, replaced whole. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';
import { revocationReasons } from '../pki/crl.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { sealStatusReasons } from '../seal/status-row.ts';

/** The city's own key holders. The root signs the sub authority and nothing else. */
const cityRoles = ['root', 'sub', 'maker', 'tsa', 'status'] as const;
export type CityRole = (typeof cityRoles)[number];

const instant = z.iso.datetime();
/** A private key (32 octets) and the certificate for it (DER), hexadecimal. */
const keyPair = z.strictObject({ privateKey: z.string().length(64), certificate: z.string() });
const issued = z.strictObject({
  serialHex: z.string(),
  issuer: z.enum(['root', 'sub']),
  revoked: z
    .strictObject({ date: instant, reason: z.enum(revocationReasons), invalidityDate: instant.nullable() })
    .nullable(),
});
const seal = z.strictObject({
  esId: z.string(),
  /** 13 digits on the face of the round seals. */
  code: z.string(),
  uscc: z.string(),
  typeCode: z.enum(sealTypeCodes),
  name: z.string(),
  /** DER of the certificate that may use it, hexadecimal. */
  certificate: z.string(),
  made: z.boolean(),
});
const row = z.strictObject({
  h: z.string(),
  inv: z.string().optional(),
  r: z.enum(sealStatusReasons).optional(),
  s: z.int(),
  since: z.string(),
});

const cityState = z.strictObject({
  v: z.literal(1),
  keys: z.record(z.enum(cityRoles), keyPair),
  issued: z.array(issued),
  enterprises: z.array(
    z.strictObject({ name: z.string(), uscc: z.string(), legalRepresentative: z.string() }),
  ),
  seals: z.array(seal),
  /** In the order they were added. */
  rows: z.array(row),
  /** The last snapshot: its number, digest and how many rows it knew. */
  published: z.strictObject({ seq: z.int(), sm3: z.string(), rows: z.int() }).nullable(),
  /** Who signs trust packs; made with the first pack. */
  packSigner: keyPair.optional(),
  /** The last trust pack: its number, digest and the number of the status in it. */
  pack: z.strictObject({ seq: z.int(), sm3: z.string(), statusSeq: z.int() }).optional(),
  crlNumber: z.int(),
  /** The newest revocation lists, DER in hexadecimal. */
  lists: z.array(z.string()),
  /** When the city published last, by its own clock; absent: only the lists of its founding. */
  latestPublished: instant.optional(),
  nextSeal: z.int(),
});

export type CityState = z.infer<typeof cityState>;
export type SealRecord = z.infer<typeof seal>;

const fileName = 'city.json';

/** The state in a directory, or null when the city is not there yet. Errors: `city-state-damaged`. */
export function readCityState(directory: string): CityState | null {
  const file = join(directory, fileName);
  if (!existsSync(file)) return null;
  try {
    return cityState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new BianyinError('city-state-damaged', {}, { cause });
  }
}

/** Writes the state; the directory is made 0700, the file 0600. */
export function writeCityState(directory: string, state: CityState): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  replaceFile(join(directory, fileName), `${JSON.stringify(state)}\n`);
}

/**
 * The enterprise's seals as the city delivered them: `seals/<esID>.esl` (SESeal, DER) in a home. Public data: it says which
 * certificates may use a seal and how big it is, for everybody who writes a request; the keys stay on their tokens.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isSealTypeCode, type SealTypeCode } from '../domain/seal-kind.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { parseSeal, type SESeal } from '../seal/seal-structure.ts';
import { lookUpSeal } from '../seal/status-lookup.ts';
import { statusSubject } from '../seal/status-subject.ts';
import type { StatusState } from '../seal/status-snapshot.ts';

const ending = '.esl';

/** Puts a seal into the register, in place of an earlier one of the same esID. Errors: `seal-malformed`. */
export function saveSeal(folder: string, der: Uint8Array): void {
  const seal = parseSeal(der);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  replaceFile(join(folder, `${encodeURIComponent(seal.info.esId)}${ending}`), der);
}

/** All seals of the register, by esID; a missing folder is empty. Errors: `seal-malformed`. */
export function readSeals(folder: string): SESeal[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(ending) && !name.startsWith('.'));
  return names.sort().map((name) => parseSeal(new Uint8Array(readFileSync(join(folder, name)))));
}

/**
 * The seals that may still be used, the newest first: what the city has cancelled or let expire stays in the folder, and
 * must never be taken for the seal that replaced it. Without any status all are there.
 */
export function sealsInUse(
  seals: readonly SESeal[],
  state: StatusState | null,
  trust: Parameters<typeof statusSubject>[1],
): SESeal[] {
  const isOver = (seal: SESeal): boolean => {
    if (!state) return false;
    const { status } = lookUpSeal(state, statusSubject(seal, trust), state.thisUpdate).latest;
    return status === 'cancelled' || status === 'expired';
  };
  const made = (seal: SESeal): number => seal.info.createDate.getTime();
  return seals.filter((seal) => !isOver(seal)).sort((a, b) => made(b) - made(a));
}

/** Type code of the register (01 to 05) of a seal; GB/T 38540 leaves its `type` to the business. */
export function typeCodeOf(seal: SESeal): SealTypeCode | null {
  const code = String(seal.info.type).padStart(2, '0');
  return isSealTypeCode(code) ? code : null;
}

/** The seal of a type. Errors: `seal-not-in-register`. */
export function sealOfType(seals: readonly SESeal[], typeCode: SealTypeCode): SESeal {
  const seal = seals.find((each) => typeCodeOf(each) === typeCode);
  if (!seal) throw new BianyinError('seal-not-in-register', { seal: typeCode });
  return seal;
}

/**
 * When may a damaged file still be green? Judged without the verifier's rules. Either it is one of the honest states, up to one
 * line end behind it and what a seal leaves open inside its hole (the case of hexadecimal letters, octets of the time-stamp
 * token that its own signature leaves open); or it is such a state with an update behind it that changes no object of it but a form
 * field that the signer left open, and validation data.
 */
import { equalBytes, fromHex } from '../../src-main/crypto/bytes.ts';
import { readDer } from '../../src-main/crypto/der.ts';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { openPdf, type PdfDocument } from '../../src-main/pdf/document.ts';
import { pdfDict, pdfRef, sameObject, type PdfDict, type PdfObject } from '../../src-main/pdf/objects.ts';
import { parseSealSignature } from '../../src-main/seal/seal-signature.ts';
import { honestStates } from './honest-files.ts';

/** Says which honest state a green file is; null: it is none of them, and must not have been green. */
export function honestStateOf(bytes: Uint8Array): Uint8Array | null {
  const states = [...honestStates].sort((a, b) => b.length - a.length);
  return states.find((state) => beginsWith(bytes, state) && isHarmlessRest(bytes, state)) ?? null;
}

/** The state stands at the beginning, apart from what its seals leave open. */
function beginsWith(bytes: Uint8Array, state: Uint8Array): boolean {
  if (bytes.length < state.length) return false;
  let from = 0;
  for (const { start, end } of holesOf(state)) {
    if (!equalBytes(bytes.subarray(from, start), state.subarray(from, start))) return false;
    if (!isSameSeal(bytes.subarray(start, end), state.subarray(start, end))) return false;
    from = end;
  }
  return equalBytes(bytes.subarray(from, state.length), state.subarray(from));
}

/** Positions of the hexadecimal digits of /Contents. */
function holesOf(bytes: Uint8Array): { start: number; end: number }[] {
  const text = Buffer.from(bytes).toString('latin1');
  return [...text.matchAll(/\/Contents <([0-9a-f]+)>/g)].map((found) => {
    const start = found.index + '/Contents <'.length;
    return { start, end: start + (found[1]?.length ?? 0) };
  });
}

function isSameSeal(a: Uint8Array, b: Uint8Array): boolean {
  if (equalBytes(a, b)) return true;
  const [mine, theirs] = [sealParts(a), sealParts(b)];
  return (
    mine !== null &&
    theirs !== null &&
    mine.every((part, i) => equalBytes(part, theirs[i] ?? new Uint8Array()))
  );
}

/** What must not have changed: the signed part, the certificate and the value, without the token. */
function sealParts(hex: Uint8Array): Uint8Array[] | null {
  try {
    const container = fromHex(Buffer.from(hex).toString('latin1').toLowerCase());
    const { tbs, certificate, signatureValue } = parseSealSignature(
      readDer(container, { allowTrailing: true }).bytes,
    );
    return [tbs, certificate, signatureValue];
  } catch {
    return null;
  }
}

function isHarmlessRest(bytes: Uint8Array, state: Uint8Array): boolean {
  const rest = Buffer.from(bytes.subarray(state.length)).toString('latin1');
  return /^(\r\n|\r|\n)?$/.test(rest) || changesNothing(bytes, state);
}

/** Every object of the state means the same in the longer file, whose catalog is the same one. */
function changesNothing(bytes: Uint8Array, state: Uint8Array): boolean {
  const [before, after] = [openPdf(bytesSource(state)), openPdf(bytesSource(bytes))];
  if (before.catalogRef.number !== after.catalogRef.number) return false;
  for (let number = 1; number <= before.highestObjectNumber; number += 1) {
    const [a, b] = [objectOf(before, number), objectOf(after, number)];
    if (before.entry(number) === undefined && !isNamed(state, number)) continue;
    if (!isSame(before, after, a, b)) return false;
  }
  return true;
}

/** Whether anything refers to a number that stands for nothing yet: then filling it shows something. */
function isNamed(state: Uint8Array, number: number): boolean {
  return new RegExp(`\\b${number} \\d+ R\\b`).test(Buffer.from(state).toString('latin1'));
}

function objectOf(document: PdfDocument, number: number): PdfObject {
  const entry = document.entry(number);
  return document.get(pdfRef(number, entry?.kind === 'in-file' ? entry.generation : 0));
}

/** Entries that an update may set: validation data and what is never drawn; the value of the field that was left open. */
const openKeys = new Set(['DSS', 'Extensions', 'Metadata']);
const openFieldKeys = new Set(['V', 'AP', 'AS', 'M', 'I', 'MK']);

function isSame(before: PdfDocument, after: PdfDocument, a: PdfObject, b: PdfObject): boolean {
  if (a.kind === 'dict' && b.kind === 'dict') {
    const isOpenField = before.catalog.entries.has('Perms') && isTextField(a);
    const open = a === before.catalog ? openKeys : isOpenField ? openFieldKeys : new Set<string>();
    return sameObject(without(a, open), without(b, open));
  }
  if (a.kind !== 'stream' || b.kind !== 'stream') return sameObject(a, b);
  return sameObject(a.dict, b.dict) && equalBytes(before.rawStreamBytes(a), after.rawStreamBytes(b));
}

function isTextField(dict: PdfDict): boolean {
  const type = dict.entries.get('FT');
  return type?.kind === 'name' && type.value === 'Tx';
}

function without(dict: PdfDict, keys: ReadonlySet<string>): PdfDict {
  return pdfDict(new Map([...dict.entries].filter(([key]) => !keys.has(key))));
}

/**
 * An output intent that a later program adds (ISO 32000-2 §14.11.5; DSS does, with each look that it draws). Readers may draw colours by
 * its profile, so that it may only be the one that they draw by anyway.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { isSrgbProfile } from '../../../pdf/srgb-profile.ts';

/** Octets of a profile that is looked into; those of sRGB have three to seven thousand. */
const MOST = 64 * 1024;
/** What a plain intent says in names and strings beside its profile. Nothing else is looked into. */
const plain = new Set('Type S OutputCondition OutputConditionIdentifier RegistryName Info'.split(' '));
/** What the stream of a profile says of itself; a profile in another file, or another range of colours, is not looked into. */
const ofStream = new Set('N Length Filter DecodeParms'.split(' '));

/** Whether it says nothing but that colours mean what they mean anyway. */
export function isPlainIntent(document: PdfDocument, value: PdfObject | undefined): boolean {
  const list = document.resolve(value);
  if (list.kind !== 'array' || list.items.length !== 1) return false;
  const intent = document.resolve(list.items[0]);
  if (intent.kind !== 'dict') return false;
  const isPlain = [...intent.entries].every(
    ([key, { kind }]) =>
      key === 'DestOutputProfile' || (plain.has(key) && (kind === 'name' || kind === 'string')),
  );
  // By other kinds (PDF/X) readers choose how colours cover one another.
  const subtype = document.resolve(intent.entries.get('S'));
  const isArchive = subtype.kind === 'name' && subtype.value === 'GTS_PDFA1';
  return isPlain && isArchive && orElse(() => hasSrgb(document, intent), false);
}

function hasSrgb(document: PdfDocument, { entries }: PdfDict): boolean {
  const profile = document.resolve(entries.get('DestOutputProfile'));
  if (profile.kind !== 'stream') return false;
  const components = document.resolve(profile.dict.entries.get('N'));
  const isOfThree = components.kind === 'number' && components.value === 3;
  return (
    isOfThree &&
    [...profile.dict.entries.keys()].every((key) => ofStream.has(key)) &&
    isSrgbProfile(document.streamBytes(profile, MOST))
  );
}

/**
 * What a signature may call itself for what it holds (ISO 32000-2 §12.8.3 Table 255 /SubFilter, §12.8.5 for time stamps; names of seals as
 * they are met, GM/T 0112 not confirmed). The container is told by its DER; under a name that does not go with it other readers take it for
 * something else, or for nothing.
 */
import type { SignatureDictionary } from '../../pdf/signature-dictionary.ts';
import type { CheckLog } from '../check-log.ts';
import type { SignatureKind } from '../report.ts';

const seals: readonly string[] = ['GM.sm2seal', 'GM.SM2'];
const messages: readonly string[] = [
  'adbe.pkcs7.detached',
  'adbe.pkcs7.sha1',
  'ETSI.CAdES.detached',
  'GM.sm2cms.detached',
  'GM.SM2',
];

/** By kind of container the names that are known for it. */
const subFilters: Readonly<Record<Exclude<SignatureKind, 'unknown'>, readonly string[]>> = {
  'ses-v1': seals,
  'ses-v4': seals,
  'ses-v5': seals,
  gbt35275: messages,
  cms: messages,
  rfc3161: ['ETSI.RFC3161'],
};

/** Writes down whether the names in the dictionary go with what /Contents holds. A container that nobody can read has its finding already. */
export function checkSubFilter(
  { subFilter, type }: SignatureDictionary,
  kind: SignatureKind,
  log: CheckLog,
): void {
  if (kind === 'unknown') return;
  const isKnown = subFilter !== null && subFilters[kind].includes(subFilter);
  // A time stamp is written as /Sig too; a signature that says it is a time stamp says something else.
  const isTyped = type !== 'DocTimeStamp' || kind === 'rfc3161';
  if (isKnown && isTyped) log.ok('integrity', 'sub-filter', { subFilter });
  else
    log.finding('sub-filter', 'SUBFILTER_MISMATCH', {
      subFilter: subFilter ?? '',
      type: type ?? '',
      holds: kind,
    });
}

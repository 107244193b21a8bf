/**
 * What a seal calls itself (SES_ESPropertyInfo.name, GB/T 38540-2020 §6.1) beside who signed with it. Its maker has signed the name,
 * so that both are notes: people read names, and do not see which characters they are written with.
 */
import { foldText } from '../domain/fold-text.ts';
import { isSocialCreditCode } from '../domain/social-credit-code.ts';
import { withoutUnseen } from '../domain/unseen-characters.ts';
import type { Certificate } from '../pki/certificate.ts';
import { finding, passed, type SealCheck } from './seal-check.ts';

/** Parts of ideographs as characters of their own: radicals and strokes. */
const part = /[\p{Radical}\u31c0-\u31ef]/u;
const ideograph = /^\p{Unified_Ideograph}$/u;
/** A hostile name may be made of nothing else. */
const MOST_SHOWN = 5;

/** Characters that look like an ideograph and are none, or that nobody sees: the name is then not the one that is read. */
export function checkSealName(name: string): SealCheck {
  const check = 'seal.name';
  const found = [...new Set(name)].filter((character) => isLookAlike(character) || isUnseen(character));
  if (found.length === 0) return passed(check);
  return finding(check, 'SEAL_NAME_LOOKALIKE', {
    characters: found.slice(0, MOST_SHOWN).map(codePoint).join(' '),
  });
}

/** Compatibility ideographs are one ideograph after canonical decomposition; circled ones and those in brackets are seen. */
function isLookAlike(character: string): boolean {
  const canonical = character.normalize('NFD');
  return part.test(character) || (canonical !== character && ideograph.test(canonical));
}

function isUnseen(character: string): boolean {
  return withoutUnseen(character, '') !== character;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * The name holds the organisation of the certificate that signed, or its own name: seals of persons bear theirs. Where the
 * certificate names its organisation by a code only, there is nothing to compare.
 */
export function checkHolderName(name: string, { subject }: Certificate): SealCheck {
  const check = 'signature.seal-name';
  const { organization = '', commonName = '' } = subject;
  const organisation = readable(organization);
  if (organisation === '' || isSocialCreditCode(organization.trim())) return passed(check);
  const written = readable(name);
  const isNamed = [organisation, readable(commonName)].some((each) => each !== '' && written.includes(each));
  return isNamed ? passed(check) : finding(check, 'SEAL_NAME_OTHER_HOLDER', { organisation: organization });
}

/** As it reads, whichever characters it is written with. */
function readable(text: string): string {
  return foldText(text).toLowerCase();
}

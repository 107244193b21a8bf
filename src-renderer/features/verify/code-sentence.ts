/** The sentence of a verdict code, filled from the check that found it. */
import type { SignatureView } from '../../../src-main/contract/report-view.ts';
import { verdictCodes } from '../../../src-main/contract/words.ts';
import type { Language } from '../../i18n/preferences.tsx';
import { fill } from '../../i18n/words.ts';

export function codeSentence(
  code: keyof typeof verdictCodes,
  checks: SignatureView['checks'],
  language: Language,
): string {
  const found = checks.find((check) => check.code === code && check.inputs !== undefined);
  const values = Object.entries(found?.inputs ?? {}).map(([name, value]) => [name, String(value)] as const);
  return fill(verdictCodes[code][language], Object.fromEntries(values));
}

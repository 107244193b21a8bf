/** Texts and numbers of a request as people type them: tidied where that changes nothing, refused by name where it would. */
import { mostComment } from '../../approval/comment.ts';
import { plainText } from '../../approval/statement-fields.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';

type TextCode = Extract<
  ErrorCode,
  'reason-not-usable' | 'counterparty-not-usable' | 'comment-not-usable' | 'refusal-not-usable'
>;

/** One line of at most so many characters, without blanks around it, NFC. Errors: the given code. */
export function typedText(text: string, most: number, code: TextCode): string {
  const tidy = text.normalize('NFC').trim();
  if (!plainText(most).safeParse(tidy).success) throw new BianyinError(code, { most });
  return tidy;
}

/** What an approver says beside an approval; nothing typed is nothing said. Errors: `comment-not-usable`. */
export function typedComment(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === ''
    ? undefined
    : typedText(text, mostComment, 'comment-not-usable');
}

/** Why something is rejected or taken back. Errors: `refusal-not-usable`. */
export function typedRefusal(text: string): string {
  return typedText(text, 200, 'refusal-not-usable');
}

/** ISO 4217, in any case. Errors: `usage`. */
export function typedCurrency(text: string): string {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return code;
  throw new BianyinError('usage', { what: '--currency CNY' });
}

/** Most uses that one request may ask for (approval/request.ts). */
const MOST_USES = 1000;

/** Errors: `usage`. */
export function typedUses(uses: number): number {
  if (Number.isSafeInteger(uses) && uses >= 1 && uses <= MOST_USES) return uses;
  throw new BianyinError('usage', { what: `--uses 1–${MOST_USES}` });
}

/** Texts of others on paper and in tables: one line, nothing that is not seen, bounded, and never a formula (attacks T09, T10). */
import { withoutUnseen } from '../domain/unseen-characters.ts';

/** Longest text in a cell or a line, characters. */
const LONGEST = 400;

/** `text` as it may stand on paper, at most `most` characters. */
export function safeText(text: string, most = LONGEST): string {
  const plain = withoutUnseen(text.slice(0, 8 * most).replace(/\s+/gu, ' '), '·').trim();
  const characters = [...plain];
  return characters.length <= most ? plain : `${characters.slice(0, most - 1).join('')}…`;
}

/** `text` as a cell of a table: what a spreadsheet would take for a formula begins with an apostrophe. */
export function cellText(text: string): string {
  const plain = safeText(text);
  // Full-width signs too: some spreadsheets read them as the plain ones.
  return /^[=+\-@|%＝＋－＠]/u.test(plain) ? `'${plain}` : plain;
}

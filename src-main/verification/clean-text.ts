/** Makes text from a document safe to show: no control, bidi or zero-width characters, one line, bounded (attack P27). */
import { withoutUnseen } from '../domain/unseen-characters.ts';

const MAX_CHARACTERS = 200;

const spaces = /\s+/gu;

/** Returns `text` without characters that change how the rest of a line is read, at most 200 characters long. */
export function cleanText(text: string): string {
  const plain = withoutUnseen(text.slice(0, 8 * MAX_CHARACTERS).replace(spaces, ' '), '').trim();
  const characters = [...plain];
  return characters.length <= MAX_CHARACTERS ? plain : `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}

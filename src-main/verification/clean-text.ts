/** Makes text from a document safe to show: no control, bidi or zero-width characters, one line, bounded (attack P27). */

const MAX_CHARACTERS = 200;

/** Cc, Cf (bidi controls, zero width, soft hyphen), line and paragraph separators, private use, surrogates alone. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;
const spaces = /\s+/gu;

/** Returns `text` without characters that change how the rest of a line is read, at most 200 characters long. */
export function cleanText(text: string): string {
  const plain = text
    .slice(0, 8 * MAX_CHARACTERS)
    .replace(spaces, ' ')
    .replace(unseen, '')
    .trim();
  const characters = [...plain];
  return characters.length <= MAX_CHARACTERS ? plain : `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}

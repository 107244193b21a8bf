/**
 * The form in which words are compared, on both sides: NFKD (UAX #15), one of the ideographs that look alike, one of the marks that
 * look alike, nothing that takes no ink. Character by character, so that a letter drawn alone folds as it does within its word.
 */
import { equivalentIdeograph } from './equivalent-ideographs.ts';

/** White space; Default_Ignorable_Code_Point: zero-width characters, soft hyphen, variation selectors, directions. */
const inkless = /[\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u;

/** Marks of one look that NFKD keeps apart: quotation marks, dashes, middle dots, the zero of Chinese figures, full stops. */
const marks = new Map(
  ['"“”„‟〝〞', "'‘’‚‛", '-‐‑‒–—―−─', '·•・‧∙⋅', '〇○◯', '。｡', '[【〔〖', ']】〕〗', '<〈‹', '>〉›'].flatMap(
    (alike) => {
      const [one = '', ...others] = [...alike];
      return others.map((other): [string, string] => [other, one]);
    },
  ),
);

const folded = new Map<string, string>();
/** A hostile file has a million different characters; the memory of folded ones does not grow by them. */
const MOST_REMEMBERED = 20_000;

/** The folded text; empty when nothing of it takes ink. */
export function foldText(text: string): string {
  let out = '';
  for (const character of text) out += foldCharacter(character);
  return out;
}

function foldCharacter(character: string): string {
  const known = folded.get(character);
  if (known !== undefined) return known;
  let out = '';
  for (const part of character.normalize('NFKD')) {
    if (inkless.test(part)) continue;
    const ideograph = equivalentIdeograph(part);
    out += marks.get(ideograph) ?? ideograph;
  }
  if (folded.size < MOST_REMEMBERED) folded.set(character, out);
  return out;
}

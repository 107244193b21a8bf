/**
 * Characters that are not seen, or that change how others are read (attacks P27, T09): controls, bidirectional and zero-width ones, line
 * separators, private ones, halves of pairs (Unicode Cc Cf Zl Zp Co Cs), and letters that are drawn as nothing: Hangul and Khmer
 * fillers, the joiner of graphemes, the empty Braille cell. Variation selectors stay: names of people need them.
 */
const unseenCharacters =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;

/** More marks on one letter than any script has grow over the lines above and below. */
const stackedMarks = /(\p{M}{4})\p{M}+/gu;

/** `text` with `instead` for each of them, and no letter with more than four marks. */
export function withoutUnseen(text: string, instead: string): string {
  return text.replace(unseenCharacters, instead).replace(stackedMarks, '$1');
}

/** `text` with each of them spelled as in JSON, `\\u001b`; what is spelled so inside a JSON text is the same value. */
export function unseenSpelled(text: string): string {
  return text.replace(unseenCharacters, (found) =>
    Array.from({ length: found.length }, (_, i) => found.charCodeAt(i))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

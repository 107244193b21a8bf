/** Names of the letters of ASCII in the encodings that a font may build upon (ISO 32000-2 Annex D.2). */

const signs: Readonly<Record<string, readonly string[]>> = {
  ' ': ['space'],
  '!': ['exclam'],
  '"': ['quotedbl'],
  '#': ['numbersign'],
  $: ['dollar'],
  '%': ['percent'],
  '&': ['ampersand'],
  // The two that the standard encoding has another form of.
  "'": ['quotesingle', 'quoteright'],
  '`': ['grave', 'quoteleft'],
  '(': ['parenleft'],
  ')': ['parenright'],
  '*': ['asterisk'],
  '+': ['plus'],
  ',': ['comma'],
  '-': ['hyphen', 'minus'],
  '.': ['period'],
  '/': ['slash'],
  ':': ['colon'],
  ';': ['semicolon'],
  '<': ['less'],
  '=': ['equal'],
  '>': ['greater'],
  '?': ['question'],
  '@': ['at'],
  '[': ['bracketleft'],
  '\\': ['backslash'],
  ']': ['bracketright'],
  '^': ['asciicircum'],
  _: ['underscore'],
  '{': ['braceleft'],
  '|': ['bar'],
  '}': ['braceright'],
  '~': ['asciitilde'],
};
const digits = 'zero one two three four five six seven eight nine'.split(' ');

/** What a code from 32 to 126 may be called; nothing for others. */
export function asciiGlyphNames(code: number): readonly string[] {
  if (code < 32 || code > 126) return [];
  const character = String.fromCharCode(code);
  if (/[A-Za-z]/.test(character)) return [character];
  const digit = digits[code - 0x30];
  return digit === undefined ? (signs[character] ?? []) : [digit];
}

const all = new Set(Array.from({ length: 127 }, (_, code) => asciiGlyphNames(code)).flat());

/** Whether an encoding that is built upon may have it without saying so. */
export function isAsciiGlyphName(name: string): boolean {
  return all.has(name);
}

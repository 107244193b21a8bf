/** Texts in GB18030 as Chinese spreadsheets write them; Node reads it and does not write it. */

let known: Map<string, Uint8Array> | undefined;

/** Two octets for each of the characters of GBK. */
function table(): Map<string, Uint8Array> {
  if (known) return known;
  known = new Map();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue;
      const octets = Uint8Array.of(high, low);
      const character = decoder.decode(octets);
      if ([...character].length === 1 && !known.has(character)) known.set(character, octets);
    }
  return known;
}

export function gb18030(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) =>
      character < '\u0080' ? [character.charCodeAt(0)] : [...(table().get(character) ?? [0x3f])],
    ),
  );
}

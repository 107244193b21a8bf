/** A digest in groups of four, as people read it aloud over the telephone. */
export function digestGroups(hex: string): string[] {
  return hex.toUpperCase().match(/.{1,4}/g) ?? [];
}

/** PINs of the people of the stories: so unlike anything else that a search for their common part finds PINs alone. */

/** Stands in every right and every wrong PIN that a test types. */
export const pinMark = 'Zq7xW9pV';

/** PIN of a token by its label; at most 32 octets. */
export function pinFor(label: string): string {
  return `${pinMark}-${label.replace('soft-', '')}`;
}

/** A PIN that opens no token. */
export const wrongPin = `${pinMark}-wrong`;

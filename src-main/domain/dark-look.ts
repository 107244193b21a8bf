/** When a mark is so dark that words under it are lost, however it is blended (own rule; ITU-R BT.601). One measure for drawn pages and for pictures. */

/** Below this brightness black words are no longer read; a pure red stands above it. */
export const DARK = 64;
/** So much of a mark may become dark: rings and letters of a dark blue seal take about a fifth. */
export const MOST_DARK = 0.35;

/** Luma, 0 to 255. */
export function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

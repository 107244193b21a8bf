/** How far letters go at the least, in units of the font size, in the fonts whose codes are known letters (ISO 32000-2 §9.2.4, §9.6.2.2). */

/** Letters and marks that are narrow in Helvetica and Times; digits are 0.5 in Times, 0.556 in Helvetica, 0.6 in Courier. */
const narrow = /[iljtfrI.,:;'`|!()[\]/\\ -]/;
/** Han and what stands beside it is as wide as it is high. */
const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]/;

export function leastWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += leastWidthOf(letter);
  return width;
}

function leastWidthOf(letter: string): number {
  if (wide.test(letter)) return 1;
  if (/\d/.test(letter)) return 0.5;
  return narrow.test(letter) ? 0.2 : 0.3;
}

/** Placements of the register (`placementText`) as people read them: pages, and millimetres from the edges of the page as it is seen. */
import type { Language } from './errors/sentence.ts';

const point = /^page=([\d,-]+),x=([\d.]+)mm,y=([\d.]+)mm$/;
const seam = /^(left|right)(?:,y=([\d.]+)mm)?,pages=([\d,-]+)$/;

/** What is written in another way stands as it is: the register keeps what older versions wrote. */
export function placesInWords(marks: string, language: Language): string {
  const separator = { zh: '；', en: '; ' }[language];
  return marks
    .split('; ')
    .map((mark) => pointInWords(mark, language) ?? seamInWords(mark, language) ?? mark)
    .join(separator);
}

function pointInWords(mark: string, language: Language): string | undefined {
  const found = point.exec(mark);
  if (!found) return undefined;
  const [, pages = '', x = '', y = ''] = found;
  return {
    zh: `第 ${pages} 页，距左 ${x} 毫米、距上 ${y} 毫米`,
    en: `page ${pages}, ${x} mm from the left, ${y} mm from the top`,
  }[language];
}

function seamInWords(mark: string, language: Language): string | undefined {
  const found = seam.exec(mark);
  if (!found) return undefined;
  const [, edge = '', y, pages = ''] = found;
  const from = {
    zh: y === undefined ? '' : `，距上 ${y} 毫米`,
    en: y === undefined ? '' : `, ${y} mm from the top`,
  };
  return {
    zh: `第 ${pages} 页${edge === 'left' ? '左边' : '右边'}骑缝${from.zh}`,
    en: `seam over the ${edge} edge of pages ${pages}${from.en}`,
  }[language];
}

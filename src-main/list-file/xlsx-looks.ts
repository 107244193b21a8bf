/** What the number formats of a workbook make of a number: a date, or a number with zeros in front (ECMA-376 part 1 §18.8.30). */
import { readXml } from './xml-events.ts';

export interface NumberLook {
  readonly isDate: boolean;
  /** Digits that are shown at least: `0000`. */
  readonly digits: number;
}

const plain: NumberLook = { isDate: false, digits: 0 };
/** Formats that every program knows by their numbers; 27 to 36 and 50 to 58 are dates in Chinese editions. */
const dates = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** By the number that a cell names as its style. */
export function looksOf(octets: Uint8Array | undefined): (style: number) => NumberLook {
  const [formats, styles] = [new Map<number, NumberLook>(), [] as NumberLook[]];
  let inCells = false;
  if (octets) {
    readXml(octets, {
      open(name, attribute) {
        if (name === 'cellXfs') inCells = true;
        const id = Number(attribute('numFmtId') ?? NaN);
        if (name === 'numFmt') formats.set(id, lookOf(attribute('formatCode') ?? ''));
        if (name === 'xf' && inCells) styles.push(formats.get(id) ?? { isDate: dates(id), digits: 0 });
      },
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    });
  }
  return (style) => styles[style] ?? plain;
}

/** Words in quotes, colours, conditions and fillers of a format are no parts of a date. */
function lookOf(format: string): NumberLook {
  const [positive = ''] = format.split(';');
  const bare = positive.replace(/"[^"]*"|\\.|_.|\*./gu, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  const zeros = /^0+$/.exec(bare)?.[0].length ?? 0;
  return { isDate: /[ymdhs年月日]/i.test(bare) && !/general/i.test(bare), digits: zeros };
}

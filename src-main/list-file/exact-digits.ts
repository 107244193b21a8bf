/**
 * A number of a spreadsheet in all its digits. Spreadsheets compute with IEEE 754 doubles and show 15 digits: `1234.5600000000001` is
 * 1234.56 to whoever typed it, and a number of 20 digits has lost its last five.
 */

/** Digits that a spreadsheet keeps. */
const SHOWN = 15;

/** `isWhole`: nothing was lost as far as one can tell. Null: no number. */
export function exactDigits(value: string): { readonly text: string; readonly isWhole: boolean } | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d{1,3}))?$/i.exec(value);
  if (!match || value.length > 400) return null;
  const [, minus = '', whole = '', fraction = '', exponent = '0'] = match;
  const rounded = roundedTo(
    SHOWN,
    (whole + fraction).replace(/^0+/, ''),
    whole.length - leadingZeros(whole + fraction),
  );
  const text = placed(rounded.digits, rounded.point + Number(exponent));
  if (text === null) return null;
  const integerDigits = text.split('.')[0]?.length ?? 0;
  return { text: text === '0' ? text : minus + text, isWhole: integerDigits <= SHOWN };
}

function leadingZeros(digits: string): number {
  return /^0*/.exec(digits)?.[0].length ?? 0;
}

/** `digits` begin with no zero; `point` is how many of them stand before it. */
function roundedTo(most: number, digits: string, point: number): { digits: string; point: number } {
  if (digits.length <= most) return { digits, point };
  const up = (digits[most] ?? '0') >= '5' ? 1n : 0n;
  const kept = String(BigInt(digits.slice(0, most)) + up);
  return { digits: kept, point: point + (kept.length - most) };
}

/** Null where it would be longer than anybody writes. */
function placed(digits: string, point: number): string | null {
  const bare = digits.replace(/0+$/, '');
  if (bare === '') return '0';
  if (point > 60 || point < -60) return null;
  const padded = point > 0 ? bare.padEnd(point, '0') : bare.padStart(bare.length - point, '0');
  const cut = Math.max(point, 0);
  const [whole, fraction] = [padded.slice(0, cut) || '0', padded.slice(cut)];
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

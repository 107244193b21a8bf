/** Objects of a PDF written as text in the hand of a producer: how wide, in which strings, with which numbers (ISO 32000-2 §7.3). */
import type { PdfDict, PdfObject } from '../../src-main/pdf/objects.ts';

/** How a producer sets its dictionaries. */
export interface Hand {
  readonly eol: '\n' | '\r\n';
  /** `/A/B`, `/A /B`, or an entry on each line. */
  readonly spacing: 'tight' | 'spaced' | 'lines';
  /** 595 in a box comes out as 595.0. */
  readonly realBoxes?: boolean;
  readonly hexStrings?: boolean;
}

/** A dictionary whose values are text already. */
export type Entries = Map<string, string>;

export function entriesOf(dict: PdfDict, hand: Hand): Entries {
  return new Map([...dict.entries].map(([key, value]) => [key, textOf(value, hand)]));
}

export function dictText(entries: ReadonlyMap<string, string>, hand: Hand): string {
  const between = { tight: '', spaced: ' ', lines: hand.eol }[hand.spacing];
  const parts = [...entries].map(([key, value]) => {
    const gap = hand.spacing === 'tight' && /^[[(<\/]/.test(value) ? '' : ' ';
    return `/${nameText(key)}${gap}${value}`;
  });
  return `<<${between}${parts.join(between)}${between}>>`;
}

export function streamText(entries: ReadonlyMap<string, string>, data: string, hand: Hand): string {
  const whole = new Map([...entries].filter(([key]) => key !== 'Length'));
  whole.set('Length', String(data.length));
  return `${dictText(whole, hand)}${hand.eol}stream${hand.eol}${data}${hand.eol}endstream`;
}

/** A value as text. A stream is never a value. */
export function textOf(object: PdfObject, hand: Hand): string {
  switch (object.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(object.value);
    case 'number':
      return object.text;
    case 'name':
      return `/${nameText(object.value)}`;
    case 'string':
      return stringText(object.bytes, hand.hexStrings === true || object.form === 'hex');
    case 'array':
      return arrayText(object.items, hand);
    case 'dict':
      return dictText(entriesOf(object, hand), hand);
    case 'ref':
      return `${object.number} ${object.generation} R`;
    case 'stream':
      throw new Error('a stream within an object');
  }
}

function arrayText(items: readonly PdfObject[], hand: Hand): string {
  const isBox = hand.realBoxes === true && items.length === 4 && items.every(({ kind }) => kind === 'number');
  const parts = items.map((item) => {
    const text = textOf(item, hand);
    return isBox && !text.includes('.') ? `${text}.0` : text;
  });
  return `[${parts.join(' ')}]`;
}

function stringText(bytes: Uint8Array, isHex: boolean): string {
  const buffer = Buffer.from(bytes);
  if (isHex) return `<${buffer.toString('hex')}>`;
  const text = buffer.toString('latin1').replace(/[\\()]/g, (each) => `\\${each}`);
  return `(${text.replace(/\r/g, '\\r').replace(/\n/g, '\\n')})`;
}

function nameText(name: string): string {
  return name.replace(
    /[^!-~]|[#/%()<>[\]{}]/g,
    (each) => `#${each.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

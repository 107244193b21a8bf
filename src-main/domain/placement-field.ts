/** `field=甲方签章`: the middle of a signature field that the other side has prepared, and that a seal put there fills. */
import { BianyinError } from './errors/bianyin-error.ts';
import type { PointPlacement } from './placement.ts';

/** A prepared field: its box on the page as it is seen, mm. */
interface PreparedField {
  readonly name: string;
  /** 1-based. */
  readonly page: number;
  readonly rect: {
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  };
}

/** Null for a text that names no field. Errors: `signature-field-missing`. */
export function fieldPlacement(text: string, fields: readonly PreparedField[]): PointPlacement | null {
  const [, typed] = /^\s*field\s*[=＝](.*)$/isu.exec(text) ?? [];
  if (typed === undefined) return null;
  const name = typed.trim();
  const field = fields.find((each) => each.name === name);
  if (!field) {
    const names = fields.map((each) => each.name).join('、');
    throw new BianyinError('signature-field-missing', { field: name, fields: names === '' ? '—' : names });
  }
  const { xMm, yMm, widthMm, heightMm } = field.rect;
  return {
    kind: 'at',
    pages: [field.page],
    xMm: twoDecimals(xMm + widthMm / 2),
    yMm: twoDecimals(yMm + heightMm / 2),
  };
}

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * Where an enterprise puts its seals, under names (docs/adr/0043): the words behind which a seal goes, how far from there, which seal, its
 * companion, the seam. A rule and nothing of any file: no coordinates, no pages, no counterparty, no amount.
 */
import { sealTypeCodes, type SealTypeCode } from './seal-kind.ts';

export interface PlacingTemplate {
  readonly name: string;
  readonly typeCode: SealTypeCode;
  /** The legal representative's seal (05) right of it (docs/adr/0042). */
  readonly hasPair: boolean;
  /** Empty: no whole seal, the seam alone. */
  readonly keyword: string;
  /** mm from behind the words, to the right and down. */
  readonly dxMm: number;
  readonly dyMm: number;
  readonly seam: 'left' | 'right' | null;
}

/** Templates that an enterprise keeps; more than one finds in a list helps nobody. */
export const maxTemplates = 100;

/** mm; more than a page is no offset. */
const MOST_MM = 300;

/** Whether there is anything to place by it, and only in one reading. */
export function isUsableTemplate({ typeCode, hasPair, keyword, dxMm, dyMm, seam }: PlacingTemplate): boolean {
  const isMoved = [dxMm, dyMm].every((mm) => Number.isFinite(mm) && Math.abs(mm) <= MOST_MM);
  const isPair = !hasPair || (keyword !== '' && typeCode !== '05');
  return sealTypeCodes.includes(typeCode) && isMoved && isPair && (keyword !== '' || seam !== null);
}

/** The rule in the words of the terminal (domain/placement-keyword-text.ts); which hit is for whoever sees the file. */
export function ruleOfTemplate({ keyword, dxMm, dyMm, seam }: PlacingTemplate): {
  readonly keyword: string[];
  readonly seam: string[];
} {
  const moved = `${dxMm === 0 ? '' : `,dx=${dxMm}mm`}${dyMm === 0 ? '' : `,dy=${dyMm}mm`}`;
  return { keyword: keyword === '' ? [] : [keyword + moved], seam: seam === null ? [] : [seam] };
}

/** What the applicant has put together so far, and what of it a call needs. */
import type { CallInput } from '../../../src-main/contract/calls.ts';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { TemplateView } from '../../../src-main/contract/template-calls.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import {
  amountPattern,
  defaultMatters,
  parseTypedAmount,
  type Matter,
  type Placement,
  type SealTypeCode,
} from '../../../src-main/contract/words.ts';

export type PointPlacement = Extract<Placement, { kind: 'at' }>;

export interface Seam {
  readonly edge: 'left' | 'right';
  readonly pages: readonly number[];
}

/** Words, and the centre of a seal right behind them, mm. */
interface PlacedWords {
  readonly keyword: string;
  readonly index: number;
  readonly xMm: number;
  readonly yMm: number;
}

/** One kind of seal with its places. */
export interface PlacedSeal {
  readonly typeCode: SealTypeCode;
  readonly points: readonly PointPlacement[];
  readonly seam: Seam | null;
}

/** The seal in hand with its places, and what was placed with other seals: choosing another one turns nothing into it. */
export interface Draft extends PlacedSeal {
  readonly others: readonly PlacedSeal[];
  /** The words behind which a place of the seal in hand was put, and where that was; null for none. */
  readonly words: PlacedWords | null;
  readonly reason: string;
  /** Null: what the seal is mostly used for. */
  readonly matter: Matter | null;
  readonly counterparty: string;
  /** As typed. */
  readonly amount: string;
  readonly uses: number;
  readonly resolutions: readonly DocumentView[];
}

export const emptyDraft: Draft = {
  typeCode: '04',
  points: [],
  seam: null,
  others: [],
  words: null,
  reason: '',
  matter: null,
  counterparty: '',
  amount: '',
  uses: 1,
  resolutions: [],
};

/**
 * What of one file's draft holds for the next: the same places where it has these pages, the same purpose. Amount and counterparty
 * are never carried over: the one decides who has to approve, and both belong to one file.
 */
export function carriedOver(draft: Draft, pageCount: number): Draft {
  return {
    ...draft,
    ...placesOn(draft, pageCount),
    others: draft.others.map((each) => placesOn(each, pageCount)).filter(isPlaced),
    ...{ amount: '', counterparty: '', words: null },
  };
}

/** What is placed by words and seam, as a rule for any file; null where there is none (docs/adr/0043). */
export function ruleOf({ typeCode, points, seam, others, words }: Draft): Omit<TemplateView, 'name'> | null {
  const point = words && points[words.index];
  if (!point && !seam) return null;
  const tenths = (mm: number): number => Math.round(mm * 10) / 10;
  return {
    typeCode,
    hasPair:
      point !== null &&
      point !== undefined &&
      typeCode !== '05' &&
      others.some((each) => each.typeCode === '05'),
    keyword: point && words ? words.keyword : '',
    dxMm: point && words ? tenths(point.xMm - words.xMm) : 0,
    dyMm: point && words ? tenths(point.yMm - words.yMm) : 0,
    seam: seam?.edge ?? null,
  };
}

function placesOn({ typeCode, points, seam }: PlacedSeal, pageCount: number): PlacedSeal {
  const isThere = (page: number): boolean => page <= pageCount;
  const left = points.map((point) => ({ ...point, pages: point.pages.filter(isThere) }));
  const all = Array.from({ length: pageCount }, (_, index) => index + 1);
  return {
    typeCode,
    points: left.filter(({ pages }) => pages.length > 0),
    seam: seam && pageCount > 1 ? { ...seam, pages: all } : null,
  };
}

function isPlaced({ points, seam }: PlacedSeal): boolean {
  return points.length > 0 || seam !== null;
}

/** Takes another kind of seal in hand; what was placed stays with its own. */
export function inHand(draft: Draft, typeCode: SealTypeCode): Partial<Draft> {
  if (typeCode === draft.typeCode) return {};
  const { points, seam } = draft;
  const mine = { typeCode: draft.typeCode, points, seam };
  const next = draft.others.find((each) => each.typeCode === typeCode) ?? {
    typeCode,
    points: [],
    seam: null,
  };
  const rest = draft.others.filter((each) => each.typeCode !== typeCode);
  return { ...next, others: isPlaced(mine) ? [...rest, mine] : rest, words: null };
}

/** What is placed, in the order in which the seals are put on the file: that of their kinds, 05 beside and behind the others. */
export function placedSeals({ typeCode, points, seam, others }: Draft): PlacedSeal[] {
  return [{ typeCode, points, seam }, ...others]
    .filter(isPlaced)
    .sort((a, b) => a.typeCode.localeCompare(b.typeCode));
}

/** Placements of one seal as calls take them. */
export function placementsOf({ points, seam }: PlacedSeal): CallInput<'request.preview'>['placements'] {
  return [
    ...points.map((point) => ({ ...point, pages: [...point.pages] })),
    ...(seam ? [{ kind: 'seam' as const, ...seam, pages: [...seam.pages], yMm: null }] : []),
  ];
}

/** What was placed on the file before and has no page here: never left out without a word. */
export function notCarried(
  draft: Draft,
  pageCount: number,
): { readonly places: number; readonly seam: boolean } {
  const [before, after] = [draft, carriedOver(draft, pageCount)].map(placedSeals);
  const count = (seals: readonly PlacedSeal[] = []): number =>
    seals.reduce((sum, { points }) => sum + points.length, 0);
  const seams = (seals: readonly PlacedSeal[] = []): number =>
    seals.filter(({ seam }) => seam !== null).length;
  return { places: count(before) - count(after), seam: seams(after) < seams(before) };
}

/** What a request still lacks, in the order of the steps; null when nothing is missing. */
export type Lack = 'Token' | 'Place' | 'Amount' | 'Reason';

export function lackOf(draft: Draft, token: string | null): Lack | null {
  if (token === null) return 'Token';
  if (placedSeals(draft).length === 0) return 'Place';
  if (exactAmount(draft.amount) === undefined) return 'Amount';
  return draft.reason.trim() === '' ? 'Reason' : null;
}

type Asked = Pick<
  RequestView,
  'seal' | 'placements' | 'reason' | 'matter' | 'counterparty' | 'amount' | 'currency' | 'uses'
>;

/**
 * A request that has ended as a draft again: everything that still holds for the file as it is now. What has to be given anew are
 * resolutions, whose files nobody kept, and an amount in another currency than the desk writes.
 */
export function draftAgain(request: Asked, pageCount: number): Draft {
  const { placements } = request;
  const seam = placements.find((each) => each.kind === 'seam');
  const amount = request.currency === null || request.currency === 'CNY' ? (request.amount ?? '') : '';
  const draft = {
    ...emptyDraft,
    ...{
      typeCode: request.seal.typeCode,
      reason: request.reason,
      matter: request.matter,
      uses: request.uses,
    },
    points: placements.filter((each) => each.kind === 'at'),
  };
  const seamPages = seam?.pages.filter((page) => page <= pageCount) ?? [];
  return {
    ...carriedOver(draft, pageCount),
    ...{ amount, counterparty: request.counterparty ?? '' },
    seam: seam && seamPages.length > 1 ? { edge: seam.edge, pages: seamPages } : null,
  };
}

export function matterOf(draft: Draft): Matter {
  return draft.matter ?? defaultMatters[placedSeals(draft)[0]?.typeCode ?? draft.typeCode];
}

/** The exact amount; null when nothing is typed, undefined when it cannot be understood. */
export function exactAmount(typed: string): string | null | undefined {
  if (typed.trim() === '') return null;
  try {
    const exact = parseTypedAmount(typed);
    return amountPattern.test(exact) ? exact : undefined;
  } catch {
    return undefined;
  }
}

/** Input of `request.preview`; null while there is nothing to preview. */
export function previewInput(
  draft: Draft,
  document: string,
  token: string,
): CallInput<'request.preview'> | null {
  const amount = exactAmount(draft.amount);
  const [first, ...others] = placedSeals(draft);
  if (!first || amount === undefined) return null;
  return {
    token,
    document,
    typeCode: first.typeCode,
    placements: placementsOf(first),
    ...(others.length === 0
      ? {}
      : {
          others: others.map((each) => ({ typeCode: each.typeCode, placements: placementsOf(each) })),
        }),
    matter: matterOf(draft),
    ...(amount === null ? {} : { amount, currency: 'CNY' }),
    resolutions: draft.resolutions.map(({ id }) => id),
  };
}

/** One call for one seal, another for several on the same file. */
export type NewInput =
  | { readonly call: 'request.new'; readonly input: CallInput<'request.new'> }
  | { readonly call: 'set.new'; readonly input: CallInput<'set.new'> };

/** What is sent; null while something is missing. */
export function requestInput(draft: Draft, document: string, token: string): NewInput | null {
  const preview = previewInput(draft, document, token);
  const [reason, counterparty] = [draft.reason.trim(), draft.counterparty.trim()];
  if (!preview || reason === '') return null;
  const { others, ...one } = preview;
  const told = { reason, ...(counterparty === '' ? {} : { counterparty }) };
  return others
    ? { call: 'set.new', input: { ...one, ...told, others } }
    : { call: 'request.new', input: { ...one, ...told, uses: draft.uses } };
}

/** What the applicant has put together so far, and what of it a call needs. */
import type { CallInput } from '../../../src-main/contract/calls.ts';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
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

export interface Draft {
  readonly typeCode: SealTypeCode;
  readonly points: readonly PointPlacement[];
  readonly seam: Seam | null;
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
  const isThere = (page: number): boolean => page <= pageCount;
  const points = draft.points.map((point) => ({ ...point, pages: point.pages.filter(isThere) }));
  const all = Array.from({ length: pageCount }, (_, index) => index + 1);
  return {
    ...draft,
    points: points.filter(({ pages }) => pages.length > 0),
    seam: draft.seam && pageCount > 1 ? { ...draft.seam, pages: all } : null,
    ...{ amount: '', counterparty: '' },
  };
}

/** What was placed on the file before and has no page here: never left out without a word. */
export function notCarried(
  draft: Draft,
  pageCount: number,
): { readonly places: number; readonly seam: boolean } {
  const { points, seam } = carriedOver(draft, pageCount);
  return { places: draft.points.length - points.length, seam: draft.seam !== null && seam === null };
}

/** What a request still lacks, in the order of the steps; null when nothing is missing. */
export type Lack = 'Token' | 'Place' | 'Amount' | 'Reason';

export function lackOf(draft: Draft, token: string | null): Lack | null {
  if (token === null) return 'Token';
  if (draft.points.length === 0 && draft.seam === null) return 'Place';
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

export function matterOf({ matter, typeCode }: Draft): Matter {
  return matter ?? defaultMatters[typeCode];
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
  const placements = [
    ...draft.points.map((point) => ({ ...point, pages: [...point.pages] })),
    ...(draft.seam
      ? [{ kind: 'seam' as const, ...draft.seam, pages: [...draft.seam.pages], yMm: null }]
      : []),
  ];
  if (placements.length === 0 || amount === undefined) return null;
  return {
    token,
    document,
    typeCode: draft.typeCode,
    placements,
    matter: matterOf(draft),
    ...(amount === null ? {} : { amount, currency: 'CNY' }),
    resolutions: draft.resolutions.map(({ id }) => id),
  };
}

/** Input of `request.new`; null while something is missing. */
export function requestInput(draft: Draft, document: string, token: string): CallInput<'request.new'> | null {
  const preview = previewInput(draft, document, token);
  const [reason, counterparty] = [draft.reason.trim(), draft.counterparty.trim()];
  if (!preview || reason === '') return null;
  return { ...preview, reason, uses: draft.uses, ...(counterparty === '' ? {} : { counterparty }) };
}

/** What is sealed by the list in an office, with the seal, the matter and the place that it mostly has: a beginning, and no more. */
import type { TemplateView } from '../../../src-main/contract/template-calls.ts';
import type { Matter, SealTypeCode } from '../../../src-main/contract/words.ts';

export const bulkKinds = ['statement', 'receipt', 'sales', 'confirmation', 'other'] as const;
export type BulkKind = (typeof bulkKinds)[number];

export interface BulkForm {
  readonly kind: BulkKind;
  readonly typeCode: SealTypeCode;
  readonly matter: Matter;
  readonly reason: string;
  readonly where: 'keyword' | 'point' | 'seam';
  readonly keyword: string;
  /** mm, moved to the right and down from behind the keyword. */
  readonly dx: number;
  readonly dy: number;
  /** `first`, `last` or a number. */
  readonly page: string;
  readonly x: number;
  readonly y: number;
  readonly hasSeam: boolean;
}

const defaults: Readonly<Record<BulkKind, Pick<BulkForm, 'typeCode' | 'matter'>>> = {
  statement: { typeCode: '02', matter: 'list' },
  receipt: { typeCode: '02', matter: 'list' },
  sales: { typeCode: '03', matter: 'list' },
  confirmation: { typeCode: '01', matter: 'letter' },
  other: { typeCode: '01', matter: 'list' },
};

/** The form with what goes with a kind; `reason` in the language in use, unless somebody wrote one. */
export function withKind(form: BulkForm, kind: BulkKind, reason: string): BulkForm {
  return { ...form, kind, ...defaults[kind], reason };
}

export function firstForm(reason: string): BulkForm {
  const place = { keyword: '盖章处', dx: 0, dy: 0, page: 'last', x: 150, y: 240, hasSeam: false } as const;
  const begun = { kind: 'statement', ...defaults.statement, reason, where: 'keyword', ...place } as const;
  return begun;
}

/** The rule in the words that the terminal has too (docs/adr/0036). */
export function ruleOf({ where, keyword, dx, dy, page, x, y, hasSeam }: BulkForm) {
  const moved = `${dx === 0 ? '' : `,dx=${dx}mm`}${dy === 0 ? '' : `,dy=${dy}mm`}`;
  const pages = page === 'first' ? '1' : page;
  return {
    at: where === 'point' ? [`page=${pages},x=${x}mm,y=${y}mm`] : [],
    keyword: where === 'keyword' ? [keyword.trim() + moved] : [],
    seam: where === 'seam' || hasSeam ? ['right'] : [],
  };
}

/** The rule as a template keeps it; null for a fixed place, which is no rule (docs/adr/0043). */
export function templateRuleOf(form: BulkForm): Omit<TemplateView, 'name'> | null {
  const { where, keyword, dx, dy, hasSeam, typeCode } = form;
  const words = where === 'keyword' ? keyword.trim() : '';
  if (where === 'point' || (where === 'keyword' && words === '')) return null;
  const seam = where === 'seam' || hasSeam ? 'right' : null;
  return { typeCode, hasPair: false, keyword: words, dxMm: words ? dx : 0, dyMm: words ? dy : 0, seam };
}

/** The form with the rule of a template. */
export function withTemplate(
  form: BulkForm,
  { typeCode, keyword, dxMm, dyMm, seam }: TemplateView,
): BulkForm {
  const where = keyword === '' ? ('seam' as const) : ('keyword' as const);
  return { ...form, typeCode, where, keyword, dx: dxMm, dy: dyMm, hasSeam: seam !== null };
}

/** The same seal in the same places: what was checked still holds. */
export function placingKey(form: BulkForm): string {
  return JSON.stringify([form.typeCode, ruleOf(form)]);
}

export function isPlaced({ where, keyword, page }: BulkForm): boolean {
  if (where === 'keyword') return keyword.trim() !== '';
  return where === 'seam' || /^(first|last|[1-9]\d{0,5})$/.test(page);
}

/** The form of a list that is asked for again: its seal, matter and purpose, and the rule as far as this form has words for it. */
export function formAgain(
  form: BulkForm,
  { list, rule }: { readonly list: Again; readonly rule: ReturnType<typeof ruleOf> | null },
): BulkForm {
  const { reason, matter, seal } = list;
  const begun: BulkForm = { ...form, kind: 'other', typeCode: seal.typeCode, matter, reason };
  const [at, keyword, seam] = [rule?.at[0], rule?.keyword[0], rule?.seam[0]];
  const hasSeam = seam !== undefined;
  const [, page, x, y] = /^page=(\w+),x=([\d.]+)mm,y=([\d.]+)mm$/.exec(at ?? '') ?? [];
  if (page !== undefined)
    return {
      ...begun,
      where: 'point',
      page: page === '1' ? 'first' : page,
      x: Number(x),
      y: Number(y),
      hasSeam,
    };
  const [, words, dx, dy] = /^(.*?)(?:,dx=(-?[\d.]+)mm)?(?:,dy=(-?[\d.]+)mm)?$/.exec(keyword ?? '') ?? [];
  if (words)
    return { ...begun, where: 'keyword', keyword: words, dx: Number(dx ?? 0), dy: Number(dy ?? 0), hasSeam };
  return hasSeam ? { ...begun, where: 'seam', hasSeam: false } : begun;
}

interface Again {
  readonly reason: string;
  readonly matter: Matter;
  readonly seal: { readonly typeCode: SealTypeCode };
}

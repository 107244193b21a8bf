/** Changes of the approval matrix, each giving a new one: tiers always follow the amount limits of their matter. */
import type { PolicyDraftView } from '../../../src-main/contract/office-views.ts';

export type Matrix = PolicyDraftView['matrix'];
export type Rule = Matrix['rules'][number];
type Matter = Rule['matter'];

/** The amounts of one matter. Rules get a tier more or less, at the top: the highest steps stay the highest. */
export function withBounds(matrix: Matrix, matter: Matter, bounds: readonly string[]): Matrix {
  const rules = matrix.rules.map((rule) =>
    rule.matter === matter ? { ...rule, tiers: resized(rule.tiers, bounds.length + 1) } : rule,
  );
  return { ...matrix, bounds: { ...matrix.bounds, [matter]: [...bounds] }, rules };
}

/** Steps of one tier. */
export function withSteps(matrix: Matrix, rule: Rule, tier: number, steps: Rule['tiers'][number]): Matrix {
  const tiers = rule.tiers.map((each, i) => (i === tier ? steps : each));
  return withRule(matrix, rule, { ...rule, tiers });
}

export function withRule(matrix: Matrix, before: Rule, after: Rule): Matrix {
  return { ...matrix, rules: matrix.rules.map((rule) => (rule === before ? after : rule)) };
}

export function withoutRule(matrix: Matrix, gone: Rule): Matrix {
  return { ...matrix, rules: matrix.rules.filter((rule) => rule !== gone) };
}

/** Whether every seal needs a time stamp. What is not required is left out. */
export function withTimeStamp({ timeStamp: _, ...matrix }: Matrix, isRequired: boolean): Matrix {
  return isRequired ? { ...matrix, timeStamp: 'required' } : matrix;
}

/** A new row that somebody still has to fill: no steps, the applicant may ask. */
export function withNewRule(matrix: Matrix, matter: Matter, seal: Rule['seal']): Matrix {
  const count = (matrix.bounds[matter] ?? []).length + 1;
  const tiers = Array.from({ length: count }, () => []);
  const rule: Rule = { matter, seal, tiers, needs: [], applicants: ['applicant'] };
  return { ...matrix, rules: [...matrix.rules, rule] };
}

/** `50000 500,000` → two amounts. Anything else stays as it is typed and is named as an issue. */
export function boundsOf(text: string): string[] {
  return text
    .split(/[\s，、;；]+/)
    .map((part) => part.replaceAll(',', ''))
    .filter((part) => part !== '');
}

function resized(tiers: Rule['tiers'], count: number): Rule['tiers'] {
  const highest = tiers.at(-1) ?? [];
  if (count <= tiers.length) return [...tiers.slice(0, count - 1), highest];
  return [...tiers, ...Array.from({ length: count - tiers.length }, () => [...highest])];
}

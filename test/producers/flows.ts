/** Orders in which people and programs work on one file, by a small state machine, and the verdict that each order asks for. */
import { authored, type Author } from './authors.ts';
import { filled, type Fillable, type FillingStep } from './filling-step.ts';
import type { Habit } from './habits.ts';
import { sealedByUs } from './product-seal.ts';
import { savedAgain, withValidationData } from './properties-step.ts';
import { signed, type SigningStep } from './signing-step.ts';

export type Step =
  | SigningStep
  | FillingStep
  | { readonly do: 'seal-by-us' }
  | { readonly do: 'validation-data' }
  | { readonly do: 'save-again' };

export interface Work {
  readonly step: Step;
  readonly habit: Habit;
}

export interface Flow {
  readonly author: Author;
  readonly works: readonly Work[];
}

interface State {
  readonly author: Author;
  readonly works: readonly Work[];
}

const isSigning = ({ step }: Work) => step.do === 'sign' || step.do === 'seal-by-us';
const fillables: readonly Fillable[] = ['amount', 'remark', 'box', 'choice', 'radio'];

/** The permission that the first signature gave; null: none was certified. */
function permissionOf(works: readonly Work[]): 1 | 2 | 3 | null {
  const [first] = works.filter(isSigning);
  return first?.step.do === 'sign' ? (first.step.certify ?? null) : null;
}

/** What somebody may do next who keeps to what the signers allowed. Filling in after a signature that says nothing of it is possible, and told. */
export function nextSteps({ author, works }: State): readonly Step[] {
  const signatures = works.filter(isSigning);
  if (signatures.length === 0) return [...firstSteps(author), ...fillings(author, works, works.length === 0)];
  const always: readonly Step[] = [
    { do: 'sign', by: 'time-stamp', where: 'unseen' },
    { do: 'validation-data' },
    { do: 'save-again' },
  ];
  if (permissionOf(works) === 1) return always;
  const unseen: readonly Step[] = [
    { do: 'sign', by: 'cms', where: 'unseen' },
    { do: 'sign', by: 'cms', where: 'unseen', lock: 'all' },
  ];
  // Who locks all fields means to be the last that is seen.
  if (works.some(({ step }) => step.do === 'sign' && step.lock === 'all')) return [...always, ...unseen];
  const later: readonly Step[] = [
    ...unseen,
    { do: 'sign', by: 'cms', where: 'free' },
    { do: 'sign', by: 'second-seal', where: 'free' },
    ...ownSeal(author),
    ...placeSteps(author, works),
  ];
  return [...later, ...always, ...fillings(author, works, true)];
}

function firstSteps(author: Author): readonly Step[] {
  return [
    { do: 'sign', by: 'cms', where: 'free', certify: 1 },
    { do: 'sign', by: 'seal', where: 'free', certify: 2 },
    { do: 'sign', by: 'cms', where: 'unseen', certify: 2 },
    { do: 'sign', by: 'cms', where: 'unseen', certify: 3 },
    { do: 'sign', by: 'cms', where: 'free' },
    { do: 'sign', by: 'seal', where: 'free', lock: 'amount' },
    { do: 'sign', by: 'seal', where: 'unseen' },
    ...ownSeal(author),
  ];
}

/** Where readers are asked to draw the fields, which have no looks, we seal nothing: the seal would not be drawn either. */
function ownSeal({ isBare }: Author): readonly Step[] {
  return isBare === true ? [] : [{ do: 'seal-by-us' }];
}

/** The place that stood ready is signed once. */
function placeSteps({ form }: Author, works: readonly Work[]): readonly Step[] {
  const isTaken = works.some(({ step }) => step.do === 'sign' && step.where === 'place');
  return form === 'none' || isTaken ? [] : [{ do: 'sign', by: 'second-seal', where: 'place' }];
}

function fillings({ form }: Author, works: readonly Work[], isOpen: boolean): readonly Step[] {
  const locks = works.flatMap(({ step }) => (step.do === 'sign' && step.lock ? [step.lock] : []));
  if (form === 'none' || !isOpen || locks.includes('all')) return [];
  const closed = works.flatMap(({ step }) => (step.do === 'fill' && step.isLocked ? step.fields : []));
  const open = fillables.filter(
    (field) => !closed.includes(field) && !(field === 'amount' && locks.includes('amount')),
  );
  if (open.length === 0) return [];
  const one = open.slice(0, 1);
  return [
    { do: 'fill', fields: open, isLocked: false },
    { do: 'fill', fields: one, isLocked: false },
    { do: 'fill', fields: open.slice(-2), isLocked: true },
  ];
}

const begun = new Map<string, string>();

/** The file after all of it. What several flows begin with is made once. */
export function fileOf({ author, works }: Flow): string {
  const last = works.at(-1);
  if (!last) return authored(author);
  const before = works.slice(0, -1);
  const name = nameOf({ author, works: before });
  const text =
    before.length < 2
      ? (begun.get(name) ?? fileOf({ author, works: before }))
      : fileOf({ author, works: before });
  if (before.length < 2) begun.set(name, text);
  return done(text, last, before.length, before);
}

function done(text: string, { step, habit }: Work, index: number, before: readonly Work[]): string {
  switch (step.do) {
    case 'sign':
      return signed(text, habit, step, before.filter(isSigning).length);
    case 'seal-by-us':
      return sealedByUs(text, before.filter(isSigning).length);
    case 'fill':
      return filled(text, habit, step, index);
    case 'validation-data':
      return withValidationData(text, habit, index);
    case 'save-again':
      return savedAgain(text, habit);
  }
}

/** What is said of one signature because of what came after it. */
export interface Stated {
  readonly level: 'PASS' | 'UNSURE';
  readonly codes: readonly string[];
}

/** For each signature, in the order of signing. */
export function statedVerdicts({ works }: Flow): readonly Stated[] {
  const permission = permissionOf(works);
  return works.flatMap((work, i) => (isSigning(work) ? [statedAfter(works.slice(i + 1), permission)] : []));
}

function statedAfter(later: readonly Work[], permission: 1 | 2 | 3 | null): Stated {
  const filling = permission === null ? 'FORM_FILLED_AFTER_SIGN' : 'FORM_FILLED_ALLOWED';
  const codes = new Set(later.map(({ step }) => codeOf(step, filling)));
  return { level: codes.has('FORM_FILLED_AFTER_SIGN') ? 'UNSURE' : 'PASS', codes: [...codes].sort() };
}

function codeOf(step: Step, filling: string): string {
  switch (step.do) {
    case 'sign':
      return step.by === 'time-stamp' ? 'LTA_UPDATE' : 'LATER_SIGNATURE';
    case 'seal-by-us':
      return 'LATER_SIGNATURE';
    case 'fill':
      return filling;
    case 'validation-data':
      return 'LTA_UPDATE';
    case 'save-again':
      return 'FILE_RESAVED';
  }
}

export function nameOf({ author, works }: Flow): string {
  const words = works.map(({ step, habit }) => {
    const { do: what, ...rest } = step;
    return `${what}${Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''} by ${habit.name}`;
  });
  return [author.name, ...words].join(' | ');
}

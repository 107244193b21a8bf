/** Forms filled in as programs do it: the value, a look that shows it, and with some the lock (ISO 32000-2 §12.7.4.3, §12.7.5). */
import { at, fieldLook, lookEntries } from './authors.ts';
import type { Habit } from './habits.ts';
import { touchProperties } from './properties-step.ts';
import { Update } from './update.ts';

export type Fillable = 'amount' | 'remark' | 'box' | 'choice' | 'radio';

export interface FillingStep {
  readonly do: 'fill';
  readonly fields: readonly Fillable[];
  readonly isLocked: boolean;
}

/** The file with the fields filled in; `count` makes values differ. */
export function filled(
  before: string,
  habit: Habit,
  { fields, isLocked }: FillingStep,
  count: number,
): string {
  const update = new Update(before, habit);
  for (const field of fields) {
    fillOne(update, field, count);
    if (isLocked) lock(update, field);
  }
  return update.finish(touchProperties(update));
}

function fillOne(update: Update, field: Fillable, count: number): void {
  switch (field) {
    case 'amount':
      return fillText(update, at.amount, String(900 + count));
    case 'remark':
      return fillText(update, at.remark, `paid ${count}`);
    case 'choice':
      return fillText(update, at.choice, update.read(at.choice).get('V') === '(two)' ? 'one' : 'two');
    case 'box':
      return tick(update);
    case 'radio':
      return choose(update);
  }
}

/** The look is a new form, or the old one drawn again under its number. A field that readers draw gets the value alone. */
function fillText(update: Update, field: number, value: string): void {
  const entries = update.edit(field);
  entries.set('V', `(${value})`);
  if (!entries.has('AP')) return;
  const { hand, fill } = update.habit;
  const places = { clipped: '2 6.548 Td', plain: '2 7 Td', matrix: '1 0 0 1 2 7 Tm' };
  const data = fieldLook(value, places[fill]);
  const [, look] = /\/N (\d+) 0 R/.exec(entries.get('AP') ?? '') ?? [];
  if (fill === 'clipped' && look !== undefined)
    return void update.stream(lookEntries(hand), data, Number(look));
  entries.set('AP', `<</N ${update.stream(lookEntries(hand), data)} 0 R>>`);
}

function tick(update: Update): void {
  const entries = update.edit(at.box);
  const state = entries.get('AS') === '/Yes' ? '/Off' : '/Yes';
  entries.set('V', state);
  entries.set('AS', state);
}

function choose(update: Update): void {
  const parent = update.edit(at.radio);
  const isA = parent.get('V') === '/A';
  parent.set('V', isA ? '/B' : '/A');
  update.edit(at.radioA).set('AS', isA ? '/Off' : '/A');
  update.edit(at.radioB).set('AS', isA ? '/B' : '/Off');
}

function lock(update: Update, field: Fillable): void {
  const entries = update.edit(at[field]);
  entries.set('Ff', String(Number(entries.get('Ff') ?? 0) | 1));
}

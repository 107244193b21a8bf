/** Check boxes and radio buttons: their look may only switch between states that were there, and to the one that the value names (ISO 32000-2 §12.7.5.2.3). */
import { sameObject, type PdfDict, type PdfObject } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import type { FieldLook } from './field-look.ts';
import { dictAt, type RevisionPair } from './revision-pair.ts';
import { switchesOverWords } from './switched-look.ts';

/** Judges one widget. `value` is /V as inherited after the change. */
export function buttonLook(
  pair: RevisionPair,
  number: number,
  [a, b]: readonly [PdfDict, PdfDict],
  value: PdfObject | undefined,
  hasOtherLook: boolean,
  keptValue: boolean,
): FieldLook {
  if (hasOtherLook) return keptValue && sameState(a, b) ? 'differs' : 'unknown';
  if (!a.entries.has('AP')) return 'unknown';
  const states = statesOf(pair, b);
  const [on, state] = [value?.kind === 'name' ? value.value : 'Off', nameAt(b, 'AS') ?? 'Off'];
  if (!states || (state !== 'Off' && !states.has(state))) return 'differs';
  if (state !== (states.has(on) ? on : 'Off')) return 'differs';
  return switchesOverWords(pair, number, [a, b]) ? 'unknown' : 'same';
}

function sameState(a: PdfDict, b: PdfDict): boolean {
  const [x, y] = [a.entries.get('AS'), b.entries.get('AS')];
  return x === y || (x !== undefined && y !== undefined && sameObject(x, y));
}

function statesOf(pair: RevisionPair, widget: PdfDict): ReadonlySet<string> | undefined {
  const states = dictAt(pair.after, dictAt(pair.after, widget.entries.get('AP'))?.entries.get('N'));
  return states && new Set(states.entries.keys());
}

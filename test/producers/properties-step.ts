/** What updates do to a file beside their errand: dates, metadata, validation data, objects written again (ISO 32000-2 §12.8.4.3, §14.3). */
import { at } from './authors.ts';
import type { Habit } from './habits.ts';
import { Update } from './update.ts';
import { xmpPacket } from './xmp.ts';

const modified = "(D:20261120090000+08'00')";

/** Dates and metadata, as the habit is; returns what the trailer says of it. */
export function touchProperties(update: Update): Record<string, string> {
  const { habit } = update;
  if (habit.metadata) {
    const minute = String(update.document.revisions.length).padStart(2, '0');
    const packet = xmpPacket(`2026-11-20T09:${minute}:00+08:00`);
    update.stream({ Type: '/Metadata', Subtype: '/XML' }, packet, at.metadata);
  }
  if (habit.info === 'dated') update.edit(update.info).set('ModDate', modified);
  if (habit.info !== 'copied') return {};
  const copy = update.add({ Producer: `(${habit.name})`, ModDate: modified });
  return { Info: `${copy} 0 R` };
}

/** Certificates and answers about them, for all signatures and for each (/VRI). */
export function withValidationData(before: string, habit: Habit, count: number): string {
  const update = new Update(before, habit);
  const material = (name: string) => update.stream({}, `${name} ${count}`);
  const old = update.below('DSS');
  const list = (key: string, number: number) => `[${[...update.items(old, key), `${number} 0 R`].join(' ')}]`;
  const [certificate, answer] = [material('certificate'), material('answer')];
  const own = (number: number) => `${update.reserveArray(number)} 0 R`;
  const isIndirect = habit.annots === 'indirect' || habit.form === 'indirect';
  const vri = update.dict({
    Type: '/VRI',
    Cert: isIndirect ? own(certificate) : `[${certificate} 0 R]`,
    OCSP: isIndirect ? own(answer) : `[${answer} 0 R]`,
  });
  const name = count.toString(16).toUpperCase().padStart(40, 'A');
  const store = {
    Type: '/DSS',
    Certs: list('Certs', certificate),
    OCSPs: list('OCSPs', answer),
    VRI: update.dict({ ...Object.fromEntries(update.below('DSS', 'VRI')), [name]: vri }),
  };
  update.setBelow(update.edit(update.catalog), 'DSS', update.dict(store), habit.form);
  const { extensions } = habit;
  if (extensions !== null) update.edit(update.catalog).set('Extensions', `<<${extensions}>>`);
  return update.finish(touchProperties(update));
}

/** Saved again: what the habit writes without need, or nothing at all. */
export function savedAgain(before: string, habit: Habit): string {
  const update = new Update(before, habit);
  if (habit.rewritesPage) for (const index of [0, 1]) update.edit(update.page(index));
  return update.finish();
}

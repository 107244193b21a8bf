/** Signatures, seals and time stamps as programs put them into a file: field, widget, look, form, page, structure (ISO 32000-2 §12.7.5.5, §12.8). */
import { at } from './authors.ts';
import { closed, timeOf, valueText, type Closing } from './closing.ts';
import type { Habit } from './habits.ts';
import { Update } from './update.ts';
import { touchProperties } from './properties-step.ts';

export interface SigningStep {
  readonly do: 'sign';
  readonly by: Closing;
  /** DocMDP permission of a first signature. */
  readonly certify?: 1 | 2 | 3;
  /** Fields that nobody fills afterwards; `all`: every one. */
  readonly lock?: 'all' | 'amount';
  /** Nowhere, on free space, or in the place that stood ready. */
  readonly where: 'unseen' | 'free' | 'place';
}

/** Free of anything on page 1, one after the other. */
const freePlaces = [
  '320 40 420 90',
  '440 40 540 90',
  '320 110 420 160',
  '440 110 540 160',
  '320 180 420 230',
  '440 180 540 230',
  '72 40 172 90',
  '190 40 290 90',
];

/** The file with one more revision that is closed; `count` is how many were before. */
export function signed(before: string, habit: Habit, step: SigningStep, count: number): string {
  const update = new Update(before, habit);
  const field = step.where === 'place' ? at.place : update.reserve();
  const value = update.reserve();
  update.put(value, valueText(step.by, valueExtra(step, count)), { isApart: true });
  if (step.where === 'place') {
    const entries = update.edit(field);
    entries.set('V', `${value} 0 R`);
    entries.set('F', String(habit.flags));
    entries.set('AP', drawn(update, '200 60', count));
  } else addField(update, { step, field, value, count });
  if (step.certify) certify(update, value);
  if (step.by !== 'time-stamp' && !step.certify) growDefaults(update);
  if (step.certify === undefined || step.certify > 1) extend(update);
  const trailer = touchProperties(update);
  return closed(update.finish(trailer), step.by, count + 1);
}

function valueExtra({ by, certify: permission, lock }: SigningStep, count: number): string {
  if (by === 'time-stamp') return '';
  const references = [
    ...(permission
      ? [
          `<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${permission}/V/1.2>>>>`,
        ]
      : []),
    ...(lock
      ? [`<</Type/SigRef/TransformMethod/FieldMDP/TransformParams${lockText(lock, 'TransformParams')}>>`]
      : []),
  ];
  const date = timeOf(count + 1).replace(/[-:TZ]/g, '');
  return `/M(D:${date}Z)${references.length > 0 ? `/Reference[${references.join('')}]` : ''}`;
}

function lockText(lock: 'all' | 'amount', type: string): string {
  return lock === 'all'
    ? `<</Type/${type}/Action/All/V/1.2>>`
    : `<</Type/${type}/Action/Include/Fields[(amount)]/V/1.2>>`;
}

interface NewField {
  readonly step: SigningStep;
  readonly field: number;
  readonly value: number;
  readonly count: number;
}

function addField(update: Update, { step, field, value, count }: NewField): void {
  const { habit } = update;
  const page = update.page(0);
  const isSeen = step.where === 'free';
  const name = step.by === 'time-stamp' ? `Timestamp${count + 1}` : `Signature${count + 1}`;
  const own: Record<string, string> = {
    FT: '/Sig',
    T: `(${name})`,
    V: `${value} 0 R`,
    ...(step.lock && habit.lockEntry ? { Lock: `${update.add(lockEntry(step.lock))} 0 R` } : {}),
  };
  const look: Record<string, string> = {
    Type: '/Annot',
    Subtype: '/Widget',
    F: String(habit.flags),
    Rect: isSeen ? `[${freePlaces[count] ?? ''}]` : '[0 0 0 0]',
    P: `${page} 0 R`,
    ...(isSeen ? { AP: drawn(update, '100 50', count), MK: '<<>>' } : {}),
    ...(!isSeen && habit.unseen === 'look' ? { AP: `<</N ${emptyLook(update)} 0 R>>` } : {}),
  };
  const widget = habit.field === 'kids' ? update.reserve() : field;
  const tag = habit.tags && isSeen ? putIntoStructure(update, widget, page) : {};
  if (habit.field === 'kids') {
    update.put(field, update.dict({ ...own, Kids: `[${widget} 0 R]` }));
    update.put(widget, update.dict({ ...look, ...tag, Parent: `${field} 0 R` }));
  } else update.put(field, update.dict({ ...look, ...own, ...tag }));
  growForm(update, field);
  if (isSeen || habit.unseen !== 'no-page') hangOnPage(update, page, widget);
}

function lockEntry(lock: 'all' | 'amount'): Record<string, string> {
  return {
    Type: '/SigFieldLock',
    Action: lock === 'all' ? '/All' : '/Include',
    ...(lock === 'all' ? {} : { Fields: '[(amount)]' }),
  };
}

function emptyLook(update: Update): number {
  return update.stream({ Type: '/XObject', Subtype: '/Form', BBox: '[0 0 0 0]' }, '');
}

/** A look in one piece, or in the layers of old programs: /FRM over n0 and n2. */
function drawn(update: Update, size: string, count: number): string {
  const text = `BT /Helv 8 Tf 0 g 4 20 Td (Signed ${count + 1}) Tj ET`;
  const box = `[0 0 ${size}]`;
  const form = (resources: string, data: string) =>
    update.stream({ Type: '/XObject', Subtype: '/Form', BBox: box, Resources: resources }, data);
  const fonts = `<</Font<</Helv ${at.font} 0 R>>>>`;
  if (update.habit.look === 'plain')
    return `<</N ${form(fonts, `q 0 0 1 RG 1 1 98 48 re S Q ${text}`)} 0 R>>`;
  const n0 = form('<<>>', '% DSBlank');
  const n2 = form(fonts, text);
  const frm = form(
    `<</XObject<</n0 ${n0} 0 R/n2 ${n2} 0 R>>>>`,
    'q 1 0 0 1 0 0 cm /n0 Do Q q 1 0 0 1 0 0 cm /n2 Do Q',
  );
  return `<</N ${form(`<</XObject<</FRM ${frm} 0 R>>>>`, 'q 1 0 0 1 0 0 cm /FRM Do Q')} 0 R>>`;
}

function growForm(update: Update, field: number): void {
  const { form } = update;
  const fields = [...update.items(form, 'Fields'), `${field} 0 R`];
  update.setBelow(form, 'Fields', `[${fields.join(' ')}]`, 'kept');
  form.set('SigFlags', '3');
}

function hangOnPage(update: Update, page: number, widget: number): void {
  const entries = update.edit(page);
  const list = [...update.items(entries, 'Annots'), `${widget} 0 R`];
  update.setBelow(entries, 'Annots', `[${list.join(' ')}]`, update.habit.annots);
}

/** The new widget as the last part of the document, and in the tree that leads back to it (§14.7.4.4). */
function putIntoStructure(update: Update, widget: number, page: number): Record<string, string> {
  if (!update.read(update.catalog).has('StructTreeRoot')) return {};
  const root = update.edit(at.structure);
  const key = root.get('ParentTreeNextKey') ?? '1';
  const element = update.add({
    Type: '/StructElem',
    S: '/Form',
    P: `${at.structureTop} 0 R`,
    Pg: `${page} 0 R`,
    K: update.dict({ Type: '/OBJR', Obj: `${widget} 0 R`, Pg: `${page} 0 R` }),
  });
  const top = update.edit(at.structureTop);
  top.set('K', `[${[...update.items(top, 'K'), `${element} 0 R`].join(' ')}]`);
  const parents = update.edit(at.parents);
  parents.set('Nums', `${(parents.get('Nums') ?? '[]').slice(0, -1)} ${key} ${element} 0 R]`);
  root.set('ParentTreeNextKey', String(Number(key) + 1));
  return { StructParent: key };
}

function certify(update: Update, value: number): void {
  update.edit(update.catalog).set('Perms', `<</DocMDP ${value} 0 R>>`);
}

/** What older programs leave in the defaults of the form besides (§12.7.3): nobody draws with it. */
function growDefaults(update: Update): void {
  const { defaults } = update.habit;
  const { form } = update;
  if (defaults === 'none') return;
  const resources = update.below('AcroForm', 'DR');
  const [fonts, graphics] = [
    update.below('AcroForm', 'DR', 'Font'),
    update.below('AcroForm', 'DR', 'XObject'),
  ];
  fonts.set('Helv', fonts.get('Helv') ?? `${at.font} 0 R`);
  if (defaults === 'fonts') fonts.set('ZaDb', fonts.get('ZaDb') ?? `${zapf(update)} 0 R`);
  // The same name each time, for another graphic each time.
  if (defaults === 'layers') graphics.set('FRM0', `${emptyLook(update)} 0 R`);
  if (graphics.size > 0) resources.set('XObject', update.dict(Object.fromEntries(graphics)));
  resources.set('Font', update.dict(Object.fromEntries(fonts)));
  form.set('DR', update.dict(Object.fromEntries(resources)));
}

function zapf(update: Update): number {
  return update.add({ Type: '/Font', Subtype: '/Type1', BaseFont: '/ZapfDingbats', Name: '/ZaDb' });
}

function extend(update: Update): void {
  const { extensions } = update.habit;
  if (extensions !== null) update.edit(update.catalog).set('Extensions', `<<${extensions}>>`);
}

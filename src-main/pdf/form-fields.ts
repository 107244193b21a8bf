/** The field tree of an interactive form (ISO 32000-2 §12.7.4): terminal fields with inherited values and their widgets. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfDocument } from './document-model.ts';
import { limitError } from './limits.ts';
import { dictValue, refKey } from './objects.ts';
import type { PdfDict, PdfObject, PdfRef } from './objects.ts';
import { optionalExactText } from './text-string.ts';

export interface FormWidget {
  readonly ref: PdfRef | null;
  readonly dict: PdfDict;
}

export interface FormField {
  /** Fully qualified: the exact texts of the partial names (text-string.ts), joined with full stops. For comparing; cleaned before it is shown. */
  readonly name: string;
  /** Null for a field that stands directly in an array. */
  readonly ref: PdfRef | null;
  readonly dict: PdfDict;
  /** Inherited /FT: Btn, Tx, Ch, Sig; null when no ancestor has one. */
  readonly type: string | null;
  /** Inherited /V, unresolved. */
  readonly value: PdfObject | undefined;
  /** Values of ancestors that /V hides. */
  readonly hiddenValues: readonly PdfObject[];
  readonly flags: number;
  readonly widgets: readonly FormWidget[];
}

interface Inherited {
  /** Null above the first field that has a name. */
  readonly name: string | null;
  readonly type: PdfObject | undefined;
  readonly value: PdfObject | undefined;
  readonly hiddenValues: readonly PdfObject[];
  readonly flags: PdfObject | undefined;
}

/** The /AcroForm dictionary; undefined when there is none. Errors: `pdf-form-broken`. */
export function acroFormOf(document: PdfDocument): PdfDict | undefined {
  const form = document.value(document.catalog, 'AcroForm');
  if (form && form.kind !== 'dict') throw formError('/AcroForm');
  return form;
}

/** All terminal fields in the order of the tree. Errors: `pdf-form-broken`, `pdf-limit`, and those of `document.get`. */
export function listFields(document: PdfDocument): FormField[] {
  const form = acroFormOf(document);
  const roots = form && document.value(form, 'Fields');
  if (!roots) return [];
  if (roots.kind !== 'array') throw formError('/Fields');
  const walk = new FieldWalk(document);
  for (const root of roots.items) walk.visit(root, noInheritance, 0);
  return walk.fields;
}

const noInheritance: Inherited = {
  name: null,
  type: undefined,
  value: undefined,
  hiddenValues: [],
  flags: undefined,
};

/**
 * The full name of a field below `above` (§12.7.4.2), exact; null without any name. Names decide (locks, marks), so this is the
 * one way to them. Errors: as `document.value`.
 */
export function qualifiedName(document: PdfDocument, field: PdfDict, above: string | null): string | null {
  const own = optionalExactText(document.value(field, 'T'));
  if (own === null || above === null) return own ?? above;
  return `${above}.${own}`;
}

class FieldWalk {
  readonly fields: FormField[] = [];
  readonly #document: PdfDocument;
  readonly #seen = new Set<string>();

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  visit(item: PdfObject, above: Inherited, depth: number): void {
    const { maxFields, maxTreeDepth } = this.#document.limits;
    if (depth > maxTreeDepth) throw limitError('field tree depth', maxTreeDepth);
    if (this.#seen.size + this.fields.length > maxFields) throw limitError('fields', maxFields);
    const found = this.#dict(item);
    if (!found) return;
    const { dict, ref } = found;
    const own = this.#inherit(dict, above);
    const kids = this.#kids(dict);
    const childFields = kids.filter((kid) => this.#isField(kid));
    for (const kid of childFields) this.visit(kid, own, depth + 1);
    if (childFields.length > 0) return;
    this.fields.push({
      name: own.name ?? '',
      ref,
      dict,
      type: this.#nameOf(own.type),
      value: own.value,
      hiddenValues: own.hiddenValues,
      flags: this.#numberOf(own.flags),
      widgets: kids.length > 0 ? kids.flatMap((kid) => this.#dict(kid) ?? []) : [found],
    });
  }

  /** A null kid is nothing; one that is visited twice makes a loop or a shared field. */
  #dict(item: PdfObject): FormWidget | undefined {
    const ref = item.kind === 'ref' ? item : null;
    if (ref && this.#seen.has(refKey(ref))) throw formError('field twice in the tree');
    if (ref) this.#seen.add(refKey(ref));
    const dict = this.#document.resolve(item);
    if (dict.kind === 'null') return undefined;
    if (dict.kind !== 'dict') throw formError('field');
    return { ref, dict };
  }

  #kids(dict: PdfDict): readonly PdfObject[] {
    const kids = this.#document.value(dict, 'Kids');
    if (!kids) return [];
    if (kids.kind !== 'array') throw formError('/Kids');
    return kids.items;
  }

  /** §12.7.4.2: a kid with a partial name is a field, one without is a widget of its parent. */
  #isField(kid: PdfObject): boolean {
    const dict = this.#document.resolve(kid);
    return (
      dict.kind === 'dict' && (dictValue(dict, 'T') !== undefined || dictValue(dict, 'Kids') !== undefined)
    );
  }

  #inherit(dict: PdfDict, above: Inherited): Inherited {
    const value = dictValue(dict, 'V');
    return {
      name: qualifiedName(this.#document, dict, above.name),
      type: dictValue(dict, 'FT') ?? above.type,
      value: value ?? above.value,
      hiddenValues: value && above.value ? [...above.hiddenValues, above.value] : above.hiddenValues,
      flags: dictValue(dict, 'Ff') ?? above.flags,
    };
  }

  #nameOf(object: PdfObject | undefined): string | null {
    const value = this.#document.resolve(object);
    return value.kind === 'name' ? value.value : null;
  }

  #numberOf(object: PdfObject | undefined): number {
    const value = this.#document.resolve(object);
    return value.kind === 'number' && value.integer ? value.value : 0;
  }
}

function formError(what: string): BianyinError {
  return new BianyinError('pdf-form-broken', { what });
}

/**
 * The kinds of content that people should hear of: what runs, hides, travels along, or looks different elsewhere (ISO 32000-2
 * §7.11, §8.10.4, §8.11, §12.5, §12.6, §13; attacks P08, P16, P17). One list for before sealing and for afterwards.
 */

/** Nothing in these kinds keeps a file from being sealed; each is a warning of the same name. */
export const warnedKinds = [
  'javascript',
  'automatic-action',
  'outside-links',
  'embedded-files',
  'rich-media',
  'hidden-layers',
  'hidden-annotations',
  'hidden-text',
  'unused-content',
  'other-looks',
  'malformed-content',
  'pictures-not-checked',
  'fonts-not-embedded',
  'need-appearances',
] as const;

/** What is shown is not in the file, or not decided by it: never sealed. */
export const refusedKinds = ['outside-content', 'xfa', 'ambiguous-content', 'contents-not-checked'] as const;

type WarnedKind = (typeof warnedKinds)[number];
type RefusedKind = (typeof refusedKinds)[number];
export type ContentKind = WarnedKind | RefusedKind;
export const contentKinds: readonly ContentKind[] = [...refusedKinds, ...warnedKinds];

/** Kinds with the technical words that say what was met (`Launch`, `/F`), for the report. */
export class KindsFound {
  readonly #words = new Map<ContentKind, Set<string>>();

  add(kind: ContentKind, word: string): void {
    const words = this.#words.get(kind) ?? new Set();
    this.#words.set(kind, words.add(word));
  }

  addAll(others: Iterable<Sighted>): void {
    for (const { kind, word } of others) this.add(kind, word);
  }

  has(kind: ContentKind): boolean {
    return this.#words.has(kind);
  }

  /** Sorted, so that the same file gives the same report; empty when the kind was not met. */
  words(kind: ContentKind): string[] {
    return [...(this.#words.get(kind) ?? [])].sort();
  }
}

/** One thing that was met in one object. */
export interface Sighted {
  readonly kind: ContentKind;
  readonly word: string;
}

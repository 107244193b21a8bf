/** Lists that a window has prepared and not submitted: what was read and checked stays with main, a page knows a name for it. */
import { randomBytes } from 'node:crypto';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ListItem } from './draft-list.ts';

/** As it was typed. */
interface Rule {
  readonly at: string[];
  readonly keyword: string[];
  readonly seam: string[];
}

/** Prepared lists that a window keeps; the oldest goes first. */
const MOST = 8;

export interface ListDrafts {
  /** Keeps the items under an opaque name. */
  put(items: readonly ListItem[], rule?: Rule): string;
  /** Errors: `list-draft-unknown`. */
  get(id: string): readonly ListItem[];
  /** The rule of places that it was checked by; null: none is known. */
  rule(id: string): Rule | null;
  drop(id: string): void;
}

export function listDrafts(): ListDrafts {
  const kept = new Map<string, { readonly items: readonly ListItem[]; readonly rule: Rule | null }>();
  return {
    put(items, rule) {
      const id = `l-${randomBytes(16).toString('hex')}`;
      const [oldest] = kept.keys();
      if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
      kept.set(id, { items, rule: rule ?? null });
      return id;
    },
    get(id) {
      const found = kept.get(id);
      if (!found) throw new BianyinError('list-draft-unknown');
      return found.items;
    },
    rule: (id) => kept.get(id)?.rule ?? null,
    drop: (id) => void kept.delete(id),
  };
}

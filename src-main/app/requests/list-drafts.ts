/** Lists that a window has prepared and not submitted: what was read and checked stays with main, a page knows a name for it. */
import { randomBytes } from 'node:crypto';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ListItem } from './draft-list.ts';

/** Prepared lists that a window keeps; the oldest goes first. */
const MOST = 8;

export interface ListDrafts {
  /** Keeps the items under an opaque name. */
  put(items: readonly ListItem[]): string;
  /** Errors: `list-draft-unknown`. */
  get(id: string): readonly ListItem[];
  drop(id: string): void;
}

export function listDrafts(): ListDrafts {
  const kept = new Map<string, readonly ListItem[]>();
  return {
    put(items) {
      const id = `l-${randomBytes(16).toString('hex')}`;
      const [oldest] = kept.keys();
      if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
      kept.set(id, items);
      return id;
    },
    get(id) {
      const items = kept.get(id);
      if (!items) throw new BianyinError('list-draft-unknown');
      return items;
    },
    drop: (id) => void kept.delete(id),
  };
}

/** What has come since the person was told last: work that waits for them, and what became of what they asked for. */
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { TokenView } from '../../src-main/contract/views.ts';
import { isAskedBy } from './request-lists.ts';
import { waitsForApproval, waitsForSeal } from './waiting.ts';

/** How the office stands for one person, by numbers of requests. */
export interface Standing {
  /** Of the person; null: nobody's UKey is in. */
  readonly person: string | null;
  readonly toApprove: ReadonlySet<string>;
  readonly toSeal: ReadonlySet<string>;
  /** What they have asked for and nobody has decided yet. */
  readonly open: ReadonlySet<string>;
  /** What somebody else has decided. */
  readonly decided: ReadonlySet<string>;
}

export interface News {
  readonly toApprove: number;
  readonly toSeal: number;
  readonly decided: number;
}

export function standingOf(requests: readonly RequestView[], token: TokenView | null): Standing {
  const ids = (of: (request: RequestView) => boolean): Set<string> =>
    new Set(requests.filter(of).map(({ id }) => id));
  const isOpen = ({ state }: RequestView): boolean => state === 'in-approval';
  return {
    person: token?.holder?.id ?? null,
    toApprove: ids((each) => waitsForApproval(each, token)),
    toSeal: ids((each) => waitsForSeal(each, token)),
    open: ids((each) => isAskedBy(each, token) && isOpen(each)),
    decided: ids((each) => isAskedBy(each, token) && !isOpen(each) && each.state !== 'cancelled'),
  };
}

/** Nothing is new to somebody who has only just come: they look at the window. */
export function newsOf(before: Standing | null, now: Standing): News {
  if (before === null || before.person !== now.person) return { toApprove: 0, toSeal: 0, decided: 0 };
  const count = (from: ReadonlySet<string>, isNew: (id: string) => boolean): number =>
    [...from].filter(isNew).length;
  return {
    toApprove: count(now.toApprove, (id) => !before.toApprove.has(id)),
    toSeal: count(now.toSeal, (id) => !before.toSeal.has(id)),
    decided: count(now.decided, (id) => before.open.has(id)),
  };
}

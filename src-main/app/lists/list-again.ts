/** 修改后重新提交 of a list: what of it came to nothing, as a list to be checked anew; files that were sealed are none of it (docs/adr/0047). */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { RequestState } from '../../domain/request-state.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { listFinding } from '../../domain/list-findings.ts';
import { listItems, showList, type ListItemOnRecord } from '../requests/request-lists.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';
import type { ListedFile, OpenedList } from './open-list.ts';

/** Rule of places of a list, as it was typed. */
const keptRule = z.strictObject({
  at: z.array(z.string()),
  keyword: z.array(z.string()),
  seam: z.array(z.string()),
});
export type TypedRule = z.infer<typeof keptRule>;

interface ListAgain {
  readonly list: OpenedList;
  /** Null: the list was written elsewhere, or by an earlier version. */
  readonly rule: TypedRule | null;
}

/** Unsigned: it proposes places, which are found anew in each file. */
const ruleSetting = (id: string): string => `list.rule.${id}`;

export function keepRule(session: AppSession, id: string, rule: TypedRule): void {
  withMoment(session, ({ store }) => store.setSettings([[ruleSetting(id), JSON.stringify(rule)]]));
}

const over: ReadonlySet<RequestState> = new Set(['rejected', 'cancelled', 'expired', 'void', 'used']);

/** Errors: `request-unknown`, `list-empty` when nothing of it may be asked for again (yet). */
export function listAgain(session: AppSession, id: string): ListAgain {
  const { state, seals, first } = showList(session, id);
  const items = seals
    ? []
    : listItems(session, id, { limit: -1 }).filter((item) => isLeft(item, over.has(state)));
  if (items.length === 0) throw new BianyinError('list-empty', { id });
  const folder = dirname(items[0]?.file ?? '');
  const files = items.map(fileOf);
  const list = { kind: 'table', name: first.request.reason, folder, files, leftOut: [], others: 0 } as const;
  const kept = withMoment(session, ({ store }) => store.setting(ruleSetting(id)));
  return { list, rule: kept === null ? null : orElse(() => keptRule.parse(JSON.parse(kept)), null) };
}

/** While a list runs, only what is over for good is asked for again: nothing is to be sealed twice. */
function isLeft({ state, code }: ListItemOnRecord, isOver: boolean): boolean {
  if (state === 'sealed' || state === 'stamp-waiting') return false;
  return isOver || state === 'ended' || code === 'request-cancelled';
}

function fileOf({ file, index, request }: ListItemOnRecord): ListedFile {
  const { document, counterparty, amount, currency, reference } = request;
  const isThere = file !== null && statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  return {
    ...{ at: index + 1, name: document.name, path: isThere ? file : null },
    ...{ counterparty: counterparty ?? null, amount: amount ?? null, currency: currency ?? null },
    number: reference ?? null,
    findings: isThere ? [] : [listFinding('file-missing', { file: document.name })],
  };
}

/**
 * Lines of the register as people read them: what a row leaves to its request (purpose, file, kind of seal, counterparty, amount)
 * stands in every row of that request. The chain holds the rows alone; the request's own signed text holds the rest.
 */
import { openRequest } from '../../approval/request.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import type { RegisterLine } from '../../domain/register-columns.ts';
import type { Store } from '../../store/store.ts';
import { exportJournal, type ExportedRow } from '../../store/journal-export.ts';
import { withRegister } from './journal.ts';
import type { AppSession } from '../session.ts';

/** One line for each row, in order, every column in it; for window, terminal, tables and paper alike. Errors: `home-*`, `store-*`. */
export function registerLines(session: AppSession, rows: readonly ExportedRow[]): RegisterLine[] {
  const lines = exportJournal(rows);
  const ids = [...new Set(rows.flatMap(({ requestId }) => (requestId === null ? [] : [requestId])))];
  const { facts, waiting } = withRegister(session, (store) => ({
    facts: new Map(ids.map((id) => [id, factsOf(store, id)])),
    waiting: waitingUses(store),
  }));
  return rows.map((row, i) => ({
    ...lines[i],
    ...(row.requestId === null ? {} : facts.get(row.requestId)),
    ...filled(lines[i] ?? {}),
    ...(hasGotStamp(row, waiting) ? { 时间戳: 'added' } : {}),
  }));
}

/** Uses that still wait for their time stamp; of a register that cannot tell, every row says what it said when it was written. */
function waitingUses(store: Store): ReadonlySet<string> | null {
  const waiting = orElse(() => store.waitingStamps(), null);
  return waiting && new Set(waiting.map(({ requestId, number }) => `${requestId}#${number}`));
}

/** The row says `waiting` for ever; the line says what became of it. */
function hasGotStamp(row: ExportedRow, waiting: ReadonlySet<string> | null): boolean {
  const { event, entry, requestId, useNumber } = row;
  if (waiting === null || event !== 'use-completed' || entry.timeStamp !== 'waiting') return false;
  return !waiting.has(`${requestId}#${useNumber}`);
}

/** Nothing of a request that cannot be opened any more: the register shows its rows all the same. */
function factsOf(store: Store, id: string): RegisterLine {
  try {
    const { request } = openRequest(store.facts(id).request);
    const { reason, document, seal, counterparty, amount, currency } = request;
    return filled({
      用印事项说明: reason,
      文件名称: document.name,
      印章类型: seal.typeCode,
      相对方: counterparty ?? '',
      金额: amount === undefined ? '' : moneyText(amount, currency ?? 'CNY'),
    });
  } catch (error) {
    if (error instanceof BianyinError) return {};
    throw error;
  }
}

/** `￥128,000.00`, `USD 1,000.00`; the exact decimal string never becomes a floating number. */
function moneyText(amount: string, currency: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
  return currency === 'CNY' ? `￥${grouped}` : `${currency} ${grouped}`;
}

function filled(line: RegisterLine): RegisterLine {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== ''));
}

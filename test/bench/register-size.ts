/**
 * Whether the register opens as quickly with 50,000 uses as with 1,000: a page of fifty and the sums over all, and what is known of one file, in
 * time of the processor. The rows are written by the store's own functions, without tokens and without requests behind them.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { processorMs } from '../../scripts/corpus/processor-time.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { databaseFile, inTransaction, openDatabase } from '../../src-main/store/database.ts';
import { raiseMark } from '../../src-main/store/journal-mark.ts';
import { appendRow, journalHead } from '../../src-main/store/journal.ts';
import { storeIdentifier } from '../../src-main/store/store-session.ts';
import { openStore, type Store } from '../../src-main/store/store.ts';
import { useRecordOf } from '../../src-main/store/use-record.ts';
import { median, type BenchRow } from './bench-row.ts';

const FEW = 1000;
const MANY = 50_000;
const RUNS = 5;
/** The processor's time is told in hundredths of a second. */
const EACH = 20;
/** At most this long for a page of 50,000: nobody waits. */
const AT_ONCE = 300;

export function benchRegisterSize(folder: string): Promise<BenchRow[]> {
  const [few, many] = [measure(folder, FEW), measure(folder, MANY)];
  const beside = `${FEW}: ${few.page.toFixed(1)} ms, ${MANY}: ${many.page.toFixed(1)} ms of the processor`;
  const files = `${FEW}: ${few.file.toFixed(2)} ms, ${MANY}: ${many.file.toFixed(2)} ms`;
  return Promise.resolve([
    {
      what: `a page of ${MANY} uses, sums and search`,
      figure: many.page,
      unit: 'ms',
      atMost: AT_ONCE,
      beside,
    },
    {
      what: `the same, per use, ${MANY} beside ${FEW}`,
      figure: many.page / few.page / (MANY / FEW),
      unit: '×',
      atMost: 1,
      beside,
    },
    {
      what: `what is known of a file, after ${MANY}`,
      figure: many.file,
      unit: 'ms',
      atMost: 5,
      beside: files,
    },
  ]);
}

function measure(folder: string, count: number): { readonly page: number; readonly file: number } {
  const home = mkdtempSync(join(folder, 'register-'));
  fillRegister(home, count);
  const store = openStore(home, { readOnly: true });
  try {
    const sm3 = store.rowsOfUse({ requestId: idOf(0), number: 1 })[0]?.entry.documentSm3 ?? '';
    return { page: medianMs(() => pageOf(store)), file: medianMs(() => fileOf(store, sm3)) };
  } finally {
    store.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function pageOf(store: Store): void {
  const search = { text: '月末' };
  if (store.sumUses(search).count === 0) throw new Error('nothing was found');
  for (const use of store.searchUses(search, { order: 'newest', limit: 50 })) {
    const { requestId, number: useNumber } = use;
    const record = useRecordOf({
      ...{ requestId, useNumber, rows: store.rowsOfUse(use), request: null },
      place: store.placeOfUse(use),
    });
    if (record?.state !== 'sealed' || record.isBroken) throw new Error('not as it was written');
  }
}

function fileOf(store: Store, sm3: string): void {
  store.filesWith(sm3);
  store.filesWithNumber('21412000000012345671');
  store.sealedFilesOf(idOf(0));
}

function medianMs(work: () => void): number {
  const taken = Array.from({ length: RUNS }, () => {
    const before = processorMs();
    for (let i = 0; i < EACH; i += 1) work();
    return (processorMs() - before) / EACH;
  });
  return median(taken);
}

function idOf(i: number): string {
  return `YY-04-20261123-0001-${String(i + 1).padStart(4, '0')}`;
}

function fillRegister(home: string, count: number): void {
  const database = openDatabase(join(home, databaseFile), false);
  const store = storeIdentifier(database, false);
  const digest = (): string => toHex(randomBytes(32));
  inTransaction(database, () => {
    for (let i = 0; i < count; i += 1) {
      const row = { time: new Date(), requestId: idOf(i), useNumber: 1 };
      const entry = {
        reason: '月末对账',
        applicant: '经办人',
        approvers: ['审批人'],
        keeper: '保管人',
        copies: 1,
      };
      const spent = {
        ...entry,
        esId: '41020000000004',
        sealType: '04',
        documentSm3: digest(),
        fileName: `对账单-${i}.pdf`,
      };
      appendRow(database, store, { ...row, event: 'use-spent', entry: spent });
      const made = {
        sealedSm3: digest(),
        signatureSm3: digest(),
        certificateSerial: '0a',
        timeStamp: 'none' as const,
      };
      appendRow(database, store, { ...row, event: 'signature-made', entry: made });
      appendRow(database, store, { ...row, event: 'use-completed', entry: { ...made, result: 'ok' } });
    }
  });
  raiseMark(home, journalHead(database, store));
  database.close();
}

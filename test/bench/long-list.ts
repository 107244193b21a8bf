/**
 * Whether sealing a file of a list costs the same when many were sealed before it: at 100 and at 3,000 uses in the register, in time of the
 * processor, on real tokens through the whole gate. The uses between are written by the store's own functions, without tokens.
 */
import { join } from 'node:path';
import { processorMs } from '../../scripts/corpus/processor-time.ts';
import {
  composeList,
  describeList,
  listAsShown,
  submitList,
} from '../../src-main/app/requests/draft-list.ts';
import { decideList } from '../../src-main/app/requests/request-lists.ts';
import { planListSealing, sealList } from '../../src-main/app/requests/seal-list.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { randomBytes } from 'node:crypto';
import { databaseFile, inTransaction, openDatabase } from '../../src-main/store/database.ts';
import { raiseMark } from '../../src-main/store/journal-mark.ts';
import { journalHead } from '../../src-main/store/journal.ts';
import { recordSignature } from '../../src-main/store/signed-files.ts';
import { storeIdentifier } from '../../src-main/store/store-session.ts';
import { endUse, writeUse } from '../../src-main/store/uses.ts';
import { median, type BenchRow } from './bench-row.ts';
import { writeImagePdf } from './image-pdf.ts';
import type { BenchEnterprise } from './sandbox-enterprise.ts';

const FEW = 100;
const MANY = 3000;
/** Files that are measured at each end, and those before them that warm up. */
const MEASURED = 40;
const WARM = 10;

export async function benchLongList(bench: BenchEnterprise): Promise<BenchRow[]> {
  const session = bench.session();
  try {
    const id = await approvedList(bench, session, MANY + WARM + MEASURED);
    const ids = planListSealing(session, id, { timeStamp: 'none' }).ready.map(({ requestId }) => requestId);
    const at = async (count: number, from: number): Promise<number> => {
      fillUses(bench.home, ids.slice(from, count));
      return msPerFile(bench, session, id, ids.slice(count, count + WARM + MEASURED));
    };
    const few = await at(FEW, 0);
    const many = await at(MANY, FEW + WARM + MEASURED);
    const beside = `${FEW}: ${few.toFixed(0)} ms, ${MANY}: ${many.toFixed(0)} ms of the processor for one file`;
    return [
      { what: `seal a file of a list, after ${MANY}`, figure: many / few, unit: '×', atMost: 1.2, beside },
    ];
  } finally {
    session.stop();
  }
}

async function approvedList(bench: BenchEnterprise, session: AppSession, count: number): Promise<string> {
  const items = Array.from({ length: count }, (_, i) => {
    const file = join(bench.folder, `statement-${i}.pdf`);
    writeImagePdf(file, { pages: 1, pageBytes: 1000 });
    const placements = [{ kind: 'at' as const, pages: [1], xMm: 120, yMm: 200 }];
    return { file, placements, counterparty: `客户${i}`, amount: '100.00', reference: `DZ-${i}` };
  });
  const wish = { typeCode: '04' as const, reason: '月末对账', resolutions: [], uses: 1, items };
  const draft = await composeList(session, wish);
  const shown = listAsShown(draft, await describeList(session, draft));
  const id = await submitList(session, bench.actor('soft-applicant'), shown);
  for (const person of ['department', 'counsel'])
    await decideList(session, bench.actor(`soft-${person}`), id);
  return id;
}

/** Median over the files, without those at the beginning, which pay for the login and for the whole check. */
async function msPerFile(
  bench: BenchEnterprise,
  session: AppSession,
  id: string,
  only: readonly string[],
): Promise<number> {
  const plan = planListSealing(session, id, { timeStamp: 'none', only: new Set(only) });
  const taken: number[] = [];
  let before = processorMs();
  const results = await sealList(
    session,
    bench.actor('soft-keeper'),
    { plan, timeStamp: 'none' },
    {
      onStep: () => 'go',
      onItem() {
        const now = processorMs();
        taken.push(now - before);
        before = now;
      },
    },
  );
  if (results.some(({ ok }) => !ok)) throw new Error('not all files were sealed');
  return median(taken.slice(WARM));
}

/** Uses of these files, as sealing leaves them in the register. */
function fillUses(home: string, ids: readonly string[]): void {
  const database = openDatabase(join(home, databaseFile), false);
  const store = storeIdentifier(database, false);
  const digest = (): string => toHex(randomBytes(32));
  inTransaction(database, () => {
    const context = { database, store, time: new Date(), holder: '0/bench', device: 'bench' };
    for (const requestId of ids) {
      const entry = {
        reason: '月末对账',
        applicant: '经办人',
        approvers: ['审批人'],
        keeper: '保管人',
        copies: 1,
      };
      writeUse(context, { requestId, number: 1, event: 'use-spent' }, { ...entry, documentSm3: digest() });
      const facts = {
        sealedSm3: digest(),
        signatureSm3: digest(),
        certificateSerial: '0a',
        timeStamp: 'none' as const,
      };
      const places = { size: 40_000, draft: join(home, 'draft'), target: join(home, 'target') };
      recordSignature(context, { requestId, number: 1 }, { ...facts, ...places });
      endUse(context, { requestId, number: 1 }, { outcome: 'completed', ...facts });
    }
  });
  raiseMark(home, journalHead(database, store));
  database.close();
}

/** Payments that wait for the head of finance: one request, and a list of files, as the applicant submits them (docs/adr/0053). */
import {
  composeList,
  describeList,
  listAsShown,
  submitList,
} from '../../../src-main/app/requests/draft-list.ts';
import { submitRequest } from '../../../src-main/app/requests/requests.ts';
import type { AppSession } from '../../../src-main/app/session.ts';
import { actor, type Sandbox } from './sandbox.ts';

/** Returns its number. */
export function submittedPayment(sandbox: Sandbox, session: AppSession, file: string): Promise<string> {
  return submitRequest(session, actor(sandbox, 'applicant'), {
    ...{ file, typeCode: '02', at: ['page=1,x=80mm,y=200mm'], keyword: [], seam: [] },
    ...{ resolutions: [], uses: 1 },
    ...{ reason: '付款通知', matter: 'payment', amount: '5000', counterparty: '甲公司' },
  });
}

/** `name` is told in its reason; every second file is for the same counterparty. Returns its number. */
export async function submittedPayments(
  sandbox: Sandbox,
  session: AppSession,
  { files, name }: { readonly files: readonly string[]; readonly name: number },
): Promise<string> {
  const items = files.map((file, i) => ({
    file,
    placements: [{ kind: 'at' as const, pages: [1], xMm: 120, yMm: 200 }],
    amount: `1,00${i}.50`,
    counterparty: `客户${i % 2}`,
  }));
  const shared = { typeCode: '02' as const, reason: `第 ${name} 份清单`, matter: 'payment' as const };
  const draft = await composeList(session, { ...shared, resolutions: [], uses: 1, items });
  const shown = listAsShown(draft, await describeList(session, draft));
  return submitList(session, actor(sandbox, 'applicant'), shown);
}

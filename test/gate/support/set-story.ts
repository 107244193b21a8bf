/** A set of seals on one file (docs/adr/0042) as its people bring it from the request to the last seal. */
import { join } from 'node:path';
import { describeList, listAsShown, submitList } from '../../../src-main/app/requests/draft-list.ts';
import { decideList } from '../../../src-main/app/requests/request-lists.ts';
import { composeRequest, sealFile } from '../../../src-main/app/requests/requests.ts';
import { nextInSet, setOfDraft } from '../../../src-main/app/requests/seal-set.ts';
import type { AppSession } from '../../../src-main/app/session.ts';
import { verifyFiles } from '../../../src-main/app/verify/verify-files.ts';
import type { TimeStampWish } from '../../../src-main/domain/time-stamp.ts';
import type { ListDraft } from '../../../src-main/signer/messages.ts';
import { actor, writePdf, type Sandbox } from './sandbox.ts';

let made = 0;

export interface SetUnderWay {
  readonly sandbox: Sandbox;
  readonly session: AppSession;
  readonly id: string;
  readonly contract: string;
  readonly output: string;
}

/** A pair 02 + 05 for a payment, on a contract of its own. */
export async function draftOfSet(
  { folder }: Sandbox,
  session: AppSession,
  second = { xMm: 120, yMm: 200 },
): Promise<{ readonly contract: string; readonly set: ListDraft }> {
  made += 1;
  const contract = await writePdf(folder, `pair-${made}.pdf`, made + 1);
  const draft = await composeRequest(session, {
    ...{ file: contract, typeCode: '02', at: ['page=1,x=80mm,y=200mm'], keyword: [], seam: [] },
    ...{ reason: '付款通知', matter: 'payment', amount: '5000', resolutions: [], uses: 1 },
  });
  const set = setOfDraft(draft, [{ typeCode: '05', placements: [{ kind: 'at', pages: [1], ...second }] }]);
  return { contract, set };
}

export async function submittedSet(
  sandbox: Sandbox,
  session: AppSession,
  second?: { readonly xMm: number; readonly yMm: number },
): Promise<SetUnderWay> {
  const { contract, set } = await draftOfSet(sandbox, session, second);
  const shown = listAsShown(set, await describeList(session, set));
  const id = await submitList(session, actor(sandbox, 'applicant'), shown);
  return { sandbox, session, id, contract, output: contract.replace(/\.pdf$/, '-已盖章.pdf') };
}

export async function approvedSet(sandbox: Sandbox, session: AppSession): Promise<SetUnderWay> {
  const set = await submittedSet(sandbox, session);
  await decideList(set.session, actor(sandbox, 'finance-lead'), set.id);
  return set;
}

/** Puts the seal that is waited for on the file. */
export async function sealNext(
  { sandbox, session, id, contract, output }: SetUnderWay,
  person: string,
  timeStamp: TimeStampWish = 'none',
) {
  const next = nextInSet(session, id);
  if (!next) throw new Error('nothing is left');
  return sealFile(session, actor(sandbox, person), {
    ...{ requestId: next.requestId, timeStamp },
    file: next.file ?? contract,
    output: next.half ?? output,
  });
}

/** Level, codes and seals of a file, as anybody with this trust reads them. */
export async function read(session: AppSession, file: string) {
  const [found] = await verifyFiles(session, { files: [file], trust: [] });
  if (!found || 'error' in found) throw new Error(`no report for ${file}`);
  const { level, codes, signatures } = found.report;
  return { level, codes, signatures };
}

export const halfOf = ({ session, id }: Pick<SetUnderWay, 'session' | 'id'>): string =>
  join(session.home.halves, `${id}-0001.pdf`);

/** The steps of a use of the seal, as the application takes them: request, approvals, sealing. */
import type { TimeStampWish } from '../../../src-main/domain/time-stamp.ts';
import {
  decideRequest,
  sealFile,
  submitRequest,
  type NewRequest,
} from '../../../src-main/app/requests/requests.ts';
import type { AppSession } from '../../../src-main/app/session.ts';
import { openMoment } from '../../../src-main/home/home-moment.ts';
import type { SealOutcome } from '../../../src-main/signer/answers.ts';
import type { JournalRow } from '../../../src-main/store/journal-row.ts';
import { actor, type Sandbox } from './sandbox.ts';

/** Who approves a contract of less than 500 000 yuan (assets/policy-profiles), in order. */
export const contractApprovers = ['department', 'counsel', 'finance-lead'] as const;

export function contractRequest(file: string, change: Partial<NewRequest> = {}): NewRequest {
  return {
    file,
    typeCode: '04',
    at: ['page=1,x=120mm,y=200mm'],
    keyword: [],
    seam: [],
    reason: '合同签订',
    counterparty: '河南中州展览工程有限公司',
    amount: '128000',
    resolutions: [],
    uses: 1,
    ...change,
  };
}

/** A contract request that nobody has approved. */
export function submit(
  sandbox: Sandbox,
  session: AppSession,
  file: string,
  change?: Partial<NewRequest>,
): Promise<string> {
  return submitRequest(session, actor(sandbox, 'applicant'), contractRequest(file, change));
}

/** A contract request with all approvals. */
export async function approved(
  sandbox: Sandbox,
  session: AppSession,
  file: string,
  change?: Partial<NewRequest>,
): Promise<string> {
  const id = await submit(sandbox, session, file, change);
  for (const person of contractApprovers) await decideRequest(session, actor(sandbox, person), id);
  return id;
}

export function apply(
  sandbox: Sandbox,
  session: AppSession,
  requestId: string,
  output: string,
  options: { readonly person?: string; readonly timeStamp?: TimeStampWish } = {},
): Promise<SealOutcome> {
  const { person = 'keeper', timeStamp = 'none' } = options;
  return sealFile(session, actor(sandbox, person), { requestId, output, timeStamp });
}

/** Journal rows of a request about uses: `[event, number, result]`. Opening the home also names interrupted uses. */
export function usesOf(sandbox: Sandbox, requestId: string): [string, number, string][] {
  const moment = openMoment(sandbox.home.root, new Date());
  try {
    return moment.store
      .journal({ requestId })
      .filter((row: JournalRow) => row.event.startsWith('use-'))
      .map((row) => [row.event, row.useNumber ?? 0, row.entry.result ?? '']);
  } finally {
    moment.close();
  }
}

/** The code of an error with its reason, where it has one; "ok" when there is none. */
export async function refusalOf(step: () => unknown): Promise<string> {
  try {
    await step();
    return 'ok';
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: Readonly<Record<string, unknown>> };
    const what = detail?.['what'];
    return code === undefined ? String(error) : typeof what === 'string' ? `${code} ${what}` : code;
  }
}

/** The code of the error that a step ends with; `ok` when it does not fail. */
export async function codeOf(step: () => unknown): Promise<string> {
  try {
    await step();
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

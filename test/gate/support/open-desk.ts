/** What most tests of the gate stand on: one sandbox for the file, one session on it, one contract; and sessions on faulty tokens. */
import { openAppSession, type AppSession } from '../../../src-main/app/session.ts';
import { makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './sandbox.ts';

export interface Desk {
  readonly sandbox: Sandbox;
  /** A session whose token does as it should. */
  readonly session: AppSession;
  /** A PDF of three pages. */
  readonly contract: string;
}

/** For `beforeAll`; give the result to `closeDesk` in `afterAll`. */
export async function openDesk(): Promise<Desk> {
  const sandbox = await makeSandbox();
  return { sandbox, session: openAppSession(sandbox.home), contract: await writePdf(sandbox.folder) };
}

/** Also after a `beforeAll` that failed half-way. */
export function closeDesk(desk: { readonly sandbox?: Sandbox; readonly session?: AppSession }): void {
  desk.session?.stop();
  removeSandbox(desk.sandbox);
}

/**
 * A session on a software token with a fault (native/soft-ukey/README.md), stopped with the test. The signer takes the fault
 * over when it starts, so it is started at once.
 */
export async function faultySession(sandbox: Sandbox, fault: string): Promise<AppSession> {
  process.env['BIANYIN_SOFT_UKEY_FAULT'] = fault;
  try {
    const faulty = sessionOf(sandbox);
    await faulty.signer().listTokens();
    return faulty;
  } finally {
    delete process.env['BIANYIN_SOFT_UKEY_FAULT'];
  }
}

/** What happened before a story begins: requests that were written and approved elsewhere, on the same home. */
import { sealFile, decideRequest, submitRequest } from '../../../src-main/app/requests/requests.ts';
import { openAppSession, type AppSession } from '../../../src-main/app/session.ts';
import { utf8Encode } from '../../../src-main/crypto/bytes.ts';
import type { Actor } from '../../../src-main/tokens/signer-client.ts';
import type { Sandbox } from '../../gate/support/sandbox.ts';
import { pinFor } from './pins.ts';

export interface LetterFacts {
  readonly reason: string;
  readonly uses?: number;
  readonly validHours?: number;
}

/** A letter under the enterprise seal that nobody has approved. Returns the number of the request. */
export function submittedLetter(sandbox: Sandbox, file: string, facts: LetterFacts): Promise<string> {
  return inSession(sandbox, (session) => submit(session, file, facts));
}

/** The same, approved by the head of the department: it waits for the keeper. */
export function approvedLetter(sandbox: Sandbox, file: string, facts: LetterFacts): Promise<string> {
  return inSession(sandbox, async (session) => {
    const id = await submit(session, file, facts);
    await decideRequest(session, actor('department'), id);
    return id;
  });
}

/** A letter that was sealed to the end. Returns the path of the sealed file. */
export function sealedLetter(sandbox: Sandbox, file: string, facts: LetterFacts): Promise<string> {
  const output = file.replace(/\.pdf$/, '-已盖章.pdf');
  return inSession(sandbox, async (session) => {
    const requestId = await submit(session, file, facts);
    await decideRequest(session, actor('department'), requestId);
    await sealFile(session, actor('keeper'), { requestId, output, timeStamp: 'now' });
    return output;
  });
}

function submit(session: AppSession, file: string, { uses = 1, ...facts }: LetterFacts): Promise<string> {
  return submitRequest(session, actor('applicant'), {
    ...{ file, typeCode: '01', uses, keyword: [], seam: [], resolutions: [] },
    ...facts,
    at: ['page=1,x=120mm,y=200mm'],
  });
}

function actor(person: string): Actor {
  return { token: `soft-${person}`, pin: utf8Encode(pinFor(`soft-${person}`)) };
}

async function inSession<T>(sandbox: Sandbox, work: (session: AppSession) => Promise<T>): Promise<T> {
  const session = openAppSession(sandbox.home);
  try {
    return await work(session);
  } finally {
    session.stop();
  }
}

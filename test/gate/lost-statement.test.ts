/** The last word of the signer is lost while somebody signs a statement: what is on record counts, and only what is not is said to be undone. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyOnRecord } from '../../src-main/app/requests/lost-statement.ts';
import {
  cancelRequest,
  decideRequest,
  listRequests,
  showRequest,
  submitRequest,
} from '../../src-main/app/requests/requests.ts';
import { withMoment } from '../../src-main/app/with-moment.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { sentenceFor } from '../../src-main/domain/errors/sentence.ts';
import type { SignerClient } from '../../src-main/tokens/signer-client.ts';
import { closeDesk, openDesk } from './support/open-desk.ts';
import { actor, type Sandbox } from './support/sandbox.ts';
import { codeOf, contractRequest, submit } from './support/story.ts';

let sandbox: Sandbox;
let session: AppSession;
let contract: string;

beforeAll(async () => {
  ({ sandbox, session, contract } = await openDesk());
});
afterAll(() => closeDesk({ sandbox, session }));

const lost = (): BianyinError => new BianyinError('worker-lost', { worker: '签名进程' });
const late = (): BianyinError => new BianyinError('worker-timeout', { worker: '签名进程', seconds: 120 });

/** A session whose signer does this instead. */
function sessionWith(change: Partial<SignerClient>): AppSession {
  return { ...session, signer: () => ({ ...session.signer(), ...change }) };
}

/** The signer signs and records, and its caller never hears it. */
const deaf = (error = lost): AppSession =>
  sessionWith({
    signRequest: (...args) =>
      session
        .signer()
        .signRequest(...args)
        .then(() => Promise.reject(error())),
    signDecision: (...args) =>
      session
        .signer()
        .signDecision(...args)
        .then(() => Promise.reject(error())),
    signCancellation: (...args) =>
      session
        .signer()
        .signCancellation(...args)
        .then(() => Promise.reject(error())),
  });

/** The signer dies before it has recorded anything. */
const dead = (): AppSession =>
  sessionWith({
    signRequest: () => Promise.reject(lost()),
    signDecision: () => Promise.reject(late()),
    signCancellation: () => Promise.reject(lost()),
  });

async function failure(step: () => Promise<unknown>): Promise<BianyinError> {
  try {
    await step();
  } catch (error) {
    if (error instanceof BianyinError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

const by = (person: string) => actor(sandbox, person);

describe('on record, and the answer is lost', () => {
  test.each([lost, late])('the request is there once, with its file', async (error) => {
    const before = listRequests(session).length;
    const id = await submitRequest(deaf(error), by('applicant'), contractRequest(contract));
    expect(showRequest(session, id).file).toBe(contract);
    expect(listRequests(session).length).toBe(before + 1);
  });

  test('an approval, a rejection and a cancellation are what is shown', async () => {
    const [one, two] = [await submit(sandbox, session, contract), await submit(sandbox, session, contract)];
    const approved = await decideRequest(deaf(), by('department'), one);
    expect(approved.walk?.approvals.length).toBe(1);
    const rejected = await decideRequest(deaf(late), by('department'), two, { reason: '金额不对' });
    expect(rejected.state).toBe('rejected');
    const cancelled = await cancelRequest(deaf(), by('applicant'), one, '写错了');
    expect(cancelled.state).toBe('cancelled');
  });

  test('a policy is found by its text', async () => {
    const [known] = withMoment(session, ({ store }) => store.policies());
    const text = known?.statement ?? '';
    const work = (): Promise<string> => Promise.reject(lost());
    expect(await policyOnRecord(session, text, work)).toBe(text);
    const other = text.replace('sandbox-policy', 'another');
    expect(other).not.toBe(text);
    expect(await codeOf(() => policyOnRecord(session, other, work))).toBe('statement-not-recorded');
  });
});

describe('not on record', () => {
  test('no request, no decision, no cancellation: the sentence says so, and speaks of no file', async () => {
    const before = listRequests(session).length;
    const error = await failure(() => submitRequest(dead(), by('applicant'), contractRequest(contract)));
    expect(error.code).toBe('statement-not-recorded');
    expect(sentenceFor(error, 'zh')).toMatch(/没有办理.*签名进程.*没有留下/);
    expect(sentenceFor(error, 'zh')).not.toContain('没有写出任何文件');
    expect(listRequests(session).length).toBe(before);
    const id = await submit(sandbox, session, contract);
    expect(await codeOf(() => decideRequest(dead(), by('department'), id))).toBe('statement-not-recorded');
    expect(await codeOf(() => cancelRequest(dead(), by('applicant'), id, '写错了'))).toBe(
      'statement-not-recorded',
    );
    expect(showRequest(session, id).state).toBe('in-approval');
  });

  test('a request that somebody else recorded meanwhile is not taken for this one', async () => {
    const other = join(sandbox.folder, 'other.pdf');
    copyFileSync(contract, other);
    const meanwhile = sessionWith({
      signRequest: async (_who, draft) => {
        await session.signer().signRequest(by('applicant'), { ...draft, file: other });
        throw lost();
      },
    });
    expect(await codeOf(() => submitRequest(meanwhile, by('applicant'), contractRequest(contract)))).toBe(
      'statement-not-recorded',
    );
  });

  test('a refusal of the signer stays what it is', async () => {
    const id = await submit(sandbox, session, contract);
    expect(await codeOf(() => decideRequest(session, by('cashier'), id))).not.toMatch(/^(ok|statement-)/);
  });
});

test('a record that cannot be read tells nothing: nobody says that nothing was done', async () => {
  const id = await submit(sandbox, session, contract);
  const blind: AppSession = {
    ...session,
    home: { ...session.home },
    signer: () => ({
      ...session.signer(),
      signDecision: () => {
        Object.assign(blind.home, { root: join(sandbox.folder, 'gone') });
        return Promise.reject(lost());
      },
    }),
  };
  expect(await codeOf(() => decideRequest(blind, by('department'), id))).toBe('statement-outcome-unknown');
  expect(existsSync(sandbox.home.root)).toBe(true);
});

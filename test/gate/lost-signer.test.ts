/** The last word of the signer is lost, right before and right after the file got its name: the person hears what is on record. */
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealFiles } from '../../src-main/app/requests/requests.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { sentenceFor } from '../../src-main/domain/errors/sentence.ts';
import type { SignerClient } from '../../src-main/tokens/signer-client.ts';
import { closeDesk, openDesk } from './support/open-desk.ts';
import { actor, type Sandbox } from './support/sandbox.ts';
import { killSigner } from './support/processes.ts';
import { apply, approved, codeOf, usesOf } from './support/story.ts';

let sandbox: Sandbox;
let session: AppSession;
let contract: string;

beforeAll(async () => {
  ({ sandbox, session, contract } = await openDesk());
});
afterAll(() => closeDesk({ sandbox, session }));

const lost = (): BianyinError => new BianyinError('worker-lost', { worker: '签名进程' });

/** A session whose signer works as always, and whose callers never hear its answer. */
function deaf(change: Partial<SignerClient>): AppSession {
  return { ...session, signer: () => ({ ...session.signer(), ...change }) };
}

/** Seals, then loses the answer. */
const afterwards = (then: () => void = () => undefined): AppSession =>
  deaf({
    async applySeal(...args) {
      await session.signer().applySeal(...args);
      then();
      throw lost();
    },
  });

/** Does something while the signer, which has the seal's signature by then, waits for its time stamp. */
const whileStamping = (then: () => void): AppSession =>
  deaf({
    applySeal: (who, what) =>
      session.signer().applySeal(who, { ...what, timestampLength: 4000 }, () => {
        then();
        return new Promise(() => undefined);
      }),
  });

describe('one file', () => {
  test('published and on record: the person hears that it is sealed', async () => {
    const id = await approved(sandbox, session, contract);
    const output = join(sandbox.folder, 'receipt.pdf');
    const error = await failure(() => apply(sandbox, afterwards(), id, output));
    expect(error.code).toBe('sealed-without-receipt');
    expect(sentenceFor(error, 'zh')).toContain('receipt.pdf');
    expect(sentenceFor(error, 'zh')).not.toContain('没有写出');
    expect(existsSync(output)).toBe(true);
    expect(usesOf(sandbox, id).map(([event]) => event)).toEqual(['use-spent', 'use-completed']);
  });

  test('on record, and another file lies there by now: nobody says that it is the sealed one', async () => {
    const id = await approved(sandbox, session, contract);
    const output = join(sandbox.folder, 'replaced.pdf');
    const session2 = afterwards(() => writeFileSync(output, 'something else'));
    expect(await codeOf(() => apply(sandbox, session2, id, output))).toBe('sealing-outcome-unknown');
  });

  test('killed right before the file gets its name: nothing is there, and the use counts', async () => {
    const id = await approved(sandbox, session, contract);
    const output = join(sandbox.folder, 'before.pdf');
    const killed = whileStamping(() => killSigner(sandbox));
    expect(await codeOf(() => apply(sandbox, killed, id, output))).toBe('sealing-interrupted');
    expect(existsSync(output)).toBe(false);
    expect(usesOf(sandbox, id).map(([event]) => event)).toEqual(['use-spent', 'use-interrupted']);
  });

  test('killed between the name and the record: the file is not called sealed, and not called missing', async () => {
    const id = await approved(sandbox, session, contract);
    const output = join(sandbox.folder, 'between.pdf');
    // What lies there at that moment; which file it is, only a verification can tell.
    const killed = whileStamping(() => {
      copyFileSync(contract, output);
      killSigner(sandbox);
    });
    const error = await failure(() => apply(sandbox, killed, id, output));
    expect(error.code).toBe('sealing-interrupted-file');
    expect(sentenceFor(error, 'zh')).toContain('between.pdf');
  });

  test('killed as soon as the file is there: it is on record as sealed, and the person hears so', async () => {
    const id = await approved(sandbox, session, contract);
    const output = join(sandbox.folder, 'seen.pdf');
    let over = false as boolean;
    const attempt = codeOf(() => apply(sandbox, session, id, output)).finally(() => (over = true));
    while (!over && !existsSync(output)) await new Promise(setImmediate);
    if (!over) killSigner(sandbox);
    const code = await attempt;
    expect(existsSync(output)).toBe(true);
    // Where it had a name and no end yet, the next start has found it by its digest (docs/adr/0022).
    expect(usesOf(sandbox, id).at(-1)?.[0]).toBe('use-completed');
    expect(['sealed-without-receipt', 'ok']).toContain(code);
  });

  test('killed before anything was spent: nothing was written, and no use is gone', async () => {
    const id = await approved(sandbox, session, contract);
    const output = join(sandbox.folder, 'early.pdf');
    const early = deaf({
      applySeal: (who, what, stamp) =>
        session.signer().applySeal(who, what, stamp, {
          onStep: () => {
            killSigner(sandbox);
            return 'go';
          },
          onItem: () => undefined,
        }),
    });
    expect(await codeOf(() => apply(sandbox, early, id, output))).toBe('worker-lost');
    expect(existsSync(output)).toBe(false);
    expect(usesOf(sandbox, id)).toEqual([]);
  });
});

test('several: each by its own record', async () => {
  const ids = [await approved(sandbox, session, contract), await approved(sandbox, session, contract)];
  const items = ids.map((requestId, i) => ({
    ...{ requestId, file: contract },
    output: join(sandbox.folder, `several-${i}.pdf`),
  }));
  const half = deaf({
    async applySeals(who, { timestampLength }, stamp, watch) {
      await session.signer().applySeals(who, { items: items.slice(0, 1), timestampLength }, stamp, watch);
      throw lost();
    },
  });
  const watch = { onStep: () => 'go' as const, onItem: () => undefined };
  const results = await sealFiles(half, actor(sandbox, 'keeper'), { items, timeStamp: 'none' }, watch);
  expect(results.map((each) => !each.ok && each.code)).toEqual(['sealed-without-receipt', 'worker-lost']);
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

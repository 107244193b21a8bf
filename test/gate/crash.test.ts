/** The signer dies between spending and publishing, or is asked twice: one use never makes two signatures, no file is half made. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { showRequest } from '../../src-main/app/requests/requests.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { closeDesk, faultySession, openDesk } from './support/open-desk.ts';
import { actor, filesIn, sessionOf, type Sandbox } from './support/sandbox.ts';
import { killSigner, useSpent, workersOf } from './support/processes.ts';
import { apply, approved, codeOf, usesOf } from './support/story.ts';
import { variations } from '../support/every-case.ts';

let sandbox: Sandbox;
/** A session whose token does as it should. */
let session: AppSession;
let contract: string;

beforeAll(async () => {
  ({ sandbox, session, contract } = await openDesk());
});

afterAll(() => closeDesk({ sandbox, session }));

/** After a restart: the use is named as interrupted, stays spent, and nothing visible was left under the target's name. */
async function expectInterrupted(id: string, output: string): Promise<void> {
  await vi.waitFor(
    // The pipe may break a moment before the system has buried the process.
    () => expect(usesOf(sandbox, id).map(([event]) => event)).toEqual(['use-spent', 'use-interrupted']),
    { timeout: 5000 },
  );
  expect(existsSync(output)).toBe(false);
  expect(showRequest(session, id).state).toBe('used');
  expect(await codeOf(() => apply(sandbox, session, id, output))).toBe('uses-exhausted');
  expect(usesOf(sandbox, id)).toHaveLength(2);
  expect(filesIn(sandbox.folder).filter((name) => !name.startsWith('.'))).not.toContain('out.pdf');
}

describe('the signer is killed', () => {
  const output = (): string => join(sandbox.folder, 'out.pdf');

  test('while the token hangs with the first signature after spending', async () => {
    const id = await approved(sandbox, session, contract);
    session.stop();
    const faulty = await faultySession(sandbox, 'hang@sign');
    const attempt = codeOf(() => apply(sandbox, faulty, id, output()));
    await useSpent(sandbox, id);
    // Somebody else looks while it hangs: that does not end the use.
    expect(showRequest(session, id).usesSpent).toBe(1);
    expect(usesOf(sandbox, id).map(([event]) => event)).toEqual(['use-spent']);
    killSigner(sandbox);
    // In words: nothing was written, and the use counts.
    expect(await attempt).toBe('sealing-interrupted');
    await expectInterrupted(id, output());
  });

  test('by the token library itself', async () => {
    const id = await approved(sandbox, session, contract);
    session.stop();
    const faulty = await faultySession(sandbox, 'crash@sign');
    expect(await codeOf(() => apply(sandbox, faulty, id, output()))).toBe('sealing-interrupted');
    await expectInterrupted(id, output());
  });

  test('between the keeper’s signature and the seal’s', async () => {
    const id = await approved(sandbox, session, contract);
    session.stop();
    const faulty = await faultySession(sandbox, 'slow:1200@sign');
    const attempt = codeOf(() => apply(sandbox, faulty, id, output()));
    await useSpent(sandbox, id);
    await sleep(1800);
    killSigner(sandbox);
    expect(await attempt).toBe('sealing-interrupted');
    await expectInterrupted(id, output());
  });

  test('after the seal was made, while it waits for the time stamp', async () => {
    const id = await approved(sandbox, session, contract);
    const parameters = { requestId: id, file: contract, output: output(), timestampLength: 4000 };
    const attempt = codeOf(() =>
      session.signer().applySeal(actor(sandbox, 'keeper'), parameters, () => {
        killSigner(sandbox);
        return Promise.resolve(null);
      }),
    );
    expect(await attempt).toBe('worker-lost');
    await expectInterrupted(id, output());
  });

  test('at any moment of writing, verifying and publishing: all of it or nothing', async () => {
    const city = session.city();
    const seen: string[] = [];
    for (const delay of variations([0, 2, 5, 10, 20, 40, 60, 90, 130, 180], 4)) {
      const id = await approved(sandbox, session, contract);
      const file = join(sandbox.folder, `killed-${delay}.pdf`);
      const parameters = { requestId: id, file: contract, output: file, timestampLength: 4000 };
      const attempt = codeOf(() =>
        session.signer().applySeal(actor(sandbox, 'keeper'), parameters, async (imprint) => {
          const token = (await city?.timestamp({ imprint })) ?? null;
          setTimeout(() => workersOf(sandbox).forEach((pid) => process.kill(pid, 'SIGKILL')), delay);
          return token;
        }),
      );
      const code = await attempt;
      await sleep(delay);
      const ends = usesOf(sandbox, id).map(([event]) => event);
      seen.push(`${code} ${ends.at(-1) ?? ''} ${existsSync(file)}`);
      expect(ends).toHaveLength(2);
      // The start after it finishes or destroys what was left (docs/adr/0022): there is no mixed outcome.
      expect(['use-completed', 'use-interrupted']).toContain(ends[1]);
      expect(existsSync(file)).toBe(ends[1] === 'use-completed');
      if (code === 'ok') expect(ends[1]).toBe('use-completed');
      if (existsSync(file)) {
        const [first] = await verifyFiles(session, { files: [file], trust: [] });
        expect(first && 'report' in first && first.report.level).toBe('PASS');
      }
      expect(await codeOf(() => apply(sandbox, session, id, `${file}.2.pdf`))).toBe('uses-exhausted');
      expect(existsSync(`${file}.2.pdf`)).toBe(false);
    }
    expect(seen.some((line) => line.startsWith('worker-lost use-interrupted false'))).toBe(true);
  }, 300_000);
});

describe('asked twice at once', () => {
  test('one use, two names, two processes: exactly one output', async () => {
    const id = await approved(sandbox, session, contract);
    const second = sessionOf(sandbox);
    const files = ['left.pdf', 'right.pdf'].map((name) => join(sandbox.folder, name));
    const codes = await Promise.all(
      [session, second].map((each, i) => codeOf(() => apply(sandbox, each, id, files[i] ?? ''))),
    );
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(files.filter((file) => existsSync(file))).toHaveLength(1);
    expect(usesOf(sandbox, id).filter(([event]) => event === 'use-completed')).toHaveLength(1);
    expect(usesOf(sandbox, id).filter(([event]) => event === 'use-spent')).toHaveLength(1);
  });

  test('a double click in one session: the second finds the name taken, and no use is lost', async () => {
    const id = await approved(sandbox, session, contract, { uses: 2 });
    const file = join(sandbox.folder, 'clicked.pdf');
    const codes = await Promise.all([1, 2].map(() => codeOf(() => apply(sandbox, session, id, file))));
    expect(codes.sort()).toEqual(['ok', 'output-exists']);
    expect(showRequest(session, id).usesSpent).toBe(1);
  });

  test('two uses, two processes, two names: two outputs, and never a third', async () => {
    const id = await approved(sandbox, session, contract, { uses: 2 });
    const sessions = [session, sessionOf(sandbox), sessionOf(sandbox)];
    const files = [1, 2, 3].map((i) => join(sandbox.folder, `many-${i}.pdf`));
    const attempts = sessions.map((each, i) => codeOf(() => apply(sandbox, each, id, files[i] ?? '')));
    const codes = await Promise.all(attempts);
    expect(codes.filter((code) => code === 'ok').length).toBe(
      files.filter((file) => existsSync(file)).length,
    );
    expect(codes.filter((code) => code === 'ok').length).toBeLessThanOrEqual(2);
    const spent = usesOf(sandbox, id).filter(([event]) => event === 'use-spent').length;
    const returned = usesOf(sandbox, id).filter(([event]) => event === 'use-returned').length;
    expect(spent - returned).toBe(codes.filter((code) => code === 'ok').length);
  });
});

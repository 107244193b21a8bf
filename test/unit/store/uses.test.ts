/** Spending uses: never more signatures than uses, whatever dies when, and whoever else is sealing at the same time. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluatePermit } from '../../../src-main/approval/permit.ts';
import { approved, factsFor } from '../approval/test-enterprise.ts';
import {
  completed,
  fill,
  filledHome,
  makeHome,
  openAt,
  permitOn,
  removeHomes,
  requestId,
} from './test-store.ts';

afterAll(removeHomes);

const script = new URL('./sealing-process.ts', import.meta.url).pathname;
function seal(home: string, dieAt?: string): Promise<number | null> {
  const child = spawn(process.execPath, [script, home, ...(dieAt === undefined ? [] : [dieAt])], {
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.on('exit', resolve));
}
function signatures(home: string): number {
  const path = join(home, 'signatures');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').length : 0;
}

describe('a use', () => {
  it('is spent once for each that was approved', async () => {
    const store = openAt(await filledHome({ uses: 2 }));
    for (const number of [1, 2]) {
      expect(store.spendUse(requestId, permitOn).number).toBe(number);
      store.endUse(requestId, number, completed);
    }
    expect(() => store.spendUse(requestId, permitOn)).toThrow('uses-exhausted');
    expect(store.verifyJournal().ok).toBe(true);
    store.close();
  });

  it('comes back only when the token certainly signed nothing', async () => {
    const store = openAt(await filledHome({ uses: 2 }));
    store.spendUse(requestId, permitOn);
    store.endUse(requestId, 1, { outcome: 'failed', code: 'internal', signatureMade: false });
    expect(store.request(requestId).usesSpent).toBe(0);
    expect(store.spendUse(requestId, permitOn).number).toBe(2);
    store.endUse(requestId, 2, { outcome: 'failed', code: 'internal', signatureMade: true });
    expect(store.request(requestId).usesSpent).toBe(1);
    expect(
      store
        .journal({ requestId })
        .map((row) => row.event)
        .slice(-4),
    ).toEqual(['use-spent', 'use-returned', 'use-spent', 'use-failed']);
    store.close();
  });

  it('that was begun under the name before is ended as one of a process that died, and by nobody as its own', async () => {
    const store = openAt(await filledHome({ uses: 2 }));
    store.spendUse(requestId, permitOn);
    store.reconcile();
    expect(store.journal({ requestId }).at(-1)?.event).toBe('use-spent');
    store.renew();
    store.reconcile();
    expect(store.journal({ requestId }).at(-1)?.event).toBe('use-interrupted');
    expect(store.request(requestId)).toMatchObject({ usesSpent: 1, usesBroken: 1 });
    expect(() => store.endUse(requestId, 1, completed)).toThrow('use-not-open');
    expect(store.spendUse(requestId, permitOn).number).toBe(2);
    store.endUse(requestId, 2, completed);
    expect(store.verifyJournal().ok).toBe(true);
    store.close();
  });

  it('ends once', async () => {
    const store = openAt(await filledHome());
    expect(() => store.endUse(requestId, 1, completed)).toThrow('use-not-open');
    store.spendUse(requestId, permitOn);
    store.endUse(requestId, 1, completed);
    expect(() =>
      store.endUse(requestId, 1, { outcome: 'failed', code: 'internal', signatureMade: false }),
    ).toThrow('use-not-open');
    store.close();
  });

  it('takes a real permit, for this very request', async () => {
    const store = openAt(await filledHome());
    expect(() => store.spendUse(requestId, (facts) => structuredClone(permitOn(facts)))).toThrow(
      'permit-missing',
    );
    const other = await approved(await factsFor({ id: 'YY-04-20261123-0002' }));
    expect(() => store.spendUse(requestId, () => evaluatePermit(other))).toThrow('permit-missing');
    expect(() => store.spendUse('YY-04-20261123-0009', permitOn)).toThrow('request-unknown');
    expect(store.request(requestId).usesSpent).toBe(0);
    expect(store.openUses()).toEqual([]);
    store.close();
  });

  it('is not counted by what the caller believes, but by what is stored', async () => {
    const store = openAt(await filledHome());
    store.spendUse(requestId, permitOn);
    expect(() => store.spendUse(requestId, (facts) => permitOn({ ...facts, usesSpent: 0 }))).toThrow(
      'uses-exhausted',
    );
    store.close();
  });

  it('stays open while whoever spent it is at work, and is interrupted when that is gone', async () => {
    const home = await filledHome();
    const first = openAt(home);
    first.spendUse(requestId, permitOn);
    const second = openAt(home);
    expect(first.reconcile()).toEqual([]);
    expect(second.reconcile()).toEqual([]);
    first.close();
    expect(second.reconcile()).toMatchObject([{ requestId, number: 1 }]);
    expect(second.reconcile()).toEqual([]);
    expect(() => second.endUse(requestId, 1, completed)).toThrow('use-not-open');
    expect(() => second.spendUse(requestId, permitOn)).toThrow('uses-exhausted');
    second.close();
  });

  it('of another process stays open as long as that lives', async () => {
    const home = await filledHome();
    await seal(home, 'after-spend');
    const alive = openAt(home, { isProcessAlive: () => true });
    expect(alive.reconcile()).toEqual([]);
    expect(alive.openUses()).toHaveLength(1);
    alive.close();
    const gone = openAt(home);
    expect(gone.reconcile()).toHaveLength(1);
    gone.close();
  });
});

describe('a process that dies', () => {
  it.each([
    ['before-spend', 1],
    ['inside-spend', 1],
    ['after-spend', 0],
    ['after-sign', 1],
    ['after-write', 1],
    ['after-end', 1],
  ])('%s never gives a second signature for one use', async (dieAt, expected) => {
    const home = await filledHome();
    expect(await seal(home, dieAt)).toBeNull();
    await seal(home);
    await seal(home);
    expect(signatures(home)).toBe(expected);
    const store = openAt(home);
    expect(store.verifyJournal().ok).toBe(true);
    expect(store.request(requestId).usesSpent).toBe(1);
    expect(store.openUses()).toEqual([]);
    const ended = store.journal({ requestId }).at(-1)?.event;
    expect(ended).toBe(
      ['after-spend', 'after-sign', 'after-write'].includes(dieAt) ? 'use-interrupted' : 'use-completed',
    );
    store.close();
  });
});

describe('two processes', () => {
  it('cannot both spend the last use', async () => {
    for (let round = 0; round < 3; round += 1) {
      const home = await filledHome();
      const codes = await Promise.all([seal(home), seal(home), seal(home)]);
      expect(codes.filter((code) => code === 0)).toHaveLength(1);
      expect(signatures(home)).toBe(1);
    }
  });

  it('can create one store together', async () => {
    const home = makeHome();
    // Every process fails for want of a request, but only after it has opened the store.
    expect(await Promise.all([seal(home), seal(home), seal(home), seal(home)])).toEqual([1, 1, 1, 1]);
    const store = openAt(home);
    expect(store.verifyJournal()).toMatchObject({ ok: true, head: { seq: 0 } });
    store.close();
  });

  it('share what is left without losing any', async () => {
    const home = await filledHome({ uses: 4 });
    const codes = await Promise.all([seal(home), seal(home), seal(home), seal(home)]);
    expect(codes).toEqual([0, 0, 0, 0]);
    const store = openAt(home);
    expect(store.request(requestId).usesSpent).toBe(4);
    expect(store.verifyJournal().ok).toBe(true);
    store.close();
  });
});

describe('numbers', () => {
  it('run on for each seal and day', async () => {
    const store = openAt(makeHome());
    expect(store.nextRequestId('04', '20261123')).toBe(requestId);
    await fill(store);
    expect(store.nextRequestId('04', '20261123')).toBe('YY-04-20261123-0002');
    expect(store.nextRequestId('04', '20261124')).toBe('YY-04-20261124-0001');
    expect(store.nextRequestId('01', '20261123')).toBe('YY-01-20261123-0001');
    await expect(fill(store)).rejects.toThrow('request-number-taken');
    store.close();
  });
});

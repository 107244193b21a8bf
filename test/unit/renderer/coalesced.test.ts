/** Questions that come in crowds: few are asked, and nobody gets an answer from before they asked. */
import { describe, expect, it } from 'vitest';
import { coalesced } from '../../../src-renderer/state/coalesced.ts';

function slow() {
  let begun = 0;
  const ends: (() => void)[] = [];
  const ask = coalesced(async () => {
    const number = ++begun;
    await new Promise<void>((resolve) => ends.push(resolve));
    if (number === 13) throw new Error('unlucky');
    return number;
  });
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { ask, end, begun: () => begun };
}

describe('a crowd of questions', () => {
  it('is two runs: the one that was on its way, and one for everybody who came since', async () => {
    const { ask, end, begun } = slow();
    const first = ask();
    const others = [ask(), ask(), ask()];
    expect(begun()).toBe(1);
    await end();
    expect(begun()).toBe(2);
    // Asked while the second is on its way: a third, and not the answer of the second.
    const late = ask();
    await end();
    await end();
    expect(await Promise.all([first, ...others, late])).toEqual([1, 2, 2, 2, 3]);
    const after = ask();
    await end();
    expect(await after).toBe(4);
  });

  it('goes on after one that failed', async () => {
    const { ask, end } = slow();
    for (let i = 0; i < 12; i += 1) {
      const each = ask();
      await end();
      await each;
    }
    const failing = ask();
    const next = ask();
    const failed = expect(failing).rejects.toThrow('unlucky');
    await end();
    await failed;
    await end();
    expect(await next).toBe(14);
  });
});

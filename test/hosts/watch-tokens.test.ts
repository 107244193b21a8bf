/** Plugging and pulling tokens reaches the pages; a first look, no home, or the same list says nothing. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchTokens } from '../../src-main/app/office/watch-tokens.ts';
import type { AppEvent } from '../../src-main/contract/events.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('tells of a change, and of a library that fails, once each', async () => {
  const told: AppEvent[] = [];
  let answer: () => Promise<unknown> = () => Promise.resolve(['a']);
  let hasHome = false;
  let asked = 0;
  const watch = watchTokens({
    hasHome: () => hasHome,
    list: () => {
      asked += 1;
      return answer();
    },
    tell: (event) => void told.push(event),
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toBe(0);
  hasHome = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toBeGreaterThan(1);
  expect(told).toEqual([]);
  answer = () => Promise.resolve(['a', 'b']);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([{ kind: 'tokens.changed' }]);
  answer = () => Promise.reject(new Error('the library crashed'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toHaveLength(2);
  watch.stop();
  const before = asked;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toBe(before);
});

test('a token that is pulled and plugged in again between two looks is told of, when the pages looked meanwhile', async () => {
  const told: AppEvent[] = [];
  const watch = watchTokens({
    hasHome: () => true,
    list: () => Promise.resolve(['a']),
    tell: (event) => void told.push(event),
  });
  await vi.advanceTimersByTimeAsync(10_000);
  watch.lookAgain();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([{ kind: 'tokens.changed' }]);
  watch.stop();
});

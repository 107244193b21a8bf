/** Quiet notices (docs/adr/0051): one a minute at the most, none to whoever is at the window, numbers and nothing else. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noticeText, quietNotices, type QuietNotices } from '../../../src-main/app/office/quiet-notices.ts';
import { noticeCalls } from '../../../src-main/contract/notice-calls.ts';

const none = { toApprove: 0, toSeal: 0, decided: 0 };
let isAttended = false;
let shown: string[];
let quiet: QuietNotices;

beforeEach(() => {
  vi.useFakeTimers();
  isAttended = false;
  shown = [];
  quiet = quietNotices({ isAttended: () => isAttended, show: (words) => void shown.push(words) });
});
afterEach(() => {
  quiet.stop();
  vi.useRealTimers();
});

const told = (toApprove: number, toSeal: number, news: Partial<typeof none>) =>
  quiet.tell({ toApprove, toSeal, news: { ...none, ...news } }, 'zh');

describe('a notice', () => {
  test('says how many wait where one of them is new', () => {
    told(2, 5, { toApprove: 1 });
    expect(shown).toEqual(['有 2 件待您审批']);
  });

  test('comes once a minute; what came within it is said at its end, with the numbers of then', () => {
    told(1, 0, { toApprove: 1 });
    for (let waiting = 2; waiting <= 9; waiting++) told(waiting, 0, { toApprove: 1 });
    told(8, 1, { toSeal: 1, decided: 2 });
    vi.advanceTimersByTime(59_999);
    expect(shown).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(shown[1]).toBe('有 8 件待您审批；有 1 件待您盖章；您申请的 2 件有了结果');
    vi.advanceTimersByTime(600_000);
    expect(shown).toHaveLength(2);
  });

  test('does not come to whoever is at the window, nor later for what they have seen there', () => {
    isAttended = true;
    told(1, 0, { toApprove: 1 });
    isAttended = false;
    vi.advanceTimersByTime(120_000);
    told(1, 0, {});
    expect(shown).toEqual([]);
    told(2, 0, { toApprove: 1 });
    expect(shown).toEqual(['有 2 件待您审批']);
    told(3, 0, { toApprove: 1 });
    isAttended = true;
    vi.advanceTimersByTime(60_000);
    isAttended = false;
    vi.advanceTimersByTime(600_000);
    expect(shown).toHaveLength(1);
  });

  test('does not come for what is done by then, nor after the window is gone', () => {
    told(1, 0, { toApprove: 1 });
    told(2, 0, { toApprove: 1 });
    told(0, 0, {});
    vi.advanceTimersByTime(60_000);
    expect(shown).toHaveLength(1);
    told(1, 0, { toApprove: 1 });
    told(2, 0, { toApprove: 1 });
    quiet.stop();
    vi.advanceTimersByTime(600_000);
    expect(shown).toHaveLength(2);
  });
});

test('both languages say the same', () => {
  const news = { toApprove: 1, toSeal: 1, decided: 3 };
  expect(noticeText({ toApprove: 2, toSeal: 1, news }, 'en')).toBe(
    'To approve: 2; To seal: 1; Yours, decided: 3',
  );
  expect(noticeText({ toApprove: 2, toSeal: 1, news: none }, 'en')).toBe('');
});

test('a page can give it numbers alone', () => {
  const { input } = noticeCalls['notice.tell'];
  const good = { toApprove: 1, toSeal: 0, news: { ...none, toApprove: 1 } };
  expect(input.safeParse(good).success).toBe(true);
  for (const bad of [
    { ...good, words: '请点击这里' },
    { ...good, toApprove: '请点击这里' },
    { ...good, toApprove: -1 },
    { ...good, toApprove: 1e9 },
    { ...good, news: { ...none, decided: 0.5 } },
    { ...good, news: { ...none, title: 'x' } },
  ])
    expect(input.safeParse(bad).success).toBe(false);
});

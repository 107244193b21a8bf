/** What is new for a person: work that has come, and decisions of others; nothing to whoever has only just come. */
import { describe, expect, test } from 'vitest';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { newsOf, standingOf } from '../../../src-renderer/state/news.ts';

const none = { toApprove: 0, toSeal: 0, decided: 0 };
const token = (name: string, seals: readonly string[] = []) =>
  ({ holder: { id: name, name }, seals: seals.map((esId) => ({ esId })) }) as unknown as TokenView;
const step = (name: string) => ({ role: 'department', people: [name], approved: null });

function request(id: string, change: Partial<Record<keyof RequestView, unknown>> = {}): RequestView {
  return {
    ...{ id, state: 'in-approval', applicant: '陈晓禾', seal: { esId: 'a' }, keepers: ['马堃'] },
    ...{ path: [step('周启明')], nextStep: 0 },
    ...change,
  } as unknown as RequestView;
}
const ready = (id: string) => request(id, { state: 'ready', path: [], nextStep: null });
const news = (who: TokenView | null, before: readonly RequestView[], now: readonly RequestView[]) =>
  newsOf(standingOf(before, who), standingOf(now, who));

describe('news', () => {
  test('of what came to wait for this person, and for nobody else', () => {
    const [before, now] = [[request('1')], [request('1'), request('2'), request('3')]];
    expect(news(token('周启明'), before, now)).toEqual({ ...none, toApprove: 2 });
    expect(news(token('苏婉宁'), before, now)).toEqual(none);
    expect(news(null, before, now)).toEqual(none);
    expect(news(token('马堃', ['a']), [request('1')], [ready('1')])).toEqual({ ...none, toSeal: 1 });
    expect(news(token('马堃', ['b']), [request('1')], [ready('1')])).toEqual(none);
  });

  test.each(['ready', 'rejected', 'void', 'expired'])('%s: one of theirs was decided', (state) => {
    expect(news(token('陈晓禾'), [request('1')], [request('1', { state })])).toEqual({ ...none, decided: 1 });
  });

  test('not of what they took back, of what was decided before, of what is no longer there', () => {
    const who = token('陈晓禾');
    expect(news(who, [request('1')], [request('1', { state: 'cancelled' })])).toEqual(none);
    expect(news(who, [ready('1')], [request('1', { state: 'used' })])).toEqual(none);
    expect(news(who, [], [ready('1')])).toEqual(none);
    expect(news(who, [request('1')], [])).toEqual(none);
  });

  test('none the first time, and none to another person', () => {
    const now = standingOf([request('1')], token('周启明'));
    expect(newsOf(null, now)).toEqual(none);
    expect(newsOf(standingOf([], token('苏婉宁')), now)).toEqual(none);
    expect(newsOf(standingOf([], null), now)).toEqual(none);
  });
});

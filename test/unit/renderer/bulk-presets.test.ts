/** What the window sends as a rule of places is what the terminal's words mean: every choice of the form can be read by the domain. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keywordsOf, placementsBy } from '../../../src-main/domain/placement-rule.ts';
import {
  bulkKinds,
  firstForm,
  formAgain,
  isPlaced,
  placingKey,
  ruleOf,
  withKind,
  type BulkForm,
} from '../../../src-renderer/features/bulk/presets.ts';

const mm = fc.integer({ min: -500, max: 2000 }).map((tenths) => tenths / 10);
const form = fc.record({
  kind: fc.constantFrom(...bulkKinds),
  typeCode: fc.constantFrom('01' as const, '02' as const),
  matter: fc.constant('list' as const),
  reason: fc.string(),
  where: fc.constantFrom('keyword' as const, 'point' as const, 'seam' as const),
  keyword: fc.constantFrom('盖章处', '（盖章）', '甲方：', 'Seal, here'),
  dx: mm,
  dy: mm,
  page: fc.constantFrom('first', 'last', '2'),
  x: mm.map(Math.abs),
  y: mm.map(Math.abs),
  hasSeam: fc.boolean(),
});

const hit = {
  ...{ page: 1, pageSize: { widthMm: 210, heightMm: 297 }, direction: 'right' as const },
  ...{ rect: { xMm: 50, yMm: 100, widthMm: 20, heightMm: 5 }, end: { xMm: 70, yMm: 102 } },
};
const pages = { read: 3, withoutText: 0, unreadable: 0 };

test('every form gives places where it says', () => {
  fc.assert(
    fc.property(form, (given: BulkForm) => {
      const rule = ruleOf(given);
      const found = keywordsOf(rule).map(({ keyword }) => {
        expect(keyword).toBe(given.keyword);
        return { hits: [hit], pages };
      });
      const read = { pageCount: 3, found, seal: { widthMm: 40, heightMm: 40 } };
      const { placements } = placementsBy(rule, read);
      const kinds = placements.map(({ kind }) => kind);
      const whole = given.where === 'seam' ? [] : ['at'];
      expect(kinds).toEqual([...whole, ...(given.where === 'seam' || given.hasSeam ? ['seam'] : [])]);
      const [first] = placements;
      if (given.where === 'point')
        expect(first).toMatchObject({
          pages: [{ first: 1, last: 3, '2': 2 }[given.page]],
          xMm: given.x,
          yMm: given.y,
        });
    }),
    { numRuns: 100 },
  );
});

test('a kind brings its seal and matter; other words make the check stale only where they place', () => {
  const begun = firstForm('对账');
  expect(withKind(begun, 'sales', '清单')).toMatchObject({ typeCode: '03', matter: 'list', reason: '清单' });
  expect(placingKey({ ...begun, reason: '别的' })).toBe(placingKey(begun));
  expect(placingKey({ ...begun, keyword: '甲方' })).not.toBe(placingKey(begun));
  expect(placingKey({ ...begun, typeCode: '01' })).not.toBe(placingKey(begun));
  expect(isPlaced({ ...begun, keyword: ' ' })).toBe(false);
});

test.each<Partial<BulkForm>>([
  { where: 'keyword', keyword: '盖章处' },
  { where: 'keyword', keyword: '甲方,乙方盖章', dx: 3, dy: -2.5, hasSeam: true },
  { where: 'keyword', keyword: '盖章处#2', dy: 4 },
  { where: 'point', page: 'first', x: 120, y: 200.5 },
  { where: 'point', page: 'last', x: 10, y: 20, hasSeam: true },
  { where: 'point', page: '3', x: 10, y: 20 },
  { where: 'seam' },
])('a list that is asked for again has the rule that was typed: %j', (typed) => {
  const form = { ...firstForm('对账单'), ...typed };
  const list = { reason: '月末', matter: 'payment', seal: { typeCode: '02' } } as const;
  const again = formAgain(firstForm(''), { list, rule: ruleOf(form) });
  expect(ruleOf(again)).toEqual(ruleOf(form));
  expect(again).toMatchObject({ reason: '月末', matter: 'payment', typeCode: '02' });
  expect(formAgain(form, { list, rule: null })).toMatchObject({ keyword: form.keyword, reason: '月末' });
});

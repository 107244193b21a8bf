/** Names by a rule: whatever people write in a list, every file gets one name that every file system takes. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outputNames, requireNameRule, type NameFacts } from '../../../src-main/domain/output-name.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const file = (more: Partial<NameFacts> = {}): NameFacts => ({
  number: 'DZ-001',
  counterparty: '甲公司',
  amount: '100',
  name: '对账单.pdf',
  ...more,
});
const room = { taken: [], date: '20261130' };
const nameOf = (rule: string, facts: NameFacts): string | undefined => outputNames(rule, [facts], room)[0];

test.each<[string, Partial<NameFacts>, string]>([
  ['{编号}_{相对方}_{日期}', {}, 'DZ-001_甲公司_20261130.pdf'],
  ['{number}_{counterparty}', {}, 'DZ-001_甲公司.pdf'],
  ['{编号}_{相对方}_{日期}', { number: null }, '甲公司_20261130.pdf'],
  ['{编号}_{相对方}', { counterparty: ' ' }, 'DZ-001.pdf'],
  ['{编号}_{相对方}', { number: null, counterparty: null }, '对账单.pdf'],
  ['{原名}-已盖章', { name: '月末/对账单.PDF' }, '对账单-已盖章.pdf'],
  ['{序号} {金额}', {}, '1 100.pdf'],
  ['{相对方}', { counterparty: '../../etc/passwd' }, '_.._etc_passwd.pdf'],
  ['{相对方}', { counterparty: 'C:\\甲*?"<>|' }, 'C__甲.pdf'],
  ['{相对方}', { counterparty: 'con' }, '_con.pdf'],
  ['{相对方}', { counterparty: 'NUL.x' }, '_NUL.x.pdf'],
  ['{相对方}', { counterparty: '...' }, '对账单.pdf'],
  ['{相对方}', { counterparty: '甲\u202efdp.exe' }, '甲fdp.exe.pdf'],
  ['../{编号}', {}, '_DZ-001.pdf'],
])('%s of %j is %s', (rule, more, name) => expect(nameOf(rule, file(more))).toBe(name));

test.each(['', '已盖章', '{合同}', '{编号', '{编号}{', `{编号}${'x'.repeat(300)}`])(
  '%j is no rule',
  (rule) => {
    expect(() => requireNameRule(rule)).toThrow('list-name-rule');
  },
);

test('the same name, in whatever case, gets a number; what is there is not taken', () => {
  const files = [file({ number: 'A' }), file({ number: 'a' }), file({ number: 'Ａ' }), file({ number: 'b' })];
  const names = outputNames('{编号}', files, { ...room, taken: ['B.PDF', 'a-2.pdf'] });
  expect(names).toEqual(['A.pdf', 'a-3.pdf', 'Ａ-4.pdf', 'b-2.pdf']);
});

test('whatever a list says: names that are new, short enough, in the folder, and that the system takes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-names-'));
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 150 }), { nil: null });
  const facts = fc.record({
    number: text,
    counterparty: text,
    amount: fc.constant('1'),
    name: fc.string({ unit: 'binary' }),
  });
  try {
    fc.assert(
      fc.property(
        fc.array(facts, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('{编号}_{相对方}_{日期}', '{相对方}', '{原名}', '{编号}/../{相对方}'),
        (files, rule) => {
          const names = outputNames(rule, files, { ...room, taken: readdirSync(folder) });
          for (const name of names) {
            expect(dirname(join(folder, name))).toBe(folder);
            expect(basename(name)).toBe(name);
            expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
            expect(name).toMatch(/^[^. ].*\.pdf$/su);
            expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]/u);
            writeFileSync(join(folder, name), '', { flag: 'wx' });
          }
        },
      ),
      { numRuns: propertyRuns(300) },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

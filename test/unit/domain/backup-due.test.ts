/** When a backup is due by itself, and what people are told: every evening, missed ones as soon as the program runs, failures soon again. */
import { describe, expect, test } from 'vitest';
import {
  backupNotices,
  isBackupDue,
  nextBackup,
  type BackupFacts,
} from '../../../src-main/domain/backup-due.ts';

const set: BackupFacts = {
  plan: {},
  codeSetAt: '2026-11-02T01:00:00Z',
  last: null,
  failed: null,
  drill: { at: '2026-11-02T02:00:00Z', code: null },
};
const madeAt = (time: string, sound = true): BackupFacts => ({ ...set, last: { madeAt: time, sound } });
const at = (time: string): Date => new Date(time);

describe('the next evening at 18:00 in China', () => {
  test.each([
    // last one, and the next
    ['2026-11-30T09:59:59Z', '2026-11-30T10:00:00.000Z'],
    ['2026-11-30T10:00:00Z', '2026-12-01T10:00:00.000Z'],
    ['2026-11-30T16:00:00Z', '2026-12-01T10:00:00.000Z'],
    ['2026-12-01T01:00:00Z', '2026-12-01T10:00:00.000Z'],
    ['2024-02-29T09:00:00Z', '2024-02-29T10:00:00.000Z'],
  ])('after %s: %s', (last, next) => {
    expect(nextBackup(madeAt(last))?.toISOString()).toBe(next);
    expect(isBackupDue(madeAt(last), new Date(Date.parse(next) - 1))).toBe(false);
    expect(isBackupDue(madeAt(last), at(next))).toBe(true);
  });

  test('the first one is not waited for; without a folder or a code there is none', () => {
    expect(isBackupDue(set, at('2026-11-02T01:05:00Z'))).toBe(true);
    expect(nextBackup({ ...set, plan: null })).toBeNull();
    expect(isBackupDue({ ...set, codeSetAt: null }, at('2027-01-01T00:00:00Z'))).toBe(false);
  });

  test('one that failed is tried again after half an hour, and not all the time', () => {
    const failed = {
      ...madeAt('2026-11-29T11:00:00Z'),
      failed: { at: '2026-11-30T10:00:00Z', code: 'backup-disk-full', detail: {} },
    };
    expect(isBackupDue(failed, at('2026-11-30T10:29:59Z'))).toBe(false);
    expect(isBackupDue(failed, at('2026-11-30T10:30:00Z'))).toBe(true);
    // A clock that was ahead when it failed.
    expect(isBackupDue(failed, at('2026-11-30T09:00:00Z'))).toBe(false);
    expect(
      isBackupDue(
        { ...failed, failed: { at: '2027-01-01T00:00:00Z', code: 'x', detail: {} } },
        at('2026-11-30T10:10:00Z'),
      ),
    ).toBe(true);
  });

  test('a clock that was ahead keeps none from being made for years', () => {
    expect(isBackupDue(madeAt('2031-01-01T00:00:00Z'), at('2026-11-30T01:00:00Z'))).toBe(true);
  });
});

describe('what is told', () => {
  const kinds = (facts: BackupFacts, now: string): string[] =>
    backupNotices(facts, at(now)).map(({ kind }) => kind);
  test.each<[string, BackupFacts, string, string[]]>([
    ['nothing is set up', { ...set, plan: null }, '2026-11-30T00:00:00Z', ['not-set-up']],
    ['no code', { ...set, codeSetAt: null }, '2026-11-30T00:00:00Z', ['not-set-up']],
    ['none yet', set, '2026-11-03T00:00:00Z', ['none-yet']],
    ['all is well', madeAt('2026-11-29T10:00:00Z'), '2026-11-30T00:00:00Z', []],
    ['a long weekend', madeAt('2026-11-26T10:00:00Z'), '2026-11-30T09:59:59Z', []],
    ['too long', madeAt('2026-11-26T10:00:00Z'), '2026-11-30T10:00:00Z', ['old']],
    [
      'a register that does not hold',
      madeAt('2026-11-29T10:00:00Z', false),
      '2026-11-30T00:00:00Z',
      ['register-broken'],
    ],
    ['the last drill is old', madeAt('2027-01-30T10:00:00Z'), '2027-01-31T02:00:00Z', ['drill-due']],
    ['and the day before', madeAt('2027-01-30T10:00:00Z'), '2027-01-31T01:59:59Z', []],
    [
      'no drill for long',
      { ...madeAt('2027-01-30T10:00:00Z'), drill: null },
      '2027-01-31T02:00:00Z',
      ['drill-due'],
    ],
    [
      'a drill that failed',
      { ...madeAt('2026-11-29T10:00:00Z'), drill: { at: '2026-11-29T11:00:00Z', code: 'backup-malformed' } },
      '2026-11-30T00:00:00Z',
      ['drill-failed'],
    ],
    [
      'a failure, whatever the age of the last',
      {
        ...madeAt('2026-11-01T10:00:00Z'),
        failed: { at: '2026-11-30T10:00:00Z', code: 'backup-disk-full', detail: {} },
      },
      '2026-11-30T11:00:00Z',
      ['failed'],
    ],
  ])('%s', (_, facts, now, expected) => {
    expect(kinds(facts, now)).toEqual(expected);
  });
});

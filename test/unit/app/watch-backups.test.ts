/** Backups by themselves: one an evening, however often the program looks, and a folder that is gone is remembered and not fatal. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  backupOverview,
  listBackups,
  newRecoveryCode,
  planBackups,
} from '../../../src-main/app/backup/backups.ts';
import { backUpWhenDue } from '../../../src-main/app/backup/watch-backups.ts';
import { instantText } from '../../../src-main/domain/instant.ts';
import { makeSandbox, removeSandbox, sessionOf, type Sandbox } from '../../gate/support/sandbox.ts';

let sandbox: Sandbox;
let stick: string;

beforeAll(async () => {
  sandbox = await makeSandbox();
  stick = join(sandbox.folder, 'stick');
  mkdirSync(stick);
});

afterAll(() => removeSandbox(sandbox));

test('made once when due; told each time; a pulled stick is said and tried again', async () => {
  let now = new Date(Math.max(Date.now(), Date.parse('2026-12-01T00:00:00Z')));
  const session = sessionOf(sandbox, () => now);
  let told = 0;
  const look = (): Promise<boolean> => backUpWhenDue(session, () => (told += 1));
  expect(await look(), 'nothing is set up').toBe(false);
  planBackups(session, { folder: stick });
  await newRecoveryCode(session, () => undefined);
  expect(backupOverview(session).next, 'due since yesterday evening, so now').toBe(instantText(now));
  expect(await look()).toBe(true);
  expect((backupOverview(session).next ?? '') > instantText(now)).toBe(true);
  expect(await look(), 'not at each look').toBe(false);
  expect({ told, made: listBackups(session).length }).toEqual({ told: 1, made: 1 });

  now = new Date(now.getTime() + 86_400_000);
  rmSync(stick, { recursive: true });
  mkdirSync(stick);
  expect(await look(), 'the empty place where the stick was').toBe(false);
  const { failed, notices, last } = backupOverview(session);
  expect(failed?.code).toBe('backup-folder-missing');
  expect(notices).toMatchObject([{ kind: 'failed', lastAt: last?.madeAt }]);

  now = new Date(now.getTime() + 31 * 60_000);
  expect(planBackups(session, { keep: 20 }).failed, 'another number helps nothing').not.toBeNull();
  expect(planBackups(session, { folder: stick }).failed, 'of the folder before').toBeNull();
  expect(await look()).toBe(true);
  expect(backupOverview(session)).toMatchObject({ failed: null, notices: [] });
}, 60_000);

test('a code that nobody could be shown does not count', async () => {
  const session = sessionOf(sandbox);
  const before = backupOverview(session).codeSetAt;
  await expect(newRecoveryCode(session, () => Promise.reject(new Error('no paper')))).rejects.toThrow(
    'no paper',
  );
  expect(backupOverview(session).codeSetAt).toBe(before);
});

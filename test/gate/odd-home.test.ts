/** A home whose files are links: to other places they are followed; to devices and pipes nothing waits, and nothing is believed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshenHome } from '../../src-main/app/trust/freshen-home.ts';
import { openStatusStore } from '../../src-main/city/status-store.ts';
import { readTrustStore } from '../../src-main/city/trust-store.ts';
import { homeDirectory, readHome } from '../../src-main/platform/home-directory.ts';
import { readLastSeen } from '../../src-main/platform/last-seen.ts';
import { readMark } from '../../src-main/store/journal-mark.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { apply, approved, codeOf } from './support/story.ts';

let base: Sandbox;
let contract: string;
beforeAll(async () => {
  base = await makeSandbox();
  contract = await writePdf(base.folder);
});
afterAll(() => removeSandbox(base));

test('home, trust, status and output folder are links elsewhere: the seal is made as ever, and the links stay', async () => {
  const { folder, home } = copyOf(base);
  const at = (name: string): string => join(folder, name);
  mkdirSync(at('elsewhere'));
  for (const name of ['trust', 'status']) {
    renameSync(join(home.root, name), at(`elsewhere/${name}`));
    symlinkSync(at(`elsewhere/${name}`), join(home.root, name));
  }
  renameSync(home.root, at('real'));
  symlinkSync(at('real'), home.root);
  symlinkSync(at('elsewhere'), at('out'));
  const linked: Sandbox = { folder, home: homeDirectory(home.root) };
  const session = sessionOf(linked);
  const id = await approved(linked, session, contract);
  await apply(linked, session, id, at('out/sealed.pdf'));
  expect(existsSync(at('elsewhere/sealed.pdf'))).toBe(true);
  expect(existsSync(at('elsewhere/status/snapshot.kfs'))).toBe(true);
});

test('what a killed import left half an hour ago goes with the next one; what is of a living process stays', async () => {
  const home = copyOf(base);
  const left = (pid: number): string => {
    const path = join(home.home.status, `.bianyin-${pid}-0123456789ab.tmp`);
    writeFileSync(path, 'half an image');
    const time = new Date(Date.now() - 30 * 60_000);
    utimesSync(path, time, time);
    return path;
  };
  const [dead, alive] = [left(spawnSync(process.execPath, ['--version']).pid), left(process.pid)];
  await freshenHome(sessionOf(home), { force: true });
  expect([existsSync(dead), existsSync(alive)]).toEqual([false, true]);
});

describe.skipIf(process.platform === 'win32')('a device or a pipe in the place of', () => {
  const read = {
    'home.json': ({ home }: Sandbox) => readHome(home),
    'bianyin.head.json': ({ home }: Sandbox) => readMark(home.root),
    'trust/current.json': ({ home }: Sandbox) => readTrustStore(home.trust),
    'trust/crls/x.crl': ({ home }: Sandbox) => readTrustStore(home.trust),
    'status/snapshot.kfs': ({ home }: Sandbox) =>
      openStatusStore(home.status).read({ ...readTrustStore(home.trust) }),
    'status/high-water.json': ({ home }: Sandbox) => openStatusStore(home.status).latestSeen(),
  };
  const codes: Readonly<Record<string, string>> = {
    'home.json': 'home-damaged',
    'bianyin.head.json': 'journal-rolled-back',
    'trust/current.json': 'trust-pack-store-damaged',
    'trust/crls/x.crl': 'trust-file-malformed',
    'status/snapshot.kfs': 'status-store-damaged',
    'status/high-water.json': 'status-store-damaged',
  };
  test.each(Object.keys(codes).flatMap((name) => [[name, '/dev/zero'] as const, [name, 'a pipe'] as const]))(
    '%s (%s): refused at once with its code',
    async (name, what) => {
      const home = copyOf(base);
      const path = join(home.home.root, name);
      rmSync(path, { force: true });
      if (what === 'a pipe') execFileSync('mkfifo', [path]);
      else symlinkSync(what, path);
      expect(await codeOf(() => read[name as keyof typeof read](home))).toBe(codes[name]);
    },
  );

  test('last-seen.json: as if nothing had been seen', () => {
    const { home } = copyOf(base);
    rmSync(home.lastSeenFile, { force: true });
    symlinkSync('/dev/zero', home.lastSeenFile);
    expect(readLastSeen(home, new Date())).toBeNull();
  });
});

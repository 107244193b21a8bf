/** Processes are started by the host's own way and by nothing else: in a packed Electron program Node's way starts a second Bianyin. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files that may: the adapter of plain Node, the dialogs of the host that has none, the system's own commands to notify, to open and to print. */
const mayStart = [
  'src-main/host-chromium/choose-save.ts',
  'src-main/platform/spawn-node-worker.ts',
  'src-main/platform/system-notifier.ts',
  'src-main/platform/system-opener.ts',
  'src-main/platform/system-printer.ts',
];

test('nothing else imports child_process or forks', () => {
  const files = globSync('src-main/**/*.ts', { cwd: root }).map((name) => name.replaceAll('\\', '/'));
  const starting = files.filter((name) =>
    /['"`](node:)?(child_process|cluster)['"`]|utilityProcess\.fork/.test(
      readFileSync(`${root}/${name}`, 'utf8'),
    ),
  );
  expect(starting.sort()).toEqual([...mayStart, 'src-main/host-electron/spawn-utility-worker.ts'].sort());
});

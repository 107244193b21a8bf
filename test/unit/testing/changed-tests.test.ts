/** `npm test -- --changed`: which tests a change asks for, in a small checkout with a commit of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { changedTests } from '../../../scripts/testing/changed-tests.ts';

const files: Readonly<Record<string, string>> = {
  'src-main/a.ts': 'export const a = 1;',
  'src-main/b.ts': "import { a } from './a.ts';\nexport { a };",
  'src-main/b-process.ts': "import { a } from './a.ts';\nconsole.log(a);",
  'src-main/client.ts': "export const entry = new URL('./b-process.ts', import.meta.url);",
  'src-renderer/page.tsx': 'export const page = 1;',
  'scripts/x.ts': 'export const x = 1;',
  'test/b.test.ts': "import '../src-main/b.ts';",
  'test/client.test.ts': "import '../src-main/client.ts';",
  'test/other.test.ts': "export const read = 'docs/words.md';",
  'test/architecture/layers.test.ts': '',
  'docs/words.md': 'words',
  'package.json': '{}',
};

function checkout() {
  const root = mkdtempSync(join(tmpdir(), 'bianyin-changed-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgsign=false'];
    expect(spawnSync('git', [...who, ...args], { cwd: root }).status).toBe(0);
  };
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'first');
  return { root, write, git };
}

const architecture = 'test/architecture/layers.test.ts';

test('nothing changed, nothing to run', () => {
  expect(changedTests(checkout().root)).toEqual([]);
});

test('a file asks for the tests that import it, workers included, and for those that see the whole tree', () => {
  const { root, write } = checkout();
  write('src-main/a.ts', 'export const a = 2;');
  expect(changedTests(root)).toEqual([architecture, 'test/b.test.ts', 'test/client.test.ts']);
});

test('a new file that is not committed, and a commit of the branch, count; a document asks for who names it', () => {
  const { root, write, git } = checkout();
  git('checkout', '-q', '-b', 'work');
  write('docs/words.md', 'other words');
  git('commit', '-q', '-a', '-m', 'second');
  write('test/new.test.ts', '');
  expect(changedTests(root)).toEqual([architecture, 'test/new.test.ts', 'test/other.test.ts']);
  expect(changedTests(root, 'HEAD')).toEqual([architecture, 'test/new.test.ts']);
});

test('what all stands on asks for all; a commit that is not there is an error', () => {
  const { root, write } = checkout();
  write('package.json', '{"a":1}');
  expect(changedTests(root)).toBeNull();
  expect(() => changedTests(root, 'no-such-commit')).toThrow(/no-such-commit/);
});

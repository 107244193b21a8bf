/** The software UKey is built when what is there does not belong to these sources in this place: asked of a small checkout and a recorded cmake. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

/** As cmake: refuses a cache that was made for another folder, and makes a library when it builds. */
const cmake = `#!/bin/sh
echo "$1" >> "$CALLS"
if [ "$1" = -S ]; then
  if [ -f "$4/CMakeCache.txt" ] && ! grep -qx "CMAKE_HOME_DIRECTORY:INTERNAL=$2" "$4/CMakeCache.txt"; then exit 1; fi
  echo "CMAKE_HOME_DIRECTORY:INTERNAL=$2" > "$4/CMakeCache.txt"
else
  echo built > "$2/libbianyin-soft-ukey.so"
fi
`;

function smallCheckout() {
  const top = mkdtempSync(join(tmpdir(), 'bianyin-checkout-'));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  const folder = join(top, 'first');
  mkdirSync(join(folder, 'native/soft-ukey/src'), { recursive: true });
  writeFileSync(join(folder, 'native/soft-ukey/CMakeLists.txt'), 'project(x)');
  writeFileSync(join(folder, 'native/soft-ukey/src/a.cpp'), 'int a;');
  cpSync(
    fileURLToPath(new URL('../../../scripts/bootstrap', import.meta.url)),
    join(folder, 'scripts/bootstrap'),
    {
      recursive: true,
    },
  );
  writeFileSync(join(top, 'cmake'), cmake, { mode: 0o755 });
  return { top, folder };
}

/** Runs the step in a checkout; gives the calls of cmake. */
function build(top: string, folder: string): string[] {
  const calls = join(top, 'calls');
  rmSync(calls, { force: true });
  const PATH = `${top}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawnSync(process.execPath, [join(folder, 'scripts/bootstrap/native-parts.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, PATH, CALLS: calls },
  });
  expect(child.status, child.stderr).toBe(0);
  return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
}

const [configure, compile] = ['-S', '--build'];

test('what is fresh is not built again; a changed source, a new one and a lost library are', () => {
  const { top, folder } = smallCheckout();
  const ukey = join(folder, 'native/soft-ukey');
  expect(build(top, folder)).toEqual([configure, compile]);
  expect(build(top, folder)).toEqual([]);
  writeFileSync(join(ukey, 'src/a.cpp'), 'int b;');
  expect(build(top, folder)).toEqual([configure, compile]);
  writeFileSync(join(ukey, 'src/b.cpp'), '');
  expect(build(top, folder)).toEqual([configure, compile]);
  rmSync(join(ukey, 'build/libbianyin-soft-ukey.so'));
  expect(build(top, folder)).toEqual([configure, compile]);
  expect(build(top, folder)).toEqual([]);
});

test('a built checkout that was copied needs nothing; changed there, it is configured for its new place', () => {
  const { top, folder } = smallCheckout();
  build(top, folder);
  const copy = join(top, 'second');
  cpSync(folder, copy, { recursive: true });
  expect(build(top, copy)).toEqual([]);
  writeFileSync(join(copy, 'native/soft-ukey/src/a.cpp'), 'int c;');
  expect(build(top, copy)).toEqual([configure, compile]);
  expect(readFileSync(join(copy, 'native/soft-ukey/build/CMakeCache.txt'), 'utf8')).toContain('/second/');
});

/** The software UKey, built by CMake when its sources, the machine or the place of the checkout have changed. Runs alone too: tests ask for it so. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { aloneInCheckout } from './set-up-lock.mjs';
import { digestOf, root, step } from './shell.mjs';

const source = 'native/soft-ukey';
const library = /bianyin-soft-ukey\.(so|dylib|dll)$/;

/** Nothing to do where what is there was built from just these sources. */
export function ensureSoftUkey(checkout = root) {
  const folder = join(checkout, source);
  const build = join(folder, 'build');
  const stamp = join(build, '.bianyin-sources');
  const digest = digestOf(sourcesIn(folder), `${process.platform} ${process.arch}`, folder);
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (isFresh && filesBelow(build).some((file) => library.test(file))) return;
  mkdirSync(build, { recursive: true });
  forgetOtherPlace(folder, build);
  step('soft UKey: configure', 'cmake', ['-S', folder, '-B', build, '-DCMAKE_BUILD_TYPE=Release']);
  step('soft UKey: build', 'cmake', ['--build', build, '--config', 'Release']);
  writeFileSync(stamp, digest);
}

/** Paths below the folder, without what CMake made. */
function sourcesIn(folder) {
  return filesBelow(folder)
    .filter((file) => /\.(cpp|h|txt|map|sym)$/.test(file) && !file.startsWith(`build${sep}`))
    .sort();
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** CMake refuses a cache that was made elsewhere, as in a checkout that was copied or moved: it is configured anew. */
function forgetOtherPlace(folder, build) {
  const cache = join(build, 'CMakeCache.txt');
  if (!existsSync(cache)) return;
  const [, madeFor] = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(readFileSync(cache, 'utf8')) ?? [];
  if (madeFor?.trim() === folder.replaceAll(sep, '/')) return;
  for (const name of ['CMakeCache.txt', 'CMakeFiles'])
    rmSync(join(build, name), { recursive: true, force: true });
}

if (basename(process.argv[1] ?? '') === 'soft-ukey.mjs') aloneInCheckout(() => ensureSoftUkey());

/**
 * Our own native parts, built by CMake when their sources, the machine or the place of the checkout have changed: the software UKey, the bridge to SKF
 * libraries and the software SKF token. Runs alone too: tests ask for it so.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { aloneInCheckout } from './set-up-lock.mjs';
import { digestOf, root, step } from './shell.mjs';

const ukey = 'native/soft-ukey';
/** Folder of each, what it is called, and whose sources it takes besides its own. */
const parts = [
  { source: ukey, title: 'soft UKey', also: [] },
  { source: 'native/skf-bridge', title: 'SKF bridge', also: [ukey] },
  { source: 'native/soft-skf', title: 'soft SKF token', also: [ukey] },
];

/** Nothing to do where what is there was built from just these sources. A checkout without a part needs none of it. */
export function ensureOwnParts(checkout = root) {
  for (const part of parts) if (existsSync(join(checkout, part.source))) ensurePart(checkout, part);
}

function ensurePart(checkout, { source, title, also }) {
  const folder = join(checkout, source);
  const build = join(folder, 'build');
  const stamp = join(build, '.bianyin-sources');
  const digest = [source, ...also].map((each) => digestHere(join(checkout, each))).join('\n');
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  const library = new RegExp(`bianyin-${basename(source)}\\.(so|dylib|dll)$`);
  if (isFresh && filesBelow(build).some((file) => library.test(file))) return;
  mkdirSync(build, { recursive: true });
  forgetOtherPlace(folder, build);
  step(`${title}: configure`, 'cmake', ['-S', folder, '-B', build, '-DCMAKE_BUILD_TYPE=Release']);
  step(`${title}: build`, 'cmake', ['--build', build, '--config', 'Release']);
  writeFileSync(stamp, digest);
}

function digestHere(folder) {
  return digestOf(sourcesIn(folder), `${process.platform} ${process.arch}`, folder);
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

if (basename(process.argv[1] ?? '') === 'native-parts.mjs') aloneInCheckout(() => ensureOwnParts());

/** npm modules, the pinned Node, pkcs11js and our own native parts (native-parts.mjs): built when missing or stale. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf, root, step } from './shell.mjs';
import { ensureOwnParts } from './native-parts.mjs';

const at = (...parts) => join(root, ...parts);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const nodeBinary = process.platform === 'win32' ? 'node.exe' : 'node';

/** The Node that everything runs on: npm package `node`, the major that Electron carries. */
export function pinnedNode() {
  return at('node_modules', 'node', 'bin', nodeBinary);
}

/** Folder with `include/node`, so that native builds never download headers. */
function headersFolder() {
  const packages = at('node_modules', 'node', 'node_modules');
  const nested = existsSync(packages) ? readdirSync(packages).map((name) => join(packages, name)) : [];
  const beside = dirname(dirname(process.execPath));
  const found = [...nested, beside, '/usr'].find((folder) =>
    existsSync(join(folder, 'include/node/node_api.h')),
  );
  return found ?? beside;
}

function fresh(stamp, digest) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}

/** What package.json asks for, without its scripts: changing one of those makes no installation stale. */
function wantedPackages() {
  const { dependencies, devDependencies, overrides } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  return JSON.stringify({ dependencies, devDependencies, overrides });
}

/** `npm ci` when node_modules is missing or belongs to another lockfile. Install scripts stay off (.npmrc). */
export function ensureModules() {
  const stamp = at('node_modules', '.bianyin-modules');
  const digest = digestOf(['package-lock.json'], wantedPackages());
  if (fresh(stamp, digest) && existsSync(pinnedNode())) return;
  const env = { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
  step('npm ci', npm, ['ci', '--ignore-scripts'], env);
  step('Node 24', npm, ['rebuild', '--ignore-scripts=false', 'node'], env);
  writeFileSync(stamp, digest);
}

/** pkcs11js by node-gyp (bundled with npm), our own by CMake. */
export function ensureNativeParts(wanted) {
  if (!wanted) return;
  if (!existsSync(at('node_modules/pkcs11js/build/Release/pkcs11.node'))) {
    step('pkcs11js', npm, ['rebuild', '--ignore-scripts=false', 'pkcs11js'], {
      npm_config_nodedir: headersFolder(),
      npm_config_node_gyp: at('node_modules/node-gyp/bin/node-gyp.js'),
    });
  }
  ensureOwnParts();
}

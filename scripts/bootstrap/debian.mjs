/** Debian packages by what they are needed for. As root they are installed; otherwise the line to run is printed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPath, step, stop } from './shell.mjs';

const program = (name) => () => onPath(name);
const library = (name) => () => {
  const found = spawnSync('gcc', [`-print-file-name=${name}`], { encoding: 'utf8' }).stdout?.trim() ?? '';
  return found !== name && existsSync(found);
};

const shared = (name) => () =>
  spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout?.includes(`${name} `) ?? false;

const groups = {
  build: [
    { name: 'g++', present: program('g++') },
    { name: 'make', present: program('make') },
    { name: 'cmake', present: program('cmake') },
    { name: 'python3', present: program('python3') },
    { name: 'libssl-dev', present: library('libcrypto.a') },
  ],
  // BouncyCastle judges our structures where there is a Java to run it; without Java that oracle is skipped, loudly.
  java: ['bcprov', 'bcpkix', 'bcutil'].map((jar) => ({
    name: `lib${jar}-java`,
    present: () => !onPath('javac') || existsSync(`/usr/share/java/${jar}.jar`),
  })),
  window: [{ name: 'chromium', present: program('chromium') }],
  // The specs open their windows on displays of their own.
  display: [{ name: 'xvfb', present: program('Xvfb') }],
  // What Electron's program opens of the system; the one for trial comes in a zip (docs/adr/0061).
  electron: [
    { name: 'unzip', present: program('unzip') },
    { name: 'libgtk-3-0', present: shared('libgtk-3.so.0') },
    { name: 'libnss3', present: shared('libnss3.so') },
    { name: 'libgbm1', present: shared('libgbm.so.1') },
    { name: 'libasound2', present: shared('libasound.so.2') },
  ],
  pages: [{ name: 'poppler-utils', present: program('pdftoppm') }],
  oracles: [
    { name: 'openssl', present: program('openssl') },
    { name: 'qpdf', present: program('qpdf') },
    { name: 'mupdf-tools', present: program('mutool') },
    { name: 'opensc', present: program('pkcs11-tool') },
    // The UKey of another maker, with RSA and ECDSA keys (test/token/softhsm.ts).
    { name: 'softhsm2', present: program('softhsm2-util') },
  ],
  // One more painter for the structural fuzzer, which says so when it is not there.
  painters: [{ name: 'ghostscript', present: program('gs') }],
};

/** Makes sure that the packages of the named groups are there. Other systems bring their own tools. */
export function ensureDebianPackages(names) {
  if (process.platform !== 'linux') return;
  const missing = names.flatMap((name) => groups[name]).filter((entry) => !entry.present());
  if (missing.length === 0) return;
  const packages = missing.map((entry) => entry.name);
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!onPath('apt-get')) stop(`缺少 / missing: ${packages.join(', ')}`);
  if (process.getuid?.() !== 0)
    stop(`缺少系统软件包，请先运行 / missing system packages, run first:\n  sudo ${line}`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  step('apt-get update', 'apt-get', ['update'], quiet);
  step(line, 'apt-get', line.split(' ').slice(1), quiet);
}

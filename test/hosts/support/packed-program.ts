/**
 * Packs the program with electron-builder itself, from the project's own configuration, around an Electron that is none: a file
 * with the wire of fuses that the real one has. The project is a copy, with decoys that must not get in.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleMain } from '../../../scripts/desktop/bundle-main.ts';
import { writeTestPages } from './test-pages.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export interface PackedProgram {
  readonly folder: string;
  /** `resources` of the packed program. */
  readonly resources: string;
  /** The program file, whose fuses were set. */
  readonly program: string;
  remove(): void;
}

/** Names that a project has and a package must not. */
export const decoys = [
  'src-main/secret.ts',
  'src-renderer/page.tsx',
  'test/a.test.ts',
  'docs/adr/0001.md',
  'scripts/start.ts',
  'README.md',
  '.env',
  'out/main/main.js.map',
  'out/renderer/page.js.map',
  'out/home/home.json',
  'native/soft-ukey/src/token.cpp',
  'native/skf-bridge/src/token.cpp',
  'native/soft-skf/build/libbianyin-soft-skf-u64-packed.so',
  'node_modules/zod/index.js',
  'node_modules/pkcs11js/build/Release/obj.target/pkcs11.o',
  'node_modules/pdfjs-dist/legacy/build/pdf.mjs.map',
  'node_modules/pdfjs-dist/web/pdf_viewer.mjs',
];

/** The dependencies that are packed as they are, and the folders of their native parts. */
const modules = ['pkcs11js', 'usb', '@node-usb', '@resvg', 'pdfjs-dist'];

/** Takes some seconds. `change` goes over the configuration. Throws with electron-builder's own words when it fails. */
export async function packProgram(change: Readonly<Record<string, string>> = {}): Promise<PackedProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-packed-'));
  const project = join(folder, 'project');
  await makeProject(project);
  const dist = join(folder, 'electron');
  makeElectron(dist);
  const output = join(folder, 'output');
  const settings = { electronDist: dist, electronVersion: '45.4.1', 'directories.output': output, ...change };
  const builder = spawnSync(
    process.execPath,
    [
      at('node_modules/electron-builder/cli.js'),
      ...['--linux', '--x64', '--dir', '--project', project],
      ...Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`),
    ],
    { encoding: 'utf8', env: { ...process.env, CI: '1' } },
  );
  if (builder.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${builder.stdout}\n${builder.stderr}`);
  }
  const packed = join(output, 'linux-unpacked');
  return {
    folder,
    resources: join(packed, 'resources'),
    program: join(packed, 'bianyin'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function makeProject(project: string): Promise<void> {
  const own = ['soft-ukey', 'skf-bridge', 'soft-skf'].map((each) => `native/${each}/build`);
  for (const name of [...modules.map((each) => `node_modules/${each}`), 'assets', ...own])
    cpSync(at(name), join(project, name), { recursive: true });
  const pages = writeTestPages();
  cpSync(pages, join(project, 'out/renderer'), { recursive: true });
  rmSync(pages, { recursive: true });
  await bundleMain(join(project, 'out/main'));
  for (const name of ['electron-builder.yml', 'scripts/desktop/after-extract.mjs'])
    cpSync(at(name), join(project, name));
  for (const decoy of decoys) write(join(project, decoy), 'decoy');
  // A dependency that is there and is bundled already: electron-builder would pack it again by itself.
  const dependencies = { zod: '1.0.0', pkcs11js: '*', usb: '*', 'pdfjs-dist': '*', '@resvg/resvg-js': '*' };
  write(join(project, 'node_modules/zod/package.json'), JSON.stringify({ name: 'zod', version: '1.0.0' }));
  const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8')) as Record<string, unknown>;
  write(join(project, 'package.json'), JSON.stringify({ ...manifest, dependencies, devDependencies: {} }));
}

/** The file that stands for Electron's program has the sentinel of @electron/fuses and nine fuses behind it, all inherited. */
function makeElectron(dist: string): void {
  const wire = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.alloc(9, '1'),
  ]);
  write(join(dist, 'electron'), Buffer.concat([Buffer.from('\x7fELF'), wire, Buffer.from('\0end')]));
  for (const name of [
    'resources/default_app.asar',
    'LICENSE',
    'LICENSES.chromium.html',
    'locales/zh-CN.pak',
    'locales/en-US.pak',
    'locales/fr.pak',
  ])
    write(join(dist, name), '');
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o755 });
}

/** What electron-builder makes of electron-builder.yml: its own schema, what is in the archive and what is not, the fuses (E02). */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqliteStandIn } from '../../scripts/desktop/trial/node-stand-ins.ts';
import { bundleProgram } from './support/bundled-program.ts';
import { decoys, packProgram, type PackedProgram } from './support/packed-program.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const configuration = readFileSync(at('electron-builder.yml'), 'utf8');

describe('the packed program', () => {
  let packed: PackedProgram;
  let names: string[] = [];
  const archive = (): string => join(packed.resources, 'app.asar');
  const unpacked = (name: string): string => join(packed.resources, 'app.asar.unpacked', name);
  beforeAll(async () => {
    packed = await packProgram();
    names = listPackage(archive(), { isPack: false }).map((name) => name.replaceAll('\\', '/').slice(1));
  });
  afterAll(() => packed?.remove());

  test('holds the bundle, the pages, the profiles, and what the bundle asks for by name', () => {
    const wanted = [
      ...['package.json', 'out/main/main.js', 'out/main/preload.cjs', 'out/main/utility-worker.js'],
      ...['document', 'search', 'signer', 'report', 'usb'].map((name) => `out/main/${name}-process.js`),
      ...['out/renderer/index.html', 'out/renderer/pin.html', 'assets/seal-profiles/kaifeng.json'],
      ...['assets/policy-profiles/kaifeng-2022-22.json', 'assets/fonts/NotoSerifSC-Regular.ttf'],
      ...['node_modules/pkcs11js/index.js', 'node_modules/pdfjs-dist/legacy/build/pdf.mjs'],
      ...['node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs', 'node_modules/usb/dist/index.js'],
    ];
    expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.bcmap')).length).toBeGreaterThan(100);
    expect(JSON.parse(extractFile(archive(), 'package.json').toString())).toMatchObject({
      type: 'module',
      main: 'out/main/main.js',
    });
  });

  test('holds no sources, tests, maps, documents, homes, nor libraries that are in the bundle already', () => {
    expect(decoys.filter((name) => names.includes(name))).toEqual([]);
    const wrong =
      /(^|\/)(src-main|src-renderer|test|docs|scripts|\.git|\.env)(\/|$)|\.(ts|tsx|map|md|cpp|h|o|yml)$/;
    expect(names.filter((name) => wrong.test(name) && !/LICENSE/.test(name))).toEqual([]);
    const packages = names.filter((name) => /^node_modules\/(@[^/]+\/)?[^/@]+$/.test(name)).sort();
    expect(packages.map((name) => name.replace(/-(linux|darwin|win32)-.*$/, '-SYSTEM'))).toEqual([
      'node_modules/@node-usb/usb-SYSTEM',
      'node_modules/@resvg/resvg-js',
      'node_modules/@resvg/resvg-js-SYSTEM',
      'node_modules/pdfjs-dist',
      'node_modules/pkcs11js',
      'node_modules/usb',
    ]);
    expect(existsSync(join(packed.resources, 'default_app.asar'))).toBe(false);
  });

  test('knows none of the stand-ins for an Electron for trial; a bundle for that one names them (docs/adr/0061)', async () => {
    const bundled = names.filter((name) => /^out\/main\/[^/]+\.c?js$/.test(name));
    const text = bundled.map((name) => extractFile(archive(), name).toString()).join('\n');
    expect([text.includes(sqliteStandIn), /from "node:sqlite"/.test(text)]).toEqual([false, true]);
    const trial = await bundleProgram([], 'trial');
    const files = readdirSync(trial.main).map((name) => readFileSync(join(trial.main, name), 'utf8'));
    trial.remove();
    expect(files.some((each) => each.includes(sqliteStandIn))).toBe(true);
    expect(files.filter((each) => /from "node:sqlite"/.test(each))).toEqual([]);
  });

  test('keeps outside the archive what the system itself opens', () => {
    const native = names.filter((name) => /\.(node|so|dylib|dll)$/.test(name));
    expect(native.length).toBeGreaterThanOrEqual(6);
    for (const name of ['soft-ukey', 'skf-bridge', 'soft-skf'])
      expect(native).toContain(`native/${name}/build/libbianyin-${name}.so`);
    expect(native).toContain('node_modules/pkcs11js/build/Release/pkcs11.node');
    for (const name of native) {
      expect([name, statSync(unpacked(name), { throwIfNoEntry: false })?.isFile()]).toEqual([name, true]);
      expect(statSync(unpacked(name)).size).toBeGreaterThan(10_000);
    }
  });

  test('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(packed.program);
    const on = (option: FuseV1Options): boolean => Number(wire[option]) === Number(FuseState.ENABLE);
    expect(wire.version).toBe(FuseVersion.V1);
    expect(on(FuseV1Options.RunAsNode)).toBe(false);
    expect(on(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(on(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(on(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
    expect(on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(false);
    expect(on(FuseV1Options.EnableCookieEncryption)).toBe(true);
    expect(on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
    expect(on(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  });
});

describe('the configuration', () => {
  test('is held to electron-builder’s own schema: a key that it does not know ends the packing', async () => {
    await expect(packProgram({ 'linux.noSuchKey': 'x' })).rejects.toThrow(/does not match the API schema/);
  });

  test('names no processor that this Electron is not made for', () => {
    const releases = createRequire(import.meta.url)('electron/checksums.json') as Record<string, string>;
    const systems = { win: 'win32', linux: 'linux', mac: 'darwin' };
    const targets = Object.entries(systems).flatMap(([key, system]) =>
      processorsOf(key).map((processor) => `${system}-${processor}.zip`),
    );
    expect(targets.sort()).toEqual([
      ...['darwin-arm64.zip', 'darwin-x64.zip', 'linux-arm64.zip', 'linux-arm64.zip'],
      ...['linux-x64.zip', 'linux-x64.zip', 'win32-x64.zip'],
    ]);
    const made = Object.keys(releases);
    expect(targets.filter((target) => !made.some((name) => name.endsWith(target)))).toEqual([]);
  });

  test('starts no package without its sandbox', () => {
    expect(configuration).toMatch(/^appImage:\n {2}executableArgs: \[\]$/m);
    expect(configuration).toMatch(/^ {2}appimage: 1\.0\.3$/m);
    expect(configuration).not.toContain('--no-sandbox');
  });
});

test('npm run package says plainly that there is nothing to pack with', () => {
  const run = spawnSync(process.execPath, [at('scripts/desktop/package.ts')], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: at('test') },
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/没有打包[^]*Nothing was packed/);
});

/** Processors of all targets under a top-level key of the configuration. */
function processorsOf(key: string): string[] {
  const section = new RegExp(`^${key}:\\n((?: .*\\n)+)`, 'm').exec(configuration)?.[1] ?? '';
  return [...section.matchAll(/arch: \[(.*)\]/g)].flatMap(([, list]) => (list ?? '').split(/,\s*/));
}

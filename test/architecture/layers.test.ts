/** The layer table (.dependency-cruiser.cjs) really refuses: each case seeds one forbidden import and expects red. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, cpSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const cruiser = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Seed {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

/** At least one for each rule of the table; what the seeds import stands in `targets`, or is a library or a part of Node. */
const seeds: readonly Seed[] = [
  { rule: 'layer-verification', file: 'src-main/verification/seed.ts', imports: '../signing/target.ts' },
  { rule: 'layer-verification', file: 'src-main/verification/seed.ts', imports: '../tokens/target.ts' },
  { rule: 'layer-verification', file: 'src-main/verification/seed.ts', imports: '../signer/messages.ts' },
  {
    rule: 'core-knows-no-format',
    file: 'src-main/verification/seed.ts',
    imports: '../pdf/target.ts',
  },
  {
    rule: 'core-knows-no-format',
    file: 'src-main/verification/seed.ts',
    imports: './pdf/target.ts',
  },
  { rule: 'core-knows-no-format', file: 'src-main/signing/seed.ts', imports: '../pdf/target.ts' },
  { rule: 'core-knows-no-format', file: 'src-main/signing/seed.ts', imports: './pdf/target.ts' },
  { rule: 'openers-read-no-file', file: 'src-main/signing/open-sealable.ts', imports: '../pdf/target.ts' },
  {
    rule: 'formats-are-behind-their-seam',
    file: 'src-main/signer/seed.ts',
    imports: '../signing/pdf/target.ts',
  },
  { rule: 'layer-signer', file: 'src-main/signer/seed.ts', imports: '../pdf/target.ts' },
  {
    rule: 'openers-read-no-file',
    file: 'src-main/verification/open-signed.ts',
    imports: '../pdf/target.ts',
  },
  {
    rule: 'formats-are-behind-their-seam',
    file: 'src-main/signer/seed.ts',
    imports: '../verification/pdf/target.ts',
  },
  {
    rule: 'formats-are-behind-their-seam',
    file: 'src-main/report/seed.ts',
    imports: '../verification/pdf/target.ts',
  },
  { rule: 'layer-domain', file: 'src-main/domain/seed.ts', imports: '../crypto/target.ts' },
  { rule: 'layer-seal', file: 'src-main/seal/seed.ts', imports: '../pdf/target.ts' },
  { rule: 'layer-contract', file: 'src-main/contract/seed.ts', imports: '../crypto/target.ts' },
  { rule: 'layer-host-chromium', file: 'src-main/host-chromium/seed.ts', imports: '../crypto/target.ts' },
  { rule: 'layer-host-electron', file: 'src-main/host-electron/seed.ts', imports: '../signer/messages.ts' },
  { rule: 'layer-page-drawing', file: 'src-main/page-drawing/seed.ts', imports: '../signing/target.ts' },
  { rule: 'signer-is-a-process', file: 'src-main/app/seed.ts', imports: '../signer/target.ts' },
  {
    rule: 'software-keys-only-in-the-sandbox',
    file: 'src-main/app/seed.ts',
    imports: '../sandbox/software-signer.ts',
  },
  { rule: 'pkcs11js-only-in-signer', file: 'src-main/app/seed.ts', imports: 'pkcs11js' },
  { rule: 'pkcs11js-only-in-signer', file: 'src-main/signer/seed.ts', imports: 'pkcs11js' },
  {
    rule: 'crypto-libraries-only-in-crypto',
    file: 'src-main/seal/seed.ts',
    imports: '@noble/curves/nist.js',
  },
  { rule: 'crypto-libraries-only-in-crypto', file: 'src-main/pki/seed.ts', imports: 'hash-wasm' },
  {
    rule: 'crypto-libraries-only-in-crypto',
    file: 'src-renderer/ui/seed.ts',
    imports: '@noble/hashes/sha2.js',
  },
  { rule: 'electron-only-in-its-host', file: 'src-main/app/seed.ts', imports: 'electron' },
  { rule: 'electron-only-in-its-host', file: 'src-main/app/seed.ts', imports: 'electron/main' },
  { rule: 'electron-only-in-its-host', file: 'src-renderer/bridge/seed.ts', imports: 'electron' },
  { rule: 'usb-only-in-its-process', file: 'src-main/tokens/seed.ts', imports: 'usb' },
  { rule: 'playwright-only-in-its-host', file: 'src-main/app/seed.ts', imports: 'playwright-core' },
  { rule: 'pure-rooms-have-no-platform', file: 'src-main/pki/seed.ts', imports: 'node:fs' },
  { rule: 'pages-have-no-platform', file: 'src-renderer/ui/seed.ts', imports: 'node:fs' },
  { rule: 'no-sockets', file: 'src-main/app/seed.ts', imports: 'node:http' },
  { rule: 'no-sockets', file: 'src-main/platform/seed.ts', imports: 'net' },
  { rule: 'libraries-of-src-main-contract', file: 'src-main/contract/seed.ts', imports: 'commander' },
  { rule: 'libraries-of-src-renderer', file: 'src-renderer/ui/seed.ts', imports: 'zod' },
  { rule: 'no-libraries-elsewhere', file: 'src-main/verification/seed.ts', imports: 'zod' },
  { rule: 'product-does-not-know-its-tests', file: 'src-main/app/seed.ts', imports: '../../test/target.ts' },
  {
    rule: 'product-does-not-know-its-tests',
    file: 'src-renderer/ui/seed.ts',
    imports: '../../scripts/target.ts',
  },
  { rule: 'what-is-imported-is-there', file: 'src-main/app/seed.ts', imports: './nowhere.ts' },
  {
    rule: 'pages-know-the-contract-alone',
    file: 'src-renderer/ui/seed.ts',
    imports: '../../src-main/crypto/target.ts',
  },
  {
    rule: 'features-do-not-know-each-other',
    file: 'src-renderer/features/seal/seed.ts',
    imports: '../verify/target.ts',
  },
  {
    rule: 'pin-page-holds-nothing-else',
    file: 'src-renderer/pin/seed.ts',
    imports: '../features/verify/target.ts',
  },
  { rule: 'pin-page-holds-nothing-else', file: 'src-renderer/pin/seed.ts', imports: 'antd' },
  {
    rule: 'application-does-not-know-pages',
    file: 'src-main/app/seed.ts',
    imports: '../../src-renderer/features/verify/target.ts',
  },
  { rule: 'app-pages', file: 'src-main/app/pages/seed.ts', imports: '../files/target.ts' },
  { rule: 'app-files', file: 'src-main/app/files/seed.ts', imports: '../verify/target.ts' },
  { rule: 'app-trust', file: 'src-main/app/trust/seed.ts', imports: '../office/setup/target.ts' },
  { rule: 'app-seals', file: 'src-main/app/seals/seed.ts', imports: '../requests/target.ts' },
  { rule: 'app-requests', file: 'src-main/app/requests/seed.ts', imports: '../office/target.ts' },
  { rule: 'app-verify', file: 'src-main/app/verify/counter/seed.ts', imports: '../../requests/target.ts' },
  { rule: 'app-register', file: 'src-main/app/register/seed.ts', imports: '../router/target.ts' },
  { rule: 'app-lists', file: 'src-main/app/lists/seed.ts', imports: '../office/target.ts' },
  { rule: 'app-backup', file: 'src-main/app/backup/seed.ts', imports: '../router/target.ts' },
  { rule: 'app-office', file: 'src-main/app/office/seed.ts', imports: '../create-app.ts' },
  { rule: 'app-router', file: 'src-main/app/router/seed.ts', imports: '../create-app.ts' },
  { rule: 'app-floor', file: 'src-main/app/session.ts', imports: './trust/target.ts' },
  { rule: 'app-has-no-other-room', file: 'src-main/app/other/seed.ts', imports: '../../domain/target.ts' },
  { rule: 'app-has-no-other-room', file: 'src-main/app/seed.ts', imports: '../domain/target.ts' },
  { rule: 'trust-is-believed', file: 'src-main/app/verify/seed.ts', imports: '../../city/trust-store.ts' },
  { rule: 'trust-is-believed', file: 'src-main/signer/seed.ts', imports: '../city/status-store.ts' },
  { rule: 'trust-is-believed', file: 'src-main/home/seed.ts', imports: '../city/trust-store.ts' },
  {
    rule: 'calls-of-pages-have-one-way-in',
    file: 'src-main/cli/seed.ts',
    imports: '../app/router/target.ts',
  },
];
const targets = [
  'src-main/domain/target.ts',
  'src-main/app/create-app.ts',
  ...['files', 'trust', 'requests', 'verify', 'office', 'office/setup', 'router'].map(
    (name) => `src-main/app/${name}/target.ts`,
  ),
  'src-main/signing/target.ts',
  'src-main/city/trust-store.ts',
  'src-main/city/status-store.ts',
  'src-main/tokens/target.ts',
  'src-main/crypto/target.ts',
  'src-main/pdf/target.ts',
  'src-main/verification/pdf/target.ts',
  'src-main/signing/pdf/target.ts',
  'src-main/signer/target.ts',
  'src-main/signer/messages.ts',
  'src-main/sandbox/software-signer.ts',
  'src-renderer/features/verify/target.ts',
  'test/target.ts',
  'scripts/target.ts',
];

let folder = '';
let ofCleanTree: readonly Violation[] = [];
let ofSeeds: readonly Violation[] = [];

/** All seeds lie in one tree, each in a file of its own: one look at it finds them all. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-layers-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(file, join(folder, file));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  for (const target of targets) write(target, 'export const target = 1;\n');
  ofCleanTree = violations();
  seeds.forEach((seed, i) => {
    write(fileOf(seed, i), `import * as seeded from '${seed.imports}';\nexport const use = seeded;\n`);
  });
  write('src-main/domain/a.ts', "import { b } from './b.ts';\nexport const a = (): number => b();\n");
  write('src-main/domain/b.ts', "import { a } from './a.ts';\nexport const b = (): number => a();\n");
  ofSeeds = violations();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `seed.ts` may have any name; a file that a rule means by its name keeps it. */
function fileOf({ file }: Seed, index: number): string {
  return file.replace(/\/seed\.ts$/, `/seed-${index}.ts`);
}

function write(file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

function violations(): readonly Violation[] {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src-main', 'src-renderer'];
  const run = spawnSync(process.execPath, [cruiser, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
  const report = JSON.parse(run.stdout) as { summary: { violations: Violation[] } };
  return report.summary.violations;
}

describe('layers', () => {
  test('a clean tree has no violation', () => {
    expect(ofCleanTree).toEqual([]);
  });

  test.each(seeds.map((seed, i) => ({ ...seed, seeded: fileOf(seed, i) })))(
    '$rule refuses $file → $imports',
    ({ rule, seeded }) => {
      expect(ofSeeds.filter(({ from }) => from === seeded).map((each) => each.rule.name)).toContain(rule);
    },
  );

  test('every rule of the table has a seed', () => {
    const table = createRequire(import.meta.url)(join(process.cwd(), '.dependency-cruiser.cjs')) as {
      readonly forbidden: readonly { readonly name: string }[];
    };
    // One rule stands for the rooms that are held by the same line of the table.
    const generated = /^(layer|libraries-of)-/;
    const unseeded = table.forbidden
      .map(({ name }) => name)
      .filter((name) => name !== 'no-cycles' && !generated.test(name))
      .filter((name) => !seeds.some(({ rule }) => rule === name));
    expect(unseeded).toEqual([]);
  });

  test('a cycle fails', () => {
    const cycle = ofSeeds.filter(({ rule }) => rule.name === 'no-cycles').map(({ from }) => from);
    expect(cycle).toContain('src-main/domain/a.ts');
  });
});

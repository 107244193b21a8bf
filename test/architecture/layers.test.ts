/** The layer table (.dependency-cruiser.cjs) really refuses: each case seeds one forbidden import and expects red. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, cpSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const cruiser = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Seed {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

const seeds: readonly Seed[] = [
  { rule: 'layer-verification', file: 'verification/seed.ts', imports: '../signing/target.ts' },
  { rule: 'layer-domain', file: 'domain/seed.ts', imports: '../crypto/target.ts' },
  { rule: 'layer-seal', file: 'seal/seed.ts', imports: '../pdf/target.ts' },
  { rule: 'pkcs11js-only-in-signer', file: 'app/seed.ts', imports: 'pkcs11js' },
  { rule: 'crypto-libraries-only-in-crypto', file: 'seal/seed.ts', imports: '@noble/curves/nist.js' },
  { rule: 'pure-rooms-have-no-platform', file: 'pki/seed.ts', imports: 'node:fs' },
  { rule: 'playwright-only-in-its-host', file: 'app/seed.ts', imports: 'playwright-core' },
  { rule: 'layer-contract', file: 'contract/seed.ts', imports: '../crypto/target.ts' },
  { rule: 'layer-host-chromium', file: 'host-chromium/seed.ts', imports: '../crypto/target.ts' },
  { rule: 'signer-is-a-process', file: 'app/seed.ts', imports: '../signer/target.ts' },
];

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-layers-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(file, join(folder, file));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  for (const room of ['signing', 'crypto', 'pdf', 'signer'])
    write(`${room}/target.ts`, 'export const target = 1;\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  const path = join(folder, 'src-main', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function violations(): string[] {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src-main'];
  const run = spawnSync(process.execPath, [cruiser, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
  const report = JSON.parse(run.stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return report.summary.violations.map((violation) => violation.rule.name);
}

describe('layers', () => {
  test('a clean tree has no violation', () => {
    expect(violations()).toEqual([]);
  });

  test.each(seeds)('$rule refuses $file → $imports', ({ rule, file, imports }) => {
    write(file, `import * as seeded from '${imports}';\nexport const use = seeded;\n`);
    try {
      expect(violations()).toContain(rule);
    } finally {
      rmSync(join(folder, 'src-main', file));
    }
  });

  test('a cycle fails', () => {
    write('domain/a.ts', "import { b } from './b.ts';\nexport const a = (): number => b();\n");
    write('domain/b.ts', "import { a } from './a.ts';\nexport const b = (): number => a();\n");
    expect(violations()).toContain('no-cycles');
    rmSync(join(folder, 'src-main/domain/a.ts'));
    rmSync(join(folder, 'src-main/domain/b.ts'));
  });
});

/** Other programs read what this project writes, one line for each check: `npm run test:interop`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bouncyCastle } from './bouncycastle.ts';
import { bouncyCastleOcsp } from './ocsp-bouncycastle.ts';
import { javaWriters } from './java-writers.ts';
import { ofdrw } from './ofdrw.ts';
import { pdfa } from './pdfa.ts';
import { pkcs11Modules } from './pkcs11-modules.ts';
import { pyHanko } from './pyhanko.ts';
import type { InteropCheck, Oracle } from './check.ts';

const oracles: readonly Oracle[] = [
  bouncyCastle,
  bouncyCastleOcsp,
  ofdrw,
  pyHanko,
  javaWriters,
  pdfa,
  pkcs11Modules,
];
const marks = { passed: 'ok     ', failed: 'FAILED ', skipped: 'SKIPPED' } as const;

async function runIn(oracle: Oracle): Promise<readonly InteropCheck[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bianyin-interop-'));
  try {
    return await oracle.run(directory);
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    return [{ name: oracle.name, outcome: 'failed', detail }];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const oracle of oracles) {
  for (const { name, outcome, detail } of await runIn(oracle)) {
    counts[outcome] += 1;
    console.log(`${marks[outcome]} ${name}: ${detail}`);
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;

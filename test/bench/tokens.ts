/** Listing eight tokens, and what an idle window asks of a driver. Sealing beside the token's own C_Login and C_Sign: rates.ts. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { signerClient } from '../../src-main/tokens/signer-client.ts';
import { oddDriver } from '../token/odd-driver.ts';
import { createTestToken } from '../token/soft-ukey-fixture.ts';
import { median, spread, type BenchRow } from './bench-row.ts';
import type { BenchEnterprise } from './sandbox-enterprise.ts';

/** Looks in a minute (app/office/watch-tokens.ts). */
const LOOKS = 20;

/** The seven tokens of a sandbox and one more, behind a driver that writes its calls down. */
export async function benchTokens({ folder, home }: BenchEnterprise, rounds: number): Promise<BenchRow[]> {
  const directory = join(home, 'tokens');
  createTestToken({ directory, label: 'eighth', pin: '123456', soPin: '87654321' });
  const driver = oddDriver(folder);
  const log = join(folder, 'calls.log');
  driver.set([`log ${log}`]);
  const environment = { BIANYIN_SOFT_UKEY_DIR: directory };
  const client = signerClient({ home, library: driver.path, environment });
  try {
    const before = performance.now();
    const { length } = await client.listTokens();
    const first = (performance.now() - before) / 1000;
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const start = performance.now();
      await client.listTokens();
      times.push((performance.now() - start) / 1000);
    }
    rmSync(log, { force: true });
    await client.peek();
    const calls = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').length : 0;
    return [
      {
        ...{ what: `list of ${length} tokens, warm`, figure: median(times), unit: 's', atMost: 0.3 },
        beside: `${spread(times, 3)} s; the first, with the start of the process, ${first.toFixed(2)} s`,
      },
      {
        ...{
          what: `driver calls of an idle window, ${length} tokens`,
          figure: (calls * LOOKS) / 60,
          unit: '/s',
        },
        beside: `${calls} calls a look, ${LOOKS} looks a minute`,
      },
    ];
  } finally {
    client.stop();
  }
}

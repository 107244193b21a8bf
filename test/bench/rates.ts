/** Seals and verifications per second of a small file, beside the token's own signing rate and openssl's verification. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppSession } from '../../src-main/app/session.ts';
import type { BenchRow } from './bench-row.ts';
import { opensslVerifications } from './many-files.ts';
import { writeImagePdf } from './image-pdf.ts';
import { approvedRequest, sealOnce, verifyGreen, type BenchEnterprise } from './sandbox-enterprise.ts';

const SECONDS = 4;
const USES = 1000;

/** Rates are measured in turns within one run, in processes that are already warm. */
export async function benchRates(bench: BenchEnterprise): Promise<BenchRow[]> {
  const file = join(bench.folder, 'rate.pdf');
  writeImagePdf(file, { pages: 2, pageBytes: 50_000 });
  const session = bench.session();
  try {
    const id = await approvedRequest(bench, session, file, USES);
    const plain = await sealRate(bench, session, id, false);
    const stamped = await sealRate(bench, session, id, true);
    const verified = await verifyRate(bench, session);
    return rowsOf({ plain, stamped, verified, raw: rawRates(bench), openssl: opensslVerifications() });
  } finally {
    session.stop();
  }
}

let outputs = 0;
const outputOf = (bench: BenchEnterprise): string => join(bench.folder, `rate-${outputs}.pdf`);

function sealRate(
  bench: BenchEnterprise,
  session: AppSession,
  id: string,
  timestamp: boolean,
): Promise<number> {
  return ratePerSecond(async () => {
    outputs += 1;
    await sealOnce(bench, session, id, outputOf(bench), timestamp);
  });
}

function verifyRate(bench: BenchEnterprise, session: AppSession): Promise<number> {
  return ratePerSecond(() => verifyGreen(session, outputOf(bench)));
}

/** Runs per second over a few seconds, after some that are not counted. */
async function ratePerSecond(work: () => Promise<void>): Promise<number> {
  for (let i = 0; i < 5; i += 1) await work();
  const start = performance.now();
  let runs = 0;
  while (performance.now() - start < SECONDS * 1000) {
    await work();
    runs += 1;
  }
  return (runs * 1000) / (performance.now() - start);
}

interface RawRates {
  readonly sign: number;
  readonly login: number;
}

/** `C_Login`, and `C_SignInit` with `C_Sign` on a key of the keeper, straight through pkcs11js in a process of its own. */
function rawRates(bench: BenchEnterprise): RawRates {
  const program = fileURLToPath(new URL('./raw-sign-rate.ts', import.meta.url));
  const pin = Buffer.from(bench.actor('soft-keeper').pin).toString();
  const output = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    encoding: 'utf8',
    input: pin,
    env: { ...process.env, BIANYIN_SOFT_UKEY_DIR: join(bench.home, 'tokens') },
  });
  return JSON.parse(output) as RawRates;
}

interface Rates {
  readonly plain: number;
  readonly stamped: number;
  readonly verified: number;
  readonly raw: RawRates;
  readonly openssl: number;
}

function rowsOf({ plain, stamped, verified, raw, openssl }: Rates): BenchRow[] {
  const milliseconds = (rate: number): string => `${(1000 / rate).toFixed(1)} ms each`;
  const row = (what: string, figure: number, beside: string): BenchRow => ({
    what,
    figure,
    unit: '/s',
    beside,
  });
  return [
    row(
      'seals through the permit gate, no time stamp',
      plain,
      `${milliseconds(plain)}; one C_Login and two C_Sign in each`,
    ),
    row(
      'seals through the permit gate, time-stamped',
      stamped,
      `${milliseconds(stamped)}; two time stamps in each`,
    ),
    row("the token's raw C_Sign", raw.sign, milliseconds(raw.sign)),
    row("the token's raw C_Login", raw.login, `${milliseconds(raw.login)}; one in each seal`),
    row('verifications of a sealed file', verified, milliseconds(verified)),
    row('openssl speed sm2, verify', openssl, `${milliseconds(openssl)}; one signature`),
  ];
}

/**
 * Whoever writes the database puts another request, approved as well, under the same number between rehearsal and spending: what was
 * rehearsed and what is permitted must be one request. And a signer on the home of an enterprise makes no tokens.
 */
import { existsSync, copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealOfType } from '../../src-main/city/seal-register.ts';
import { signerClient } from '../../src-main/tokens/signer-client.ts';
import { softUkeyModulePath } from '../token/soft-ukey-fixture.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { actor, copyOf, makeSandbox, removeSandbox, writePdf, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';
import { tamper, useRows } from './support/tampering.ts';

let base: Sandbox;
let contract: string;

beforeAll(async () => {
  base = await makeSandbox();
  contract = await writePdf(base.folder);
  openTokens(base);
});
afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

/** Tables in an order that their references allow, with the columns that are not made from others. */
const tables = {
  journal: 'seq, content, sm3',
  requests: '*',
  decisions: '*',
} as const;

/** All that the other home has on record, high-water mark included. */
function swapRecords(home: Sandbox, other: Sandbox): void {
  tamper(home, (database) => {
    database.exec(`ATTACH '${join(other.home.root, 'bianyin.db')}' AS other`);
    database.exec('BEGIN');
    for (const [table, columns] of Object.entries(tables)) {
      database.exec(`DELETE FROM main.${table}`);
      const into = columns === '*' ? '' : `(${columns})`;
      database.exec(`INSERT INTO main.${table} ${into} SELECT ${columns} FROM other.${table}`);
    }
    database.exec('COMMIT');
  });
  copyFileSync(join(other.home.root, 'bianyin.head.json'), join(home.home.root, 'bianyin.head.json'));
}

test('the request that is spent is the request that was rehearsed', async () => {
  const [home, other] = [copyOf(base), copyOf(base)];
  const id = await gateAt(home).submit(contract);
  await gateAt(home).approveAll(id);
  const placements = [{ kind: 'at' as const, pages: [2], xMm: 40, yMm: 40 }];
  expect(await gateAt(other).submit(contract, { placements })).toBe(id);
  await gateAt(other).approveAll(id);
  const output = join(home.folder, 'out.pdf');
  const onStep = (step: string): void => {
    if (step === 'spending') swapRecords(home, other);
  };
  expect(await codeOf(() => gateAt(home).apply(id, contract, output, { onStep }))).toBe(
    'request-submission-mismatch',
  );
  expect(existsSync(output)).toBe(false);
  expect(useRows(home)).toBe(0);
  // The other request, rehearsed by itself, is as good as any.
  await gateAt(home).apply(id, contract, output);
  expect(existsSync(output)).toBe(true);
});

test('a seal that is frozen while the PIN is asked for does not seal', async () => {
  const [home, other] = [copyOf(base), copyOf(base)];
  const now = new Date();
  const id = await gateAt(home, now).submit(contract);
  await gateAt(home, now).approveAll(id);
  const esId = gateAt(home, now).moment((moment) => sealOfType(moment.seals, '04').info.esId);
  const frozen = new Date(now.getTime() + 2000);
  await gateAt(other, frozen).city().setSealStatus({ esId, status: 'frozen' });
  await gateAt(other, frozen).sync();
  const output = join(home.folder, 'frozen.pdf');
  const onStep = (step: string): void => {
    if (step === 'spending') cpSync(other.home.status, home.home.status, { recursive: true });
  };
  const sealed = codeOf(() =>
    gateAt(home, new Date(now.getTime() + 3000)).apply(id, contract, output, { onStep }),
  );
  expect(await sealed).toBe('seal-status-frozen');
  expect(existsSync(output)).toBe(false);
  expect(useRows(home)).toBe(0);
});

test('the signer of an enterprise home makes no token, no key and stores nothing on one', async () => {
  const home = copyOf(base);
  const settings = JSON.parse(readFileSync(home.home.settingsFile, 'utf8')) as object;
  const library = softUkeyModulePath();
  for (const change of [{ kind: 'enterprise' }, { pkcs11Module: library }]) {
    writeFileSync(home.home.settingsFile, JSON.stringify({ ...settings, ...change }));
    const environment = { BIANYIN_SOFT_UKEY_DIR: home.home.tokens };
    const signer = signerClient({ home: home.home.root, library, environment });
    const { sandbox } = signer;
    const [id, octets] = [Uint8Array.of(0x77), Uint8Array.of(0x30, 0)];
    const who = (): ReturnType<typeof actor> => actor(home, 'keeper');
    try {
      const codes = [
        await codeOf(() => sandbox.initToken('new', who().pin, who().pin)),
        await codeOf(() => sandbox.generateKey(who(), id, 'new')),
        await codeOf(() => sandbox.storeCertificate(who(), id, 'new', octets)),
        await codeOf(() => sandbox.storeSeal(who(), id, 'new', octets)),
      ];
      expect(codes).toEqual(Array.from({ length: 4 }, () => 'sandbox-only'));
    } finally {
      signer.stop();
    }
  }
});

/**
 * A seal of this enterprise that was used without the gate: with other software, with an invented permit, with an old one. At home
 * it is noticed; elsewhere nobody is told that anything was approved.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareAtHome } from '../../src-main/app/verify/compare-at-home.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import { permitExtensionOid } from '../../src-main/approval/permit-extension.ts';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { ownMarks } from '../../src-main/home/own-register.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import type { TokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { openSigned } from '../../src-main/verification/open-signed.ts';
import { createCheckLog } from '../../src-main/verification/check-log.ts';
import { renderReportText } from '../../src-main/verification/render-text.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { testContext } from '../attacks/test-context.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { inventPermit, sealElsewhere } from './support/other-software.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { tamper } from './support/tampering.ts';

let sandbox: Sandbox;
let tokens: TokenModule;
let contract: string;
let genuine: string;
let home: AppSession;

beforeAll(async () => {
  sandbox = await makeSandbox();
  tokens = openTokens(sandbox);
  contract = await writePdf(sandbox.folder);
  genuine = join(sandbox.folder, 'genuine.pdf');
  const gate = gateAt(sandbox);
  const id = await gate.submit(contract);
  await gate.approveAll(id);
  await gate.apply(id, contract, genuine, { timestampLength: 4000 });
  home = openAppSession(sandbox.home);
}, 120_000);

afterAll(() => {
  home?.stop();
  closeTokens();
  removeSandbox(sandbox);
});

async function reportOf(file: string, session = home): Promise<VerificationReport> {
  const trust =
    session === home
      ? []
      : [
          join(sandbox.home.trust, 'anchors'),
          join(sandbox.home.trust, 'intermediates'),
          join(sandbox.home.trust, 'crls'),
        ];
  const [first] = await verifyFiles(session, { files: [file], trust: session.settings ? [] : trust });
  if (!first || 'error' in first) throw new Error(`no report for ${file}`);
  return first.report;
}

async function elsewhere(file: string): Promise<VerificationReport> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-elsewhere-'));
  const session = openAppSession(homeDirectory(join(folder, 'none')));
  try {
    return await reportOf(file, session);
  } finally {
    session.stop();
    rmSync(folder, { recursive: true });
  }
}

function written(name: string, bytes: Uint8Array): string {
  const path = join(sandbox.folder, name);
  writeFileSync(path, bytes);
  return path;
}

function permitIn(file: string): Uint8Array {
  const log = createCheckLog();
  const document = openSigned(bytesSource(new Uint8Array(readFileSync(file))), testContext(), log);
  const container = document?.signatures[0]?.container;
  const extension =
    container && 'seal' in container
      ? container.seal.extensions.find(({ oid }) => oid === permitExtensionOid)
      : undefined;
  if (!extension) throw new Error('no permit');
  return extension.value;
}

const original = (): Uint8Array => new Uint8Array(readFileSync(contract));
const approvalsOf = (report: VerificationReport) => report.signatures.flatMap(({ approvals }) => approvals);
const esId = async (): Promise<string> => (await reportOf(genuine)).signatures[0]?.seal?.id ?? '';

test('what the gate sealed is confirmed at home by policy and register, and by signatures alone elsewhere', async () => {
  const here = await reportOf(genuine);
  expect(here.level).toBe('PASS');
  expect(here.codes).not.toContain('PERMIT_ROLES_NOT_CHECKED');
  expect(approvalsOf(here).map(({ ok, proof }) => [ok, proof])).toEqual(
    approvalsOf(here).map(() => [true, 'register']),
  );
  expect(renderReportText(here, 'zh')).toContain('与本单位用印制度、用印登记簿一致');
  const there = await elsewhere(genuine);
  expect(there.codes).toContain('PERMIT_ROLES_NOT_CHECKED');
  expect(new Set(approvalsOf(there).map(({ proof }) => proof))).toEqual(new Set(['signature']));
  expect(renderReportText(there, 'zh')).not.toContain('用印登记一致');
});

test('a seal put with other software is amber at home, and says what to do; elsewhere nobody has approved it', async () => {
  const file = written('bare.pdf', await sealElsewhere(sandbox, tokens, original()));
  const here = await reportOf(file);
  expect([here.level, here.codes[0]]).toEqual(['UNSURE', 'SEAL_USE_NOT_REGISTERED']);
  expect(here.nextStep.zh).toContain('印章保管人');
  const there = await elsewhere(file);
  expect(there.codes).toContain('PERMIT_ABSENT');
  expect(renderReportText(there, 'zh')).toContain('文件里没有任何人的用印审批');
});

test('an invented permit is confirmed nowhere: not with made-up digests, not with those of the real policy and request', async () => {
  const { requestSm3, policySm3 } = (await reportOf(genuine)).signatures[0]?.permit ?? {};
  const number = await esId();
  for (const names of [
    { esId: number },
    { esId: number, policySm3 },
    { esId: number, policySm3, requestSm3 },
  ]) {
    const given = Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined));
    const permit = await inventPermit(sandbox, tokens, original(), { esId: number, ...given });
    const file = written(
      `invented-${Object.keys(names).length}.pdf`,
      await sealElsewhere(sandbox, tokens, original(), permit),
    );
    const here = await reportOf(file);
    expect([here.level, here.codes[0]]).toEqual(['UNSURE', 'SEAL_USE_NOT_REGISTERED']);
    expect(approvalsOf(here).map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(renderReportText(here, 'zh')).not.toMatch(/● 以|签名有效/);
    const there = await elsewhere(file);
    expect(approvalsOf(there).map(({ role, proof }) => [role, proof])).toContainEqual(['legal', 'signature']);
    expect(renderReportText(there, 'zh')).not.toMatch(/● 以|用印登记一致/);
    expect(there.codes).toContain('PERMIT_ROLES_NOT_CHECKED');
  }
});

test('the permit of a genuine use does not serve for a second seal on the same file', async () => {
  const file = written('again.pdf', await sealElsewhere(sandbox, tokens, original(), permitIn(genuine)));
  const here = await reportOf(file);
  expect([here.level, here.codes[0]]).toEqual(['UNSURE', 'SEAL_USE_NOT_REGISTERED']);
  expect(approvalsOf(here).some(({ ok }) => ok)).toBe(false);
});

test('a register that was edited, emptied or taken away vouches for nothing', async () => {
  const edits: Readonly<Record<string, (copy: Sandbox) => void>> = {
    edited: (copy) =>
      tamper(copy, (database) =>
        database.exec(`UPDATE journal SET content = replace(content, 'use-completed', 'use-completeD')`),
      ),
    'a row less': (copy) =>
      tamper(copy, (database) =>
        database.exec('DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)'),
      ),
    away: (copy) => rmSync(join(copy.home.root, 'bianyin.db')),
  };
  for (const edit of Object.values(edits)) {
    const copy = copyOf(sandbox);
    edit(copy);
    const { level, codes } = await reportOf(genuine, sessionOf(copy));
    expect([level, codes[0]]).toEqual(['UNSURE', 'REGISTER_NOT_COMPARED']);
  }
});

test.each([
  ['gone', (copy: Sandbox) => rmSync(copy.home.settingsFile)],
  ['garbage', (copy: Sandbox) => writeFileSync(copy.home.settingsFile, 'x')],
])('settings that are %s do not make a place that knows no register of this one', async (_, damage) => {
  const copy = copyOf(sandbox);
  damage(copy);
  const stranger = written('elsewhere.pdf', await sealElsewhere(sandbox, tokens, original()));
  const session = sessionOf(copy);
  const [found] = await verifyFiles(session, { files: [stranger], trust: [] });
  const report = found && 'report' in found ? found.report : null;
  expect([report?.level, report?.codes[0]]).toEqual(['UNSURE', 'SEAL_USE_NOT_REGISTERED']);
  const [kept] = await verifyFiles(session, { files: [genuine], trust: [] });
  expect(kept && 'report' in kept ? kept.report.level : null).toBe('PASS');
});

test('PERMIT_NOT_AS_REGISTERED: the register has the use, and the permit names other people or no request of it', async () => {
  const report = await reportOf(genuine);
  const own = { home: sandbox.home, own: ownMarks(sandbox.home, home.settings?.enterprise.uscc ?? '') };
  const changed = report.signatures.map((each) => ({
    ...each,
    approvals: each.approvals.map((act) => ({ ...act, certificateSm3: 'ab'.repeat(32) })),
  }));
  const without = report.signatures.map((each) => {
    const bare = { ...each };
    delete bare.permit;
    return bare;
  });
  for (const signatures of [changed, without]) {
    const { level, codes, signatures: judged } = compareAtHome({ ...report, signatures }, own);
    expect([level, codes[0]]).toEqual(['UNSURE', 'PERMIT_NOT_AS_REGISTERED']);
    expect(judged[0]?.approvals.some(({ ok }) => ok)).toBe(false);
  }
});

test('whose a signature is shows by number, by key or by the enterprise in the certificate; others are left alone', async () => {
  const report = await reportOf(written('who.pdf', await sealElsewhere(sandbox, tokens, original())));
  const [first] = report.signatures;
  if (!first?.seal || !first.signer) throw new Error('no seal');
  const uscc = home.settings?.enterprise.uscc ?? '';
  const own = { home: sandbox.home, own: ownMarks(sandbox.home, uscc) };
  const fresh = { ...first, checks: first.checks.filter(({ check }) => check !== 'register') };
  const [otherSeal, otherKey] = [
    { ...first.seal, id: '41020000009999' },
    { ...first.signer, certificateSm3: 'cd'.repeat(32) },
  ];
  const nobody = { ...otherKey, organisationCodes: ['91410200XXXX000278'] };
  const sealless = { ...fresh };
  delete sealless.seal;
  const codes = (signature: VerificationReport['signatures'][number]) =>
    compareAtHome({ ...report, signatures: [signature] }, own).signatures[0]?.identity.codes;
  for (const mine of [
    fresh,
    { ...fresh, seal: otherSeal },
    { ...fresh, seal: otherSeal, signer: otherKey },
    { ...fresh, signer: nobody },
    sealless,
  ])
    expect(codes(mine)).toContain('SEAL_USE_NOT_REGISTERED');
  const foreign = { ...fresh, seal: otherSeal, signer: nobody };
  const person = { ...sealless, signer: otherKey };
  for (const other of [foreign, person]) {
    const same = { ...report, signatures: [other] };
    expect(compareAtHome(same, own)).toBe(same);
  }
});

test('SEAL_USE_BEFORE_REGISTER: only a proven time before the first row is one, a claim is not', async () => {
  const report = await reportOf(written('before.pdf', await sealElsewhere(sandbox, tokens, original())));
  const own = { home: sandbox.home, own: ownMarks(sandbox.home, home.settings?.enterprise.uscc ?? '') };
  const at = (source: 'proven' | 'claimed') => {
    const signatures = report.signatures.map((each) => ({
      ...each,
      signedAt: { value: '2020-01-01T00:00:00Z', source },
      checks: each.checks.filter(({ check }) => check !== 'register'),
    }));
    return compareAtHome({ ...report, signatures }, own);
  };
  expect([at('proven').level, at('proven').codes]).toEqual([
    'PASS',
    expect.arrayContaining(['SEAL_USE_BEFORE_REGISTER']),
  ]);
  expect([at('claimed').level, at('claimed').codes[0]]).toEqual(['UNSURE', 'SEAL_USE_NOT_REGISTERED']);
});

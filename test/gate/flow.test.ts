/** The whole way with the real signer process, tokens and city: request, approvals, seal, verification; then further seals. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  decideRequest,
  listRequests,
  showRequest,
  submitRequest,
} from '../../src-main/app/requests/requests.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { basePdf, pdfBytes, sealPdf } from '../attacks/test-pdf.ts';
import { closeDesk, openDesk } from './support/open-desk.ts';
import { actor, filesIn, type Sandbox } from './support/sandbox.ts';
import { apply, approved, codeOf, contractRequest, submit, usesOf } from './support/story.ts';

let sandbox: Sandbox;
let session: AppSession;
let original: string;

beforeAll(async () => {
  ({ sandbox, session, contract: original } = await openDesk());
});

afterAll(() => closeDesk({ sandbox, session }));

async function reportOf(file: string): Promise<VerificationReport> {
  const [first] = await verifyFiles(session, { files: [file], trust: [] });
  if (!first || 'error' in first) throw new Error(`no report for ${file}`);
  return first.report;
}

async function verdicts(file: string): Promise<readonly string[]> {
  const { level, signatures } = await reportOf(file);
  return [level, ...signatures.map((signature) => signature.level)];
}

function isPrefix(file: string, of: string): boolean {
  const [a, b] = [readFileSync(file), readFileSync(of)];
  return b.length > a.length && b.subarray(0, a.length).equals(a);
}

describe('one contract, three seals', () => {
  const at = (name: string): string => join(sandbox.folder, name);

  test('the first seal: verified, the original an exact prefix, one use on record', async () => {
    const id = await submit(sandbox, session, original, { seam: ['right'] });
    expect(showRequest(session, id).state).toBe('in-approval');
    expect(await codeOf(() => apply(sandbox, session, id, at('early.pdf')))).toBe('approval-missing');
    for (const person of ['department', 'counsel', 'finance-lead'])
      await decideRequest(session, actor(sandbox, person), id);
    expect(showRequest(session, id).state).toBe('ready');
    const outcome = await apply(sandbox, session, id, at('one.pdf'), { timeStamp: 'now' });
    expect(outcome).toMatchObject({
      requestId: id,
      useNumber: 1,
      usesLeft: 0,
      timeStamp: 'stamped',
      typeCode: '04',
    });
    expect(outcome.outputSm3).toBe(toHex(sm3(readFileSync(at('one.pdf')))));
    expect(outcome.documentSm3).toBe(toHex(sm3(readFileSync(original))));
    expect(isPrefix(original, at('one.pdf'))).toBe(true);
    expect(await verdicts(at('one.pdf'))).toEqual(['PASS', 'PASS']);
    expect(showRequest(session, id).state).toBe('used');
    expect(usesOf(sandbox, id)).toEqual([
      ['use-spent', 1, ''],
      ['use-completed', 1, 'ok'],
    ]);
    expect(filesIn(sandbox.folder)).toEqual(['contract.pdf', 'home', 'one.pdf']);
  });

  test('a second use of a request for one use is refused', async () => {
    const first = listRequests(session)[0]?.request.id ?? '';
    expect(await codeOf(() => apply(sandbox, session, first, at('again.pdf')))).toBe('uses-exhausted');
  });

  test('finance and the legal representative seal after it; every seal stays valid', async () => {
    const payment = { matter: 'payment', amount: '38400', reason: '首付款' };
    const finance = contractRequest(at('one.pdf'), {
      ...payment,
      typeCode: '02',
      at: ['page=last,x=60mm,y=200mm'],
    });
    const two = await submitRequest(session, actor(sandbox, 'applicant'), finance);
    await decideRequest(session, actor(sandbox, 'finance-lead'), two);
    await apply(sandbox, session, two, at('two.pdf'), { person: 'cashier', timeStamp: 'now' });
    expect(isPrefix(at('one.pdf'), at('two.pdf'))).toBe(true);
    expect(await verdicts(at('two.pdf'))).toEqual(['PASS', 'PASS', 'PASS']);
    const legal = contractRequest(at('two.pdf'), {
      ...payment,
      typeCode: '05',
      at: ['page=last,x=120mm,y=200mm'],
    });
    const three = await submitRequest(session, actor(sandbox, 'applicant'), legal);
    await decideRequest(session, actor(sandbox, 'finance-lead'), three);
    await apply(sandbox, session, three, at('three.pdf'), { person: 'legal', timeStamp: 'now' });
    expect(isPrefix(at('two.pdf'), at('three.pdf'))).toBe(true);
    expect(await verdicts(at('three.pdf'))).toEqual(['PASS', 'PASS', 'PASS', 'PASS']);
    expect(spawnSync('qpdf', ['--check', at('three.pdf')]).status).toBe(0);
  });

  test('without a time stamp the time is a claim, and the verdict says so', async () => {
    const id = await approved(sandbox, session, original);
    expect((await apply(sandbox, session, id, at('plain.pdf'))).timeStamp).toBe('none');
    const { level, codes, signatures } = await reportOf(at('plain.pdf'));
    expect(level).toBe('UNSURE');
    expect(codes).toContain('TIME_CLAIMED_ONLY');
    expect(signatures[0]?.integrity.level).toBe('PASS');
    expect(signatures[0]?.approvals.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  });

  test('one changed byte in any sealed revision turns the verdict red', async () => {
    const bytes = readFileSync(at('three.pdf'));
    const places = [200, readFileSync(original).length + 40, readFileSync(at('two.pdf')).length + 40];
    for (const [i, place] of places.entries()) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      writeFileSync(at(`changed-${i}.pdf`), changed);
      expect((await verdicts(at(`changed-${i}.pdf`)))[0], `byte ${place}`).toBe('FAIL');
    }
  });

  test('a file with a broken signature is refused already when a request is written', async () => {
    expect(await codeOf(() => submit(sandbox, session, at('changed-0.pdf')))).toBe(
      'document-signature-broken',
    );
  });

  test('a request for two uses gives exactly two outputs', async () => {
    const id = await approved(sandbox, session, original, { uses: 2 });
    expect((await apply(sandbox, session, id, at('a.pdf'))).usesLeft).toBe(1);
    expect(showRequest(session, id).state).toBe('partly-used');
    expect((await apply(sandbox, session, id, at('b.pdf'))).usesLeft).toBe(0);
    expect(await codeOf(() => apply(sandbox, session, id, at('c.pdf')))).toBe('uses-exhausted');
    expect(filesIn(sandbox.folder)).not.toContain('c.pdf');
  });

  test.each([
    ['a space behind it', '/T(Seal1 )'],
    ['a zero-width space in it', '/T<EFBBBF5365616C31E2808B>'],
    ['an octet too many', '/T<FEFF005300650061006C003100>'],
  ])('the other side signed a field with the name that ours gets and %s', async (what, name) => {
    const signed = sealPdf(basePdf(), {
      fieldExtra: name.padEnd(40),
      finish: (text) => text.replace('/T (Seal6)', ' '.repeat(10)),
    });
    const file = at('theirs.pdf');
    writeFileSync(file, pdfBytes(signed));
    const output = at(`after ${what}.pdf`);
    await apply(sandbox, session, await approved(sandbox, session, file), output);
    const { signatures } = await reportOf(output);
    expect(signatures.map(({ field, integrity }) => [field, integrity.level])).toEqual([
      [expect.any(String), 'PASS'],
      ['Seal1', 'PASS'],
    ]);
  });
});

describe('the city, asked before each seal', () => {
  test('a seal that was frozen a moment ago does not seal', async () => {
    const id = await approved(sandbox, session, original);
    const esId = showRequest(session, id).request.seal.esId;
    await session.city()?.setSealStatus({ esId, status: 'frozen' });
    const output = join(sandbox.folder, 'frozen.pdf');
    expect(await codeOf(() => apply(sandbox, session, id, output))).toBe('seal-status-frozen');
    expect(usesOf(sandbox, id)).toEqual([]);
    await session.city()?.setSealStatus({ esId, status: 'valid' });
  });
});

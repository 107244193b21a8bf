/** What tokens and time-stamp authorities do wrong in the middle of a sealing, and what it costs: tries, uses, never a bad file. */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideRequest } from '../../src-main/app/requests/requests.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { createSandboxCity } from '../../src-main/sandbox/sandbox-city.ts';
import { utf8Encode } from '../../src-main/crypto/bytes.ts';
import type { TimestampSource } from '../../src-main/tokens/signer-client.ts';
import { randomBytes } from 'node:crypto';
import { closeDesk, faultySession, openDesk } from './support/open-desk.ts';
import { useSpent } from './support/processes.ts';
import { actor, copyOf, filesIn, sessionOf, tokenFile, type Sandbox } from './support/sandbox.ts';
import { apply, approved, codeOf, submit, usesOf } from './support/story.ts';

let sandbox: Sandbox;
let session: AppSession;
let contract: string;

beforeAll(async () => {
  ({ sandbox, session, contract } = await openDesk());
});

afterAll(() => closeDesk({ sandbox, session }));

const output = (name = 'out.pdf'): string => join(sandbox.folder, name);

/** Tries left of the user PIN as they stand on disk (native/soft-ukey/README.md: 154 octets before the block's second octet). */
function triesLeft(home: Sandbox, label: string): number {
  return readFileSync(tokenFile(home, label))[155] ?? -1;
}

describe('PIN', () => {
  const wrong = (): { token: string; pin: Uint8Array } => ({
    token: 'soft-keeper',
    pin: utf8Encode('999990'),
  });

  async function tryWrong(home: Sandbox, own: AppSession, id: string): Promise<string> {
    const parameters = { requestId: id, file: contract, output: output('wrong.pdf'), timestampLength: 0 };
    const code = await codeOf(() => own.signer().applySeal(wrong(), parameters, () => Promise.resolve(null)));
    expect(usesOf(home, id)).toEqual([]);
    expect(existsSync(output('wrong.pdf'))).toBe(false);
    return code;
  }

  test('wrong: nothing is spent, and each attempt costs exactly one try; the right one gives them back', async () => {
    const id = await approved(sandbox, session, contract);
    const home = copyOf(sandbox);
    const own = sessionOf(home);
    const most = triesLeft(home, 'soft-keeper');
    expect(most).toBe(6);
    for (const left of [most - 1, most - 2]) {
      expect(await tryWrong(home, own, id)).toBe('pin-incorrect');
      expect(triesLeft(home, 'soft-keeper')).toBe(left);
    }
    expect((await apply(home, own, id, join(home.folder, 'right.pdf'))).useNumber).toBe(1);
    expect(triesLeft(home, 'soft-keeper')).toBe(most);
  });

  test('locked: no further try is sent, and the answer says so before any PIN is needed', async () => {
    const id = await approved(sandbox, session, contract);
    const home = copyOf(sandbox);
    const own = sessionOf(home);
    const codes: string[] = [];
    for (let i = 0; i < 6; i += 1) codes.push(await tryWrong(home, own, id));
    expect(codes.slice(-2)).toEqual(['pin-final-try', 'pin-locked']);
    expect(triesLeft(home, 'soft-keeper')).toBe(0);
    expect((await own.signer().listTokens()).find(({ label }) => label === 'soft-keeper')?.pin.state).toBe(
      'locked',
    );
    expect(await codeOf(() => apply(home, own, id, join(home.folder, 'no.pdf')))).toBe('pin-locked');
    expect(usesOf(home, id)).toEqual([]);
  });

  test('wrong at an approval or a submission: one try each, nothing stored', async () => {
    const id = await submit(sandbox, session, contract);
    const home = copyOf(sandbox);
    const own = sessionOf(home);
    const actorWrong = { token: 'soft-department', pin: utf8Encode('999990') };
    expect(await codeOf(() => decideRequest(own, actorWrong, id))).toBe('pin-incorrect');
    expect(triesLeft(home, 'soft-department')).toBe(5);
  });

  test('too short, too long, or not text: refused without a try', async () => {
    const id = await approved(sandbox, session, contract);
    for (const pin of [
      utf8Encode('1'),
      utf8Encode('1'.repeat(200)),
      Uint8Array.of(0xff, 0xfe, 0xff, 0xfe, 0xff, 0xfe),
    ]) {
      const parameters = { requestId: id, file: contract, output: output(), timestampLength: 0 };
      const attempt = (): Promise<unknown> =>
        session.signer().applySeal({ token: 'soft-keeper', pin }, parameters, () => Promise.resolve(null));
      expect(await codeOf(attempt)).toBe('pin-length');
    }
    expect(triesLeft(sandbox, 'soft-keeper')).toBe(6);
    expect(usesOf(sandbox, id)).toEqual([]);
  });

  test('the octets that the caller handed over are overwritten', async () => {
    const id = await approved(sandbox, session, contract);
    const own = actor(sandbox, 'keeper');
    await session
      .signer()
      .applySeal(
        own,
        { requestId: id, file: contract, output: output('wiped.pdf'), timestampLength: 0 },
        () => Promise.resolve(null),
      );
    expect([...own.pin]).toEqual([...own.pin].map(() => 0));
  });
});

describe('the token', () => {
  test('is pulled out in the middle of signing: no file, and not a second signature for that use', async () => {
    const id = await approved(sandbox, session, contract);
    const slow = await faultySession(sandbox, 'slow:1500@sign');
    const attempt = codeOf(() => apply(sandbox, slow, id, output('pulled.pdf')));
    await useSpent(sandbox, id);
    const file = tokenFile(sandbox, 'soft-keeper');
    renameSync(file, `${file}.pulled`);
    try {
      expect(await attempt).toBe('token-removed');
    } finally {
      renameSync(`${file}.pulled`, file);
    }
    expect(existsSync(output('pulled.pdf'))).toBe(false);
    const [, ended] = usesOf(sandbox, id);
    expect(ended?.slice(1)).toEqual([1, 'token-removed']);
    // It depends on the moment whether the seal's key had been asked: only when it had not, the use comes back.
    const again = await codeOf(() => apply(sandbox, session, id, output('pulled.pdf')));
    if (ended?.[0] === 'use-returned') expect(again).toBe('ok');
    else expect([ended?.[0], again]).toEqual(['use-failed', 'uses-exhausted']);
    expect(await codeOf(() => apply(sandbox, session, id, output('pulled-2.pdf')))).toBe('uses-exhausted');
  });

  test('lies about the keeper’s signature: the seal’s key was never asked, the use comes back', async () => {
    const id = await approved(sandbox, session, contract);
    const liar = await faultySession(sandbox, 'wrong-signature');
    expect(await codeOf(() => apply(sandbox, liar, id, output('lie.pdf')))).toBe('token-signature-bad');
    expect(usesOf(sandbox, id)).toEqual([
      ['use-spent', 1, ''],
      ['use-returned', 1, 'token-signature-bad'],
    ]);
    expect(existsSync(output('lie.pdf'))).toBe(false);
    expect((await apply(sandbox, session, id, output('lie.pdf'))).useNumber).toBe(2);
    expect(await codeOf(() => apply(sandbox, session, id, output('lie-2.pdf')))).toBe('uses-exhausted');
  });

  test('lies at an approval: nothing is stored', async () => {
    const id = await submit(sandbox, session, contract);
    const liar = await faultySession(sandbox, 'wrong-signature');
    expect(await codeOf(() => decideRequest(liar, actor(sandbox, 'department'), id))).toBe(
      'token-signature-bad',
    );
    expect((await decideRequest(session, actor(sandbox, 'department'), id)).walk?.approvals).toHaveLength(1);
  });

  test('is slow, or answers with raw signatures: sealed all the same', async () => {
    for (const fault of ['slow:400@sign', 'raw-signature']) {
      const id = await approved(sandbox, session, contract);
      const own = await faultySession(sandbox, fault);
      const file = output(`${fault.slice(0, 4)}.pdf`);
      expect((await apply(sandbox, own, id, file, { timeStamp: 'now' })).useNumber).toBe(1);
      const [first] = await verifyFiles(session, { files: [file], trust: [] });
      expect(first && 'report' in first && first.report.level).toBe('PASS');
    }
  });

  test('is not there', async () => {
    const id = await approved(sandbox, session, contract);
    const nobody = { token: 'soft-nobody', pin: utf8Encode('123456') };
    const parameters = { requestId: id, file: contract, output: output(), timestampLength: 0 };
    expect(
      await codeOf(() => session.signer().applySeal(nobody, parameters, () => Promise.resolve(null))),
    ).toBe('token-not-found');
  });
});

describe('the time-stamp authority', () => {
  const stamped = async (imprint: Uint8Array): Promise<Uint8Array> =>
    (await session.city()?.timestamp({ imprint })) ?? Uint8Array.of();

  async function sealWith(source: TimestampSource, timestampLength = 4000): Promise<string> {
    const id = await approved(sandbox, session, contract);
    const before = filesIn(sandbox.folder);
    const parameters = { requestId: id, file: contract, output: output('stamped.pdf'), timestampLength };
    const code = await codeOf(() => session.signer().applySeal(actor(sandbox, 'keeper'), parameters, source));
    expect(filesIn(sandbox.folder)).toEqual(before);
    // The seal's signature was made: nobody can be sure where it is now, so the use is gone.
    expect(usesOf(sandbox, id)).toEqual([
      ['use-spent', 1, ''],
      ['use-failed', 1, code],
    ]);
    expect(await codeOf(() => apply(sandbox, session, id, output('stamped.pdf')))).toBe('uses-exhausted');
    return code;
  }

  test('does not answer, or breaks off', async () => {
    expect(await sealWith(() => Promise.resolve(null))).toBe('timestamp-failed');
    expect(await sealWith(() => Promise.reject(new Error('no network')))).toBe('timestamp-failed');
  });

  test('stamps another imprint', async () => {
    expect(await sealWith((imprint) => stamped(imprint.map((octet) => octet ^ 1)))).toBe(
      'output-not-verified',
    );
  });

  test('returns what is no token, a damaged one, or one that does not fit', async () => {
    expect(await sealWith(() => Promise.resolve(Uint8Array.of(0x30, 0x00)))).toBe('output-not-verified');
    const damaged = async (imprint: Uint8Array): Promise<Uint8Array> => {
      const token = await stamped(imprint);
      token[token.length - 5] = (token[token.length - 5] ?? 0) ^ 1;
      return token;
    };
    expect(await sealWith(damaged)).toBe('output-not-verified');
    expect(await sealWith((imprint) => stamped(imprint), 1)).toBe('signature-hole-too-small');
  });

  test('is a stranger', async () => {
    const stranger = createSandboxCity({
      directory: join(sandbox.folder, 'home', 'stranger'),
      random: (length) => randomBytes(length),
      now: () => new Date(),
    });
    expect(await sealWith((imprint) => stranger.timestamp({ imprint }))).toBe('output-not-verified');
  });

  test('is out of order before anything was spent: nothing is lost', async () => {
    const id = await approved(sandbox, session, contract);
    const broken = { ...session, timestamps: () => () => Promise.reject(new Error('no network')) };
    expect(await codeOf(() => apply(sandbox, broken, id, output('later.pdf'), { timeStamp: 'now' }))).toBe(
      'timestamp-failed',
    );
    expect(usesOf(sandbox, id)).toEqual([]);
    expect((await apply(sandbox, session, id, output('later.pdf'), { timeStamp: 'now' })).timeStamp).toBe(
      'stamped',
    );
  });
});

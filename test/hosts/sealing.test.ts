/** Sealing through the contract: steps that can be stopped, several requests with one PIN, the PIN window's own rules. */
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  actor,
  makeSandbox,
  pinOf,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from '../gate/support/sandbox.ts';
import { decideRequest, submitRequest } from '../../src-main/app/requests/requests.ts';
import { fakeHost, type FakePage } from './support/fake-host.ts';
import { asksEveryCase } from '../support/every-case.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

/** A request for a file of its own that waits for the keeper. */
async function readyRequest(name: string): Promise<string> {
  const session = sessionOf(sandbox);
  const id = await submitRequest(session, actor(sandbox, 'applicant'), {
    ...{ file: await writePdf(sandbox.folder, name, 2), typeCode: '04', reason: '签订合同', amount: '1000' },
    ...{ at: ['page=1,x=100mm,y=120mm'], keyword: [], seam: [], resolutions: [], uses: 1 },
  });
  for (const approver of ['department', 'counsel'])
    await decideRequest(session, actor(sandbox, approver), id);
  return id;
}

const toBase64 = (text: string): string => Buffer.from(text).toString('base64');
const progressOf = (page: FakePage, job: string) =>
  page.events.flatMap(({ event }) => (event.kind === 'job.progress' && event.job === job ? [event] : []));
const stateOf = async (page: FakePage, id: string): Promise<string> =>
  (await page.value('request.show', { id })).state;

describe('one file', () => {
  test('tells its steps in order, and is sealed', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await readyRequest('steps.pdf');
    await page.value('seal.apply', { token: 'soft-keeper', id, timestamp: true, job: 'one' });
    expect(progressOf(page, 'one').map(({ step, done, total }) => [step, done, total])).toEqual([
      ['copied', 1, 4],
      ['checked', 2, 4],
      ['spending', 3, 4],
      ['verified', 4, 4],
    ]);
  });

  test('what was sealed here can be opened, found and printed; no other file, and none that was changed', async () => {
    const host = fakeHost(sandbox.home);
    const seen: string[] = [];
    let takesIt = true;
    host.opener = (path, what) => {
      if (takesIt) seen.push(`${what} ${path}`);
      return Promise.resolve(takesIt);
    };
    host.printer = () => Promise.resolve(false);
    const page = host.open();
    const id = await readyRequest('shown.pdf');
    const sealed = await page.value('seal.apply', { token: 'soft-keeper', id, timestamp: false });
    const { path, canOpen, canPrint } = sealed;
    expect([canOpen, canPrint, existsSync(path)]).toEqual([true, true, true]);
    const document = sealed.document.id;
    await page.value('seal.show', { document, what: 'file' });
    await page.value('seal.show', { document, what: 'folder' });
    await page.value('seal.show', { document, what: 'mail' });
    expect(seen).toEqual([`file ${path}`, `folder ${path}`, `mail ${path}`]);
    expect(await page.code('seal.print', { document })).toBe('print-not-possible');
    takesIt = false;
    expect(await page.code('seal.show', { document, what: 'file' })).toBe('show-not-possible');
    expect(await page.code('seal.show', { document, what: 'mail' })).toBe('send-not-possible');
    host.files = [join(sandbox.folder, 'shown.pdf')];
    const [other] = await page.value('document.choose', { multiple: false });
    expect(await page.code('seal.show', { document: other?.id ?? '', what: 'file' })).toBe('forbidden');
    expect(await page.code('seal.print', { document: other?.id ?? '' })).toBe('forbidden');
    appendFileSync(path, ' ');
    expect(await page.code('seal.show', { document, what: 'file' })).toBe('file-changed-while-reading');
    const blind = fakeHost(sandbox.home).open();
    expect(await blind.code('seal.show', { document, what: 'file' })).toBe('forbidden');
    expect(seen).toHaveLength(3);
  });

  test('is stopped before the use is spent: nothing is written, nothing is spent', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await readyRequest('stopped.pdf');
    host.person = async () => {
      // The job is known once main asks for the PIN; it is stopped before the signer asks to go on.
      await page.value('job.cancel', { job: 'stop' });
      return { kind: 'sandbox', confirmedFinal: false };
    };
    expect(await page.code('seal.apply', { token: 'soft-keeper', id, timestamp: false, job: 'stop' })).toBe(
      'sealing-stopped',
    );
    expect(await page.value('request.show', { id })).toMatchObject({ state: 'ready', usesSpent: 0 });
    host.person = () => ({ kind: 'sandbox', confirmedFinal: false });
    await page.value('seal.apply', { token: 'soft-keeper', id, timestamp: false });
  });

  test('a folder that takes no file is refused before anybody types a PIN', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await readyRequest('nowhere.pdf');
    const apply = (): Promise<string> =>
      page.code('seal.apply', { token: 'soft-keeper', id, timestamp: false });
    for (const save of [
      join(sandbox.folder, 'no-such-folder', 'a.pdf'),
      join(sandbox.folder, 'nowhere.pdf', 'a.pdf'),
    ]) {
      host.save = save;
      expect(await apply()).toBe('output-not-writable');
    }
    expect(host.questions).toEqual([]);
    expect(await page.value('request.show', { id })).toMatchObject({ state: 'ready', usesSpent: 0 });
  });
});

/** Each prepares three requests with their approvals, on a machine that may have much else to do. */
describe('several files', { timeout: 240_000 }, () => {
  test('one PIN window names every file; what fails does not keep the others from it', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const ids = [await readyRequest('m1.pdf'), await readyRequest('m2.pdf'), await readyRequest('m3.pdf')];
    writeFileSync(
      join(sandbox.folder, 'm2.pdf'),
      readFileSync(await writePdf(sandbox.folder, 'other.pdf', 1)),
    );
    const results = await page.value('seal.applyMany', {
      ...{ job: 'many', token: 'soft-keeper', ids, timestamp: true },
    });
    expect(host.questions.length).toBe(1);
    expect(host.questions[0]).toMatchObject({
      action: 'apply',
      subject: { placed: { places: 3, seams: 0, seamPages: 0 } },
      batch: ids.map((requestId, i) => ({ requestId, fileName: `m${i + 1}.pdf` })),
    });
    expect(
      results.map(({ requestId, sealed, problem }) => [requestId, sealed?.file ?? problem?.code]),
    ).toEqual([
      [ids[0], 'm1-已盖章.pdf'],
      [ids[1], 'document-changed'],
      [ids[2], 'm3-已盖章.pdf'],
    ]);
    expect(progressOf(page, 'many').at(-1)).toMatchObject({ done: 3, total: 3, failed: 1 });
    expect(await Promise.all(ids.map((id) => stateOf(page, id)))).toEqual(['used', 'ready', 'used']);
    expect(await page.value('journal.verify', {})).toMatchObject({ ok: true });
  });

  test('nothing that can be sealed asks for no PIN', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const [result] = await page.value('seal.applyMany', {
      ...{ job: 'none', token: 'soft-keeper', ids: ['YY-04-20260101-0001'], timestamp: false },
    });
    expect(result?.problem?.code).toBe('request-unknown');
    expect(host.questions).toEqual([]);
  });

  test.runIf(asksEveryCase)(
    'stopped in the middle: what is sealed stays sealed, the rest is left as it was',
    async () => {
      const host = fakeHost(sandbox.home);
      const page = host.open();
      const ids = [await readyRequest('s1.pdf'), await readyRequest('s2.pdf'), await readyRequest('s3.pdf')];
      const stop = stopAfterFirst(page, 'mid');
      const results = await page.value('seal.applyMany', {
        ...{ job: 'mid', token: 'soft-keeper', ids, timestamp: false },
      });
      stop();
      const codes = results.map(({ sealed, problem }) => (sealed ? 'sealed' : problem?.code));
      expect(codes[0]).toBe('sealed');
      expect(codes.at(-1)).toBe('sealing-stopped');
      const states = await Promise.all(ids.map((id) => stateOf(page, id)));
      expect(states).toEqual(codes.map((code) => (code === 'sealed' ? 'used' : 'ready')));
    },
  );

  test.runIf(asksEveryCase)(
    'the application ends in the middle: after a restart the register tells what was sealed, and the rest goes on',
    async () => {
      const ids = [await readyRequest('k1.pdf'), await readyRequest('k2.pdf'), await readyRequest('k3.pdf')];
      const first = fakeHost(sandbox.home);
      const page = first.open();
      const batch = { token: 'soft-keeper', ids, timestamp: false };
      const ended = page.call('seal.applyMany', { ...batch, job: 'kill' });
      await untilDone(page, 'kill', 1);
      first.app.stop();
      const answer = await ended;

      const again = fakeHost(sandbox.home).open();
      const states = await Promise.all(ids.map((id) => stateOf(again, id)));
      expect(states[0]).toBe('used');
      // Whoever still hears the answer hears what is on record, file by file.
      for (const { requestId, sealed } of answer.ok ? answer.value : [])
        if (sealed !== null) expect(states[ids.indexOf(requestId)]).toBe('used');
      const left = ids.filter((_, i) => states[i] === 'ready');
      expect(left.length).toBeGreaterThan(0);
      const results = await again.value('seal.applyMany', { ...batch, ids: left, job: 'rest' });
      expect(results.every(({ sealed }) => sealed !== null)).toBe(true);
      expect(await again.value('journal.verify', {})).toMatchObject({ ok: true });
    },
  );
});

describe('the PIN window', { timeout: 240_000 }, () => {
  test('looks as the main page said, tells the tries that are certain, and carries no PIN outside of the answer', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    await page.value('appearance.tell', { language: 'en', scheme: 'dark', large: true });
    const id = await readyRequest('looks.pdf');
    await page.value('seal.apply', { token: 'soft-keeper', id, timestamp: false });
    expect(host.questions[0]).toMatchObject({
      appearance: { language: 'en', scheme: 'dark', large: true },
      ...{ triesState: 'ok', triesLeft: 6, hasKeypad: false, batch: null },
    });
    expect(JSON.stringify(host.questions)).not.toContain(Buffer.from(pinOf(sandbox, 'keeper')).toString());
  });

  test('the last try needs its tick in main as well; a locked token is refused without a window', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await readyRequest('tries.pdf');
    const wrong = (confirmedFinal: boolean) =>
      ({ kind: 'typed', pin: Buffer.from('wrong!').toString('base64'), confirmedFinal }) as const;
    const reject = (): Promise<string> =>
      page.code('request.reject', { token: 'soft-finance-lead', id, reason: '不同意' });
    host.person = () => wrong(false);
    for (let tries = 6; tries > 2; tries -= 1) expect(await reject()).toBe('pin-incorrect');
    expect(await reject()).toBe('pin-final-try');
    const refusals: unknown[] = [];
    host.person = async (question, _close, tell) => {
      expect(question).toMatchObject({ triesState: 'final', triesLeft: 1 });
      refusals.push(await tell(wrong(false)), await tell({ kind: 'sandbox', confirmedFinal: false }));
      return wrong(true);
    };
    expect(await reject()).toBe('pin-locked');
    const refused = { ok: false, error: { code: 'bad-input', detail: { field: 'confirmedFinal' } } };
    expect(refusals).toEqual([refused, refused]);
    const asked = host.questions.length;
    expect(await reject()).toBe('pin-locked');
    expect(host.questions.length).toBe(asked);
  });

  test('a wrong PIN is asked for again in the same window, with what is left; the right one goes on', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await readyRequest('again.pdf');
    host.person = () => ({ kind: 'typed', pin: toBase64('wrong!'), confirmedFinal: false });
    host.again = (_, look) =>
      look.round < 3
        ? { kind: 'typed', pin: toBase64('w'), confirmedFinal: false }
        : { kind: 'sandbox', confirmedFinal: false };
    const outcome = await page.value('seal.apply', { token: 'soft-keeper', id, timestamp: false });
    expect(outcome.useNumber).toBe(1);
    expect(host.questions.length).toBe(1);
    expect(host.looks.map(({ round, problem, triesLeft }) => [round, problem, triesLeft])).toEqual([
      [2, 'wrong', null],
      [3, 'length', null],
    ]);
    expect(await page.value('journal.verify', {})).toMatchObject({ ok: true });
  });

  test('whoever closes the window after a wrong PIN hears of the PIN; a pulled token is missed and found again', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await readyRequest('pulled.pdf');
    host.person = () => ({ kind: 'typed', pin: toBase64('wrong!'), confirmedFinal: false });
    const apply = (): Promise<string> =>
      page.code('seal.apply', { token: 'soft-keeper', id, timestamp: false });
    expect(await apply()).toBe('pin-incorrect');
    const file = join(sandbox.home.tokens, 'soft-keeper.ukey');
    host.person = () => {
      renameSync(file, `${file}.pulled`);
      return { kind: 'sandbox', confirmedFinal: false };
    };
    host.again = () => {
      renameSync(`${file}.pulled`, file);
      return { kind: 'sandbox', confirmedFinal: false };
    };
    expect(await apply()).toBe('ok');
    expect(host.looks.at(-1)).toMatchObject({ problem: 'gone', isPresent: false });
    expect(await page.value('request.show', { id })).toMatchObject({ state: 'used', usesSpent: 1 });
  });

  test('a token without a keypad takes no answer for one', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await readyRequest('keypad.pdf');
    host.person = async (_question, _close, tell) => {
      expect(await tell({ kind: 'keypad', confirmedFinal: false })).toMatchObject({
        error: { code: 'bad-input', detail: { field: 'kind' } },
      });
      return { kind: 'refused' };
    };
    expect(await page.code('seal.apply', { token: 'soft-keeper', id, timestamp: false })).toBe('cancelled');
  });

  test('closed while it is still opening is a no, not a failure', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await readyRequest('early.pdf');
    host.person = (_question, close) => {
      close();
      throw new Error('the window went away while its page was loaded');
    };
    expect(await page.code('seal.apply', { token: 'soft-keeper', id, timestamp: false })).toBe('cancelled');
    expect(host.reported).toEqual([]);
  });
});

/** Stops the job when the first file is done. Returns how to stop looking. */
function stopAfterFirst(page: FakePage, job: string): () => void {
  const timer = setInterval(() => {
    if (progressOf(page, job).some(({ done }) => done >= 1)) void page.value('job.cancel', { job });
  }, 5);
  return () => clearInterval(timer);
}

async function untilDone(page: FakePage, job: string, done: number): Promise<void> {
  while (!progressOf(page, job).some((event) => event.done >= done)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

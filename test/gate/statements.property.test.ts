/**
 * Whatever somebody writes straight into the database: without exactly the approvals that the policy asks for, for exactly
 * this request, the real signer process makes no signature and no file. Properties over subsets, orders, copies, edits, replays.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SQLInputValue } from 'node:sqlite';
import type { AppSession } from '../../src-main/app/session.ts';
import { decideRequest } from '../../src-main/app/requests/requests.ts';
import { closeDesk, openDesk } from './support/open-desk.ts';
import { actor, filesIn, writePdf, type Sandbox } from './support/sandbox.ts';
import { apply, approved, codeOf, contractApprovers, submit } from './support/story.ts';
import { replaceDecisions, rowsOf, tamper, useRows } from './support/tampering.ts';

type Row = Record<string, SQLInputValue>;

let sandbox: Sandbox;
let session: AppSession;
let contract: string;
/** Fully approved; the others differ from it in one thing: file, seal, nothing but the number. */
let request: string;
let others: { file: string; seal: string; twin: string };
let atRest: Map<string, Buffer>;
let folder: string[];

beforeAll(async () => {
  ({ sandbox, session, contract } = await openDesk());
  const second = await writePdf(sandbox.folder, 'second.pdf', 2);
  request = await approved(sandbox, session, contract, { uses: 2 });
  others = {
    file: await approved(sandbox, session, second, { uses: 2 }),
    twin: await approved(sandbox, session, contract, { uses: 2 }),
    seal: await submit(sandbox, session, contract, { typeCode: '05', uses: 2 }),
  };
  for (const person of contractApprovers) await decideRequest(session, actor(sandbox, person), others.seal);
  tamper(sandbox, (database) => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
  atRest = new Map(
    ['bianyin.db', 'bianyin.head.json'].map((name) => [name, readFileSync(join(sandbox.home.root, name))]),
  );
  folder = filesIn(sandbox.folder);
});

afterEach(restore);

afterAll(() => closeDesk({ sandbox, session }));

/** The signer opens the database anew for each request, so the files can be put back between two of them. */
function restore(): void {
  for (const [name, bytes] of atRest) writeFileSync(join(sandbox.home.root, name), bytes);
  for (const tail of ['-wal', '-shm']) writeFileSync(join(sandbox.home.root, `bianyin.db${tail}`), '');
}

/** Asks the signer process itself, without the checks that the application makes before. */
async function sealCode(id = request): Promise<string> {
  const output = join(sandbox.folder, 'never.pdf');
  const code = await codeOf(() =>
    session
      .signer()
      .applySeal(
        actor(sandbox, 'keeper'),
        { requestId: id, file: contract, output, timestampLength: 0 },
        () => Promise.resolve(null),
      ),
  );
  expect(filesIn(sandbox.folder)).toEqual(folder);
  expect(useRows(sandbox)).toBe(0);
  return code;
}

/** Edits, tries to seal, expects a refusal that is ours, and puts everything back. */
async function refusedAfter(edit: (rows: Row[]) => readonly Row[]): Promise<string> {
  tamper(sandbox, (database) =>
    replaceDecisions(database, request, edit(rowsOf(database, 'decisions', request))),
  );
  const code = await sealCode();
  restore();
  expectRefusal(code);
  return code;
}

/** One of our own codes with a reason, neither success nor an accident. */
function expectRefusal(code: string): void {
  expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
  expect(code).not.toMatch(/^worker-/);
}

const steps = contractApprovers.length;
const runs = { numRuns: 25 };
/** Positions of approvals, any number of times in any order. */
const selections = fc.array(fc.nat(steps - 1), { maxLength: steps + 2 });
const isRight = (selection: readonly number[]): boolean =>
  selection.length === steps && selection.every((position, i) => position === i);

describe('approvals in the database', () => {
  test('just as they were signed: the request seals (so that the refusals below are no accident)', async () => {
    tamper(sandbox, (database) =>
      replaceDecisions(database, request, rowsOf(database, 'decisions', request)),
    );
    // The rows have lost their journal entries: the walk accepts them, the journal does not.
    expect(await sealCode()).toBe('journal-broken');
    restore();
    const done = await apply(sandbox, session, request, join(sandbox.folder, 'once.pdf'));
    expect(done.useNumber).toBe(1);
    folder = filesIn(sandbox.folder);
  });

  test('any selection but the right one, in any order, with repetitions', async () => {
    await fc.assert(
      fc.asyncProperty(selections, async (selection) => {
        fc.pre(!isRight(selection));
        await refusedAfter((rows) => selection.map((i) => rows[i] ?? {}));
      }),
      {
        ...runs,
        examples: [[[]], [[0]], [[0, 1]], [[1, 2]], [[0, 2, 1]], [[2, 1, 0]], [[0, 0, 1]], [[0, 1, 2, 2]]],
      },
    );
  });

  test('one altered character in a statement, signature or certificate', async () => {
    const where = fc.constantFrom('statement', 'signature', 'certificate');
    await fc.assert(
      fc.asyncProperty(fc.nat(steps - 1), where, fc.nat(), fc.nat(61), async (step, column, at, by) => {
        await refusedAfter((rows) => rows.map((row, i) => (i === step ? altered(row, column, at, by) : row)));
      }),
      { numRuns: 40 },
    );
  });

  test('approvals of another request: other file, other seal, or just another number', async () => {
    const from = fc.constantFrom<keyof typeof others>('file', 'seal', 'twin');
    await fc.assert(
      fc.asyncProperty(from, fc.integer({ min: 1, max: 2 ** steps - 1 }), async (other, mask) => {
        const foreign = tamper(sandbox, (database) => rowsOf(database, 'decisions', others[other]));
        restore();
        await refusedAfter((rows) => rows.map((row, i) => ((mask >> i) & 1 ? (foreign[i] ?? {}) : row)));
      }),
      { numRuns: 15 },
    );
  });

  test('the approval of one person under the name, certificate or signature of another', async () => {
    const parts = fc.constantFrom('statement', 'signature', 'certificate');
    await fc.assert(
      fc.asyncProperty(fc.nat(steps - 1), fc.nat(steps - 1), parts, async (to, from, column) => {
        fc.pre(to !== from);
        await refusedAfter((rows) =>
          rows.map((row, i) => (i === to ? { ...row, [column]: rows[from]?.[column] ?? '' } : row)),
        );
      }),
      { numRuns: 12 },
    );
  });

  test('a rejection dressed up as an approval in its column', async () => {
    tamper(sandbox, (database) => {
      database
        .prepare(
          'UPDATE decisions SET statement = replace(statement, \'"approve"\', \'"reject"\') WHERE request_id = ?',
        )
        .run(request);
    });
    expect(await sealCode()).toMatch(/^statement-/);
  });
});

describe('requests in the database', () => {
  test('any altered character of the details or the submission', async () => {
    const where = fc.constantFrom('request', 'statement', 'signature', 'certificate');
    await fc.assert(
      fc.asyncProperty(where, fc.nat(), fc.nat(61), async (column, at, by) => {
        tamper(sandbox, (database) => {
          const row = database.prepare(`SELECT * FROM requests WHERE id = ?`).get(request) as Row;
          const next = altered(row, column, at, by)[column] ?? '';
          database.prepare(`UPDATE requests SET "${column}" = ? WHERE id = ?`).run(next, request);
        });
        const code = await sealCode();
        restore();
        expectRefusal(code);
      }),
      { numRuns: 30 },
    );
  });

  test('more uses, another seal, a later end: whatever is edited in the details is no longer what was signed', async () => {
    for (const [before, after] of [
      ['"uses":2', '"uses":9'],
      ['"amount":"128000"', '"amount":"128"'],
      ['"typeCode":"04"', '"typeCode":"01"'],
      ['河南中州展览工程有限公司', '河南中州展览工程有限公可'],
      ['"xMm":120', '"xMm":121'],
    ]) {
      tamper(sandbox, (database) =>
        database
          .prepare('UPDATE requests SET request = replace(request, ?, ?) WHERE id = ?')
          .run(before ?? '', after ?? '', request),
      );
      expect(await sealCode(), before).toMatch(/^request-(submission-mismatch|inconsistent)$/);
      restore();
    }
  });

  test('the number of uses in its column counts for nothing; a deleted use is noticed', async () => {
    const twin = others.twin;
    const output = (name: string): string => join(sandbox.folder, name);
    await apply(sandbox, session, twin, output('twin-1.pdf'));
    await apply(sandbox, session, twin, output('twin-2.pdf'));
    tamper(sandbox, (database) => database.prepare('UPDATE requests SET uses = 9 WHERE id = ?').run(twin));
    expect(await codeOf(() => apply(sandbox, session, twin, output('twin-3.pdf')))).toBe('uses-exhausted');
    tamper(sandbox, (database) => database.prepare('DELETE FROM uses WHERE request_id = ?').run(twin));
    expect(await codeOf(() => apply(sandbox, session, twin, output('twin-3.pdf')))).toBe('journal-broken');
    folder = [...folder, 'twin-1.pdf', 'twin-2.pdf'].sort();
    expect(filesIn(sandbox.folder)).toEqual(folder);
  });

  test('an older database put back under the newer mark is refused', async () => {
    const older = readFileSync(join(sandbox.home.root, 'bianyin.db'));
    await apply(sandbox, session, request, join(sandbox.folder, 'newer.pdf'));
    folder = [...folder, 'newer.pdf'].sort();
    writeFileSync(join(sandbox.home.root, 'bianyin.db'), older);
    for (const tail of ['-wal', '-shm']) writeFileSync(join(sandbox.home.root, `bianyin.db${tail}`), '');
    const code = await codeOf(() => apply(sandbox, session, request, join(sandbox.folder, 'never.pdf')));
    expect(code).toBe('journal-rolled-back');
    expect(filesIn(sandbox.folder)).toEqual(folder);
  });
});

/** The same row with one character of a text column replaced by another. */
function altered(row: Row, column: string, at: number, by: number): Row {
  const value = row[column];
  const text = [...(typeof value === 'string' ? value : '')];
  const place = at % text.length;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const next = alphabet[by % alphabet.length] ?? 'A';
  text[place] = text[place] === next ? (alphabet[(by + 1) % alphabet.length] ?? 'B') : next;
  return { ...row, [column]: text.join('') };
}

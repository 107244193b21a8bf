/** Several seals on one file from the command line (docs/adr/0042), and templates of places (docs/adr/0043): asked for, approved, sealed by two keepers. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePdf } from '../gate/support/sandbox.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder: string;
const run = (...args: string[]): Promise<Run> => bianyinHere([...args, '--home', 'home'], { cwd: folder });
const by = (person: string, ...args: string[]): Promise<Run> =>
  run(...args, '--token', `soft-${person}`, '--pin-file', `home/pins/soft-${person}.pin`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-set-'));
  const made = await run('sandbox', 'init');
  expect(made.code, made.stderr).toBe(0);
  await writePdf(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface ShownSet {
  readonly list: {
    readonly id: string;
    readonly state: string;
    readonly seals: readonly {
      readonly id: string;
      readonly state: string;
      readonly seal: { readonly typeCode: string };
      readonly placements: readonly { readonly xMm: number; readonly yMm: number }[];
    }[];
  };
}

const payment = ['--purpose', '付款通知', '--matter', 'payment', '--amount', '5000'];
const finance = ['--seal', '02', ...payment];
const ask = (...options: string[]): Promise<Run> =>
  by('applicant', 'request', 'new', 'contract.pdf', ...options, '--json');

function setOf(made: Run): ShownSet['list'] {
  expect(made.code, made.stderr).toBe(0);
  return (made.json() as unknown as ShownSet).list;
}

const kinds = ({ seals }: ShownSet['list']): string[] => seals.map(({ seal }) => seal.typeCode);
const apply = (person: string, id: string, out: string): Promise<Run> =>
  by(person, 'seal', 'apply', id, '--out', out, '--json');

describe('a pair at the terminal', { timeout: 240_000 }, () => {
  test('is asked for with --pair, approved once, sealed twice; the file is there with the last', async () => {
    const set = setOf(await ask(...finance, '--at', 'page=1,x=80mm,y=200mm', '--pair', '05'));
    expect(kinds(set)).toEqual(['02', '05']);
    const [first, second] = set.seals.map(({ placements: [place] }) => place);
    expect(second?.yMm).toBe(first?.yMm);
    expect(second?.xMm).toBeGreaterThan(first?.xMm ?? 0);
    expect(errorCode(await apply('cashier', set.id, 'early.pdf'))).toBe('approval-missing');
    expect((await by('finance-lead', 'request', 'approve', set.id, '--json')).code).toBe(0);
    // Who comes out of turn, or asks for one seal of it alone, makes no file.
    expect(errorCode(await apply('legal', set.id, 'early.pdf'))).toBe('seal-not-on-token');
    for (const one of set.seals)
      expect(errorCode(await apply('cashier', one.id, 'early.pdf'))).toBe('set-sealed-as-one');
    const half = await apply('cashier', set.id, 'pair.pdf');
    expect(half.code, half.stderr).toBe(0);
    expect(half.json()).toMatchObject({ sealed: { typeCode: '02', waits: true } });
    const waiting = await run('request', 'list');
    expect(waiting.stdout).toMatch(new RegExp(`${set.id}.*待另一枚章.*1/2`));
    expect([existsSync(join(folder, 'pair.pdf')), existsSync(join(folder, 'early.pdf'))]).toEqual([
      false,
      false,
    ]);
    const whole = await apply('legal', set.id, 'pair.pdf');
    expect(whole.code, whole.stderr).toBe(0);
    expect(whole.json()).toMatchObject({ list: { state: 'used' }, sealed: { typeCode: '05' } });
    expect(errorCode(await apply('legal', set.id, 'again.pdf'))).toBe('list-empty');
    const verified = await run('verify', 'pair.pdf', '--json');
    expect(verified.stdout).toContain('PERMIT_FOR_SET');
    expect(verified.stdout).not.toContain('PERMIT_SET_INCOMPLETE');
    expect(readdirSync(join(folder, 'home', 'halves'))).toEqual([]);
  });

  test('each other seal has places of its own with --with', async () => {
    const set = setOf(
      await ask(...finance, '--at', 'page=1,x=80mm,y=200mm', '--with', '05:page=1,x=150mm,y=100mm'),
    );
    expect(set.seals.map(({ placements }) => placements)).toMatchObject([
      [{ xMm: 80, yMm: 200 }],
      [{ xMm: 150, yMm: 100 }],
    ]);
    const taken = await by('applicant', 'request', 'cancel', set.id, '--json');
    expect((taken.json() as unknown as ShownSet).list.state).toBe('cancelled');
    expect(errorCode(await apply('cashier', set.id, 'taken.pdf'))).toBe('request-cancelled');
  });

  test.each([
    [['--with', '5:page=1,x=1mm,y=1mm'], 'usage'],
    [['--with', '05:page=9,x=150mm,y=100mm'], 'placement-page-missing'],
    [['--with', '05:page=1,x=1mm,y=1mm'], 'placement-out-of-page'],
    [['--with', '02:page=1,x=150mm,y=100mm'], 'request-inconsistent'],
    [['--pair', '02'], 'request-inconsistent'],
    [['--pair', '09'], 'usage'],
    [['--pair', '05', '--with', '05:page=1,x=150mm,y=100mm'], 'request-inconsistent'],
    [['--pair', '05', '--uses', '2'], 'request-inconsistent'],
  ])('%j: %s, before a PIN', async (options, code) => {
    const refused = await ask(...finance, '--at', 'page=1,x=80mm,y=200mm', ...options);
    expect(errorCode(refused), refused.stderr).toBe(code);
  });
});

describe('a template at the terminal', { timeout: 240_000 }, () => {
  const keep = (...options: string[]): Promise<Run> =>
    run('template', 'keep', '付款通知书', '--seal', '02', ...options, '--json');

  test('gives seal, words and companion; words that stand nowhere or twice are asked about', async () => {
    expect((await keep('--keyword', 'Seal here', '--dx', '5', '--pair')).code).toBe(0);
    const wanted = [...payment, '--template', '付款通知书'];
    const made = await ask(...wanted);
    if (made.code === 0) expect(kinds(setOf(made))).toEqual(['02', '05']);
    else expect(errorCode(made)).toMatch(/^keyword-(ambiguous|not-found)$/);
    expect(errorCode(await keep('--keyword', '别的'))).toBe('template-exists');
    expect((await keep('--keyword', '没有的字', '--replace')).code).toBe(0);
    expect(errorCode(await ask(...wanted))).toBe('keyword-not-found');
    expect(errorCode(await ask(...payment, '--template', '没有'))).toBe('template-unknown');
  });
});

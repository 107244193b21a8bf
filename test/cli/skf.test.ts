/** A sandbox whose keeper's token is reached by SKF (docs/adr/0059): the whole way from a request to the sealed file, its PIN, and drivers that are added by their file. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePdf } from '../gate/support/sandbox.ts';
import { skfLayouts } from '../token/skf-fixture.ts';
import { bianyin, bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder = '';
let id = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-skf-'));
  const made = await bianyinHere(['sandbox', 'init', '--skf', '--home', 'home'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  await writePdf(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Run> => bianyinHere([...args, '--home', 'home'], { cwd: folder });
const by = (person: string): string[] => [
  ...['--token', `soft-${person}`],
  ...['--pin-file', `home/pins/soft-${person}.pin`],
];
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), `${text}\n`, { mode: 0o600 });
  return name;
};

interface Keeper {
  readonly label: string;
  readonly model: string;
  readonly triesLeft: number;
  readonly holder: { readonly name: string };
  readonly seals: readonly unknown[];
}
async function keeper(): Promise<Keeper | undefined> {
  const { tokens } = (await run('token', 'list', '--json')).json() as unknown as { tokens: Keeper[] };
  return tokens.find(({ label }) => label === 'soft-keeper');
}

/** A request that may be used twice. */
async function approved(): Promise<string> {
  const what = ['contract.pdf', '--seal', '04', '--purpose', '合同签订', '--amount', '1000', '--uses', '2'];
  const created = await run('request', 'new', ...what, '--at', 'page=1,x=120mm,y=200mm', '--json');
  expect(created.code, created.stderr).toBe(0);
  const { request } = created.json() as { request: { id: string } };
  for (const person of ['department', 'counsel'])
    expect((await run('request', 'approve', request.id, ...by(person))).code).toBe(0);
  return request.id;
}

test('the keeper is listed with seals and the exact tries, and the drivers beside each other', async () => {
  expect(await keeper()).toMatchObject({ model: 'SKF BIANYIN', triesLeft: 6, holder: { name: '马堃' } });
  expect((await keeper())?.seals).toHaveLength(2);
  // A process of its own: it must end by itself, with every signer that it has started.
  const { code, stdout } = bianyin(['token', 'modules', 'list', '--home', 'home'], { cwd: folder });
  expect([code, stdout.trim().split('\n').at(-1)]).toEqual([0, '2  软件 UKey（SKF）  看到 1 把 UKey']);
});

test('a wrong PIN costs one try, which is said; then the file is sealed and verifies', async () => {
  id = await approved();
  const pinFile = written('wrong.pin', '999999');
  const apply = ['seal', 'apply', id, '--token', 'soft-keeper', '--out', 'sealed.pdf', '--json'];
  expect(errorCode(await run(...apply, '--pin-file', pinFile))).toBe('pin-incorrect');
  expect((await keeper())?.triesLeft).toBe(5);
  const sealed = await run('seal', 'apply', id, ...by('keeper'), '--out', 'sealed.pdf', '--json');
  expect(sealed.code, sealed.stderr).toBe(0);
  expect((await run('verify', 'sealed.pdf')).stdout.split('\n')[0]).toContain('验证通过');
  expect((await run('journal', 'verify')).code).toBe(0);
  expect((await keeper())?.triesLeft).toBe(6);
}, 180_000);

describe('PIN', () => {
  test('one of more than 16 octets never reaches the library; a wrong old one costs a try', async () => {
    const change = ['token', 'change-pin', '--token', 'soft-keeper', '--json'];
    const long = written('long.pin', '1234567890123456x');
    const old = 'home/pins/soft-keeper.pin';
    expect(errorCode(await run(...change, '--pin-file', old, '--new-pin-file', long))).toBe('pin-length');
    expect((await keeper())?.triesLeft).toBe(6);
    const wrong = written('wrong.pin', '999999');
    const next = written('next.pin', '246810');
    expect(errorCode(await run(...change, '--pin-file', wrong, '--new-pin-file', next))).toBe(
      'pin-incorrect',
    );
    expect((await keeper())?.triesLeft).toBe(5);
    expect((await run(...change, '--pin-file', old, '--new-pin-file', next)).code).toBe(0);
    const applied = await run(
      'seal',
      'apply',
      id,
      '--token',
      'soft-keeper',
      '--pin-file',
      next,
      '--out',
      'b.pdf',
    );
    expect(applied.code, applied.stderr).toBe(0);
  }, 180_000);
});

describe('a driver is added by its file', () => {
  test('an SKF library gets the bridge before it, in whatever layout', async () => {
    for (const { library } of Object.values(skfLayouts)) {
      copyFileSync(library, join(folder, 'maker.so'));
      expect((await run('token', 'modules', 'test', 'maker.so')).stdout).toBe('maker.so：看到 6 把 UKey\n');
    }
    expect((await run('token', 'modules', 'add', 'maker.so')).code).toBe(0);
    const settings = JSON.parse(readFileSync(join(folder, 'home/home.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(settings['furtherModules']).toEqual(['soft-skf', join(folder, 'maker.so')]);
    expect((await run('token', 'modules', 'remove', 'maker.so')).code).toBe(0);
  });

  test('one that lacks what is needed, one of 32 bits, and one whose dependency is missing say why', async () => {
    mkdirSync(join(folder, 'drivers'), { recursive: true });
    const names = '\0SKF_EnumDev\0';
    const library = readFileSync(skfLayouts['u32-packed'].library);
    const changed = (change: (octets: Buffer) => void): string => {
      const octets = Buffer.from(library);
      change(octets);
      writeFileSync(join(folder, 'odd.so'), octets);
      return 'odd.so';
    };
    const why = async (file: string): Promise<string> =>
      errorCode(await run('token', 'modules', 'test', file, '--json'));
    expect(library.includes(names)).toBe(true);
    // Names of functions that nobody needs make no difference; one that is needed does.
    const lost = changed((octets) => octets.write('SKF_XCCSignData', octets.indexOf('SKF_ECCSignData')));
    expect(await why(lost)).toBe('token-driver-not-pkcs11');
    expect(await why(changed((octets) => octets.fill(1, 4, 5).fill(3, 18, 19)))).toBe('token-driver-class');
    expect(await why(changed((octets) => octets.write('libq', octets.indexOf('libc.so.6'))))).toBe(
      'token-driver-dependency',
    );
  });
});

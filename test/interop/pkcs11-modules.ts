/**
 * PKCS#11 modules that others wrote, as Debian has them: each is examined call by call, and what it shows is listed; through p11-kit's proxy the soft UKey
 * signs. No hardware: what a module does without a reader is what is looked at (docs/tokens.md).
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examine, type DriverExamination } from '../../src-main/tokens/examine.ts';
import { signerClient, type SignerProgram } from '../../src-main/tokens/signer-client.ts';
import { runTokenScript, softUkeyModulePath } from '../token/soft-ukey-fixture.ts';
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { runProgram } from './program.ts';

const folder = '/usr/lib/x86_64-linux-gnu';
const pin = '123456';

interface Module {
  readonly name: string;
  readonly library: string;
  /** What is made before; its variables for the module. */
  readonly prepare: (directory: string) => Promise<Readonly<Record<string, string>>>;
  /** What it says when everything was asked, or the code with which it did not start. */
  readonly says: string;
}

const plain = (): Promise<Record<string, string>> => Promise.resolve({});
const modules: readonly Module[] = [
  { name: 'SoftHSM2', library: `${folder}/softhsm/libsofthsm2.so`, prepare: softHsm, says: '软件 rsa ecdsa' },
  { name: 'OpenSC', library: `${folder}/opensc-pkcs11.so`, prepare: plain, says: 'no token' },
  {
    name: 'OpenSC (one PIN)',
    library: `${folder}/pkcs11/onepin-opensc-pkcs11.so`,
    prepare: plain,
    says: 'no token',
  },
  {
    name: 'opencryptoki without its daemon',
    library: `${folder}/pkcs11/libopencryptoki.so`,
    prepare: plain,
    says: 'token-driver-refused',
  },
  // It wants its database named in C_Initialize, which is asked of no UKey's driver.
  { name: 'NSS softokn', library: `${folder}/libsoftokn3.so`, prepare: plain, says: 'token-driver-refused' },
  {
    name: 'p11-kit-proxy',
    library: `${folder}/p11-kit-proxy.so`,
    prepare: proxied,
    says: 'first sm2, second sm2',
  },
];

export const pkcs11Modules: Oracle = {
  name: 'PKCS#11 modules',
  async run(directory) {
    const checks: InteropCheck[] = [];
    for (const [place, module] of modules.entries()) {
      const own = join(directory, String(place));
      mkdirSync(own, { mode: 0o700 });
      const why = absence(module);
      checks.push(...(why === null ? await look(module, own) : [skipped(module.name, why)]));
    }
    return checks;
  },
};

function absence({ library, prepare }: Module): string | null {
  if (!existsSync(library)) return `${library} is not installed`;
  const isForUser = prepare === proxied && process.getuid?.() === 0;
  return isForUser ? 'p11-kit takes no modules from a user who is root' : null;
}

async function look({ name, library, prepare, says }: Module, own: string): Promise<InteropCheck[]> {
  const environment = await prepare(own);
  const program = { home: join(own, 'home'), library, environment };
  const examined = await examine(program);
  const client = signerClient(program);
  try {
    const checks = [
      compare(`${name}, diagnosis`, isRefused(says) ? says : 'everything answered', told(examined)),
      compare(`${name}, list`, says, await listed(client)),
    ];
    const isRight = checks.every(({ outcome }) => outcome === 'passed');
    return says.includes('sm2') && isRight ? [...checks, await signed(name, client)] : checks;
  } finally {
    client.stop();
  }
}

const isRefused = (says: string): boolean => says.startsWith('token-driver-');

function told({ code, stoppedIn, facts }: DriverExamination): string {
  if (stoppedIn) return `stopped in ${stoppedIn.call}`;
  return code ?? (facts?.info ? 'everything answered' : 'no CK_INFO');
}

async function listed(client: ReturnType<typeof signerClient>): Promise<string> {
  try {
    const { tokens } = await client.listing();
    const words = tokens.map(({ label, algorithms }) => `${label} ${algorithms.join(' ')}`.trim());
    return words.toSorted().join(', ') || 'no token';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** Every signature that counts was verified with the certificate's key. */
async function signed(name: string, client: ReturnType<typeof signerClient>): Promise<InteropCheck> {
  const { tried } = await client.testToken({ token: 'first', pin: Buffer.from(pin) });
  const works = tried.some(({ outcome }) => outcome === 'works');
  return compare(`${name}, signature`, 'verified', works ? 'verified' : 'none');
}

async function softHsm(own: string): Promise<Record<string, string>> {
  const conf = join(own, 'softhsm2.conf');
  mkdirSync(join(own, 'tokens'));
  writeFileSync(conf, `directories.tokendir = ${join(own, 'tokens')}\nobjectstore.backend = file\n`);
  const words = ['--init-token', '--free', '--label', '软件', '--so-pin', '87654321', '--pin', pin];
  const made = await runProgram('env', [`SOFTHSM2_CONF=${conf}`, 'softhsm2-util', ...words]);
  if (made.code !== 0) throw new Error(made.stderr);
  return { SOFTHSM2_CONF: conf };
}

/** The soft UKey with two tokens, registered with p11-kit for this user alone. */
function proxied(own: string): Promise<Record<string, string>> {
  const tokens = join(own, 'tokens');
  mkdirSync(tokens, { mode: 0o700 });
  runTokenScript(new URL('../token/odd-tokens.ts', import.meta.url), [], { directory: tokens });
  const place = join(own, 'pkcs11', 'modules');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'bianyin.module'), `module: ${softUkeyModulePath()}\n`);
  return Promise.resolve({
    XDG_CONFIG_HOME: own,
    BIANYIN_SOFT_UKEY_DIR: tokens,
  } satisfies SignerProgram['environment']);
}

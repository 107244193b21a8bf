/**
 * A mixed fleet (docs/adr/0056): the seal is SM2, and those who ask and approve hold UKeys of other makers with ECDSA and RSA keys (SoftHSM2).
 * From the terminal to the verdict of somebody who has the sealed file only.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyKind, type Policy } from '../../src-main/approval/policy.ts';
import { openStatement } from '../../src-main/approval/statement.ts';
import { openAppSession } from '../../src-main/app/session.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { instantText } from '../../src-main/domain/instant.ts';
import { openMoment } from '../../src-main/home/home-moment.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { actor, writePdf } from '../gate/support/sandbox.ts';
import { usesOf } from '../gate/support/story.ts';
import { skipAbsent } from '../support/absent.ts';
import {
  softHsm,
  softHsmCure,
  softHsmMissing,
  softHsmModule,
  type HsmKey,
  type SoftHsm,
} from '../token/softhsm.ts';
import { certifyKey } from './support/other-authority.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

const fleet: readonly (readonly [token: string, role: string, key: HsmKey])[] = [
  ['hsm-p521', 'applicant', 'EC:secp521r1'],
  ['hsm-p256', 'department', 'EC:secp256r1'],
  ['hsm-rsa', 'counsel', 'rsa:2048'],
  ['hsm-p384', 'finance-lead', 'EC:secp384r1'],
  ['hsm-keeper', 'keeper', 'EC:secp256r1'],
];

interface Verdict {
  readonly files: readonly {
    readonly level: string;
    readonly signatures: readonly {
      readonly approvals: readonly {
        readonly role: string;
        readonly ok: boolean;
        readonly certificateSm3: string;
      }[];
    }[];
  }[];
}

describe.skipIf(softHsmMissing !== null)('UKeys with RSA and ECDSA keys', () => {
  let folder = '';
  let hsm: SoftHsm;
  let id = '';
  /** Digest of the further certificate of each role. */
  const digests = new Map<string, string>();

  const run = (...args: string[]): Promise<Run> =>
    bianyinHere([...args, '--home', 'home'], { cwd: folder, env: hsm.env });
  const by = (token: string): string[] => ['--token', token, '--pin-file', 'hsm.pin'];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bianyin-cards-'));
    hsm = softHsm(folder);
    writeFileSync(join(folder, 'hsm.pin'), `${hsm.pin}\n`, { mode: 0o600 });
    expect((await run('sandbox', 'init')).code).toBe(0);
    await writePdf(folder);
    await nameInPolicy();
    const added = await run('token', 'modules', 'add', softHsmModule);
    expect(added.code, added.stderr).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Keys, certificates, and the next policy in which each person has both UKeys. */
  async function nameInPolicy(): Promise<void> {
    const home = homeDirectory(join(folder, 'home'));
    const moment = openMoment(home.root, new Date());
    const signed = moment.store.policies().at(-1);
    moment.close();
    if (!signed) throw new Error('no policy');
    const { value, sm3: prevSm3 } = openStatement(policyKind, signed);
    const more = new Map(
      fleet.map(([token, role, key]) => {
        const person = value.people.find(({ roles }) => roles.includes(role as never));
        const certificate = certifyKey(home, person?.name ?? '', hsm.addToken(token, key));
        hsm.addCertificate(token, certificate);
        digests.set(role, toHex(sm3(certificate)));
        return [person?.id, toHex(sm3(certificate))] as const;
      }),
    );
    const time = instantText(new Date());
    const people = value.people.map((each) => {
      const digest = more.get(each.id);
      return digest === undefined ? each : { ...each, certificateSm3: [...each.certificateSm3, digest] };
    });
    const next: Policy = { ...value, sequence: value.sequence + 1, prevSm3, validFrom: time, time, people };
    const session = openAppSession(home);
    await session.signer().signPolicy(actor({ folder, home }, 'legal'), next, []);
    session.stop();
  }

  test('are listed with their holders and what they sign with, before any PIN', async () => {
    const { stdout } = await run('token', 'list');
    for (const [token] of fleet) expect(stdout).toMatch(new RegExp(`${token}.*没有 SM2（RSA、ECDSA）`));
  });

  test('ask for a seal', async () => {
    const asked = await run(
      ...['request', 'new', 'contract.pdf', '--seal', '04', '--purpose', '合同签订', '--amount', '128000'],
      ...['--uses', '2', '--at', 'page=1,x=120mm,y=200mm', ...by('hsm-p521'), '--json'],
    );
    expect(asked.code, asked.stderr + asked.stdout).toBe(0);
    ({ id } = (asked.json() as { request: { id: string } }).request);
  });

  test.each(['hsm-p256', 'hsm-rsa', 'hsm-p384'])('approve it (%s)', async (token) => {
    const approved = await run('request', 'approve', id, ...by(token));
    expect(approved.code, approved.stderr).toBe(0);
  });

  test('and the keeper’s SM2 UKey seals', async () => {
    const keeper = ['--token', 'soft-keeper', '--pin-file', 'home/pins/soft-keeper.pin'];
    const sealed = await run('seal', 'apply', id, '--out', 'sealed.pdf', ...keeper);
    expect(sealed.code, sealed.stderr).toBe(0);
  });

  test('and whoever has the sealed file and the city’s trust pack sees who approved', async () => {
    const published = (await run('sandbox', 'publish', 'city.btp', '--json')).json();
    const [root] = published['roots'] as { sm3: string }[];
    const at = (...args: string[]): Promise<Run> =>
      bianyinHere([...args, '--home', 'counter'], { cwd: folder });
    expect((await at('trust', 'import', 'city.btp', '--root-sm3', root?.sm3 ?? '')).code).toBe(0);
    const { files } = (await at('verify', 'sealed.pdf', '--json')).json() as unknown as Verdict;
    expect(files[0]?.level).toBe('PASS');
    const approvals = files[0]?.signatures[0]?.approvals ?? [];
    expect(approvals.map(({ role, ok }) => [role, ok])).toEqual(fleet.map(([, role]) => [role, true]));
    const signers = approvals.slice(0, 4).map(({ certificateSm3 }) => certificateSm3);
    expect(signers).toEqual(fleet.slice(0, 4).map(([, role]) => digests.get(role)));
  });

  test('a key that is not SM2 seals nothing, and nothing is counted', async () => {
    const refused = await run('seal', 'apply', id, '--out', 'again.pdf', ...by('hsm-keeper'), '--json');
    expect(errorCode(refused)).toBe('seal-not-on-token');
    const uses = usesOf({ folder, home: homeDirectory(join(folder, 'home')) }, id);
    expect(new Set(uses.map(([, number]) => number))).toEqual(new Set([1]));
  });
});
if (softHsmMissing !== null) skipAbsent(softHsmMissing, softHsmCure);

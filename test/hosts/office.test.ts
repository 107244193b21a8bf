/** The office of a sandbox through the calls: a changed matrix, signed; a seal in full; the status; the diagnosis; the basis. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinFile } from '../../src-main/app/office/sandbox-setup.ts';
import { sandboxCity } from '../../src-main/app/session.ts';
import type { DraftChange, PolicyDraftView } from '../../src-main/contract/office-views.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { sandboxEnterprise } from '../../src-main/sandbox/sandbox-enterprise.ts';
import { newPrivateKey, softwareSigner } from '../../src-main/sandbox/software-signer.ts';
import { issue } from '../pki/support/test-authority.ts';
import { testSigner } from '../unit/approval/test-signer.ts';
import { seededRandom } from '../unit/sandbox/seeded-random.ts';
import { submitRequest, type NewRequest } from '../../src-main/app/requests/requests.ts';
import {
  actor,
  copyOf,
  makeSandbox,
  pinOf,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from '../gate/support/sandbox.ts';
import { fakeHost } from './support/fake-host.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

function changeOf({ people, seals, matrix }: PolicyDraftView): DraftChange {
  return {
    people: people.map(({ id, name, department, roles }) => ({ id, name, department, roles })),
    seals: seals.map(({ esId, keepers }) => ({ esId, keepers })),
    matrix,
  };
}

describe('the policy', () => {
  test('as it is in force is no change; a changed one applies after its signature, and not before', async () => {
    const copy = copyOf(sandbox);
    const host = fakeHost(copy.home);
    const page = host.open();
    const first = await page.value('draft.show', {});
    expect(first).toMatchObject({ isChanged: false, sequence: 2, signer: 'soft-legal', strangers: [] });
    expect(first.issues.filter(({ level }) => level === 'error')).toEqual([]);
    expect(first.people.map(({ name }) => name)).toContain('沈镕昇');

    const change = changeOf(first);
    const bounds = { ...change.matrix.bounds, payment: ['20000'] };
    const changed = await page.value('draft.save', { ...change, matrix: { ...change.matrix, bounds } });
    expect(changed.isChanged).toBe(true);
    const inForce = await page.value('policy.show', {});
    expect(inForce).toMatchObject({ sequence: 1, matrix: { bounds: { payment: ['100000'] } } });
    expect(await page.code('policy.sign', { token: 'soft-keeper' })).toBe('person-not-on-token');
    // Nobody typed a PIN for that.
    expect(host.questions).toEqual([]);
    expect((await page.value('policy.show', {})).sequence).toBe(1);

    const signed = await page.value('policy.sign', { token: 'soft-legal' });
    expect(signed).toMatchObject({ isChanged: false, sequence: 3 });
    expect(await page.value('policy.show', {})).toMatchObject({
      sequence: 2,
      matrix: { bounds: { payment: ['20000'] } },
    });
    expect(host.questions.at(-1)).toMatchObject({
      action: 'policy',
      subject: { fileName: '用印制度 第 2 版', reason: '' },
      policy: {
        differences: [
          { code: 'bounds-changed', detail: { matter: 'payment', before: '100,000.00', after: '20,000.00' } },
        ],
        touched: [],
      },
    });
    expect(await page.value('journal.verify', {})).toMatchObject({ ok: true });
    expect(host.reported).toEqual([]);
  });

  // Three requests with their files, on a machine that may have much else to do.
  test(
    'names the running requests that it ends, in the window and beside the PIN; the others go on',
    { timeout: 240_000 },
    async () => {
      const copy = copyOf(sandbox);
      const session = sessionOf(copy);
      const submit = async (name: string, change: Partial<NewRequest>): Promise<string> =>
        submitRequest(session, actor(copy, 'applicant'), {
          ...{ file: await writePdf(copy.folder, name), typeCode: '04', reason: '签订合同', amount: '1000' },
          ...{ at: ['page=1,x=100mm,y=120mm'], keyword: [], seam: [], resolutions: [], uses: 1, ...change },
        });
      const contract = await submit('合同.pdf', {});
      const letter = await submit('函.pdf', { typeCode: '01' });
      const host = fakeHost(copy.home);
      const page = host.open();
      const first = await page.value('draft.show', {});
      expect(first.effect).toBeNull();
      const { matrix, ...rest } = changeOf(first);
      const rules = matrix.rules.map((rule) =>
        rule.matter === 'contract' && rule.seal === '04'
          ? { ...rule, tiers: rule.tiers.map((): ['counsel'] => ['counsel']) }
          : rule,
      );
      const { effect } = await page.value('draft.save', { ...rest, matrix: { ...matrix, rules } });
      const named = { id: contract, fileName: '合同.pdf', refusal: { what: 'steps-changed' } };
      expect(effect).toMatchObject({ touched: [named], going: 1, differences: [{ code: 'steps-changed' }] });
      host.person = async () => {
        // Main has named one request; a second one comes in while the person looks the PIN up.
        await submit('后来.pdf', {});
        return { kind: 'sandbox', confirmedFinal: false };
      };
      expect(await page.code('policy.sign', { token: 'soft-legal' })).toBe('policy-touches-more');
      expect((await page.value('policy.show', {})).sequence).toBe(1);
      host.person = () => ({ kind: 'sandbox', confirmedFinal: false });
      await page.value('policy.sign', { token: 'soft-legal' });
      expect(host.questions.at(-1)?.policy).toMatchObject({ touched: [named, {}], going: 1 });
      expect(await page.value('request.show', { id: contract })).toMatchObject({
        state: 'void',
        ended: { code: 'request-policy-replaced', detail: { what: 'steps-changed', sequence: 2 } },
      });
      expect(await page.value('request.show', { id: letter })).toMatchObject({ state: 'in-approval' });
      const after = await page.value('request.approve', { token: 'soft-department', id: letter });
      expect(after.path[0]?.approved).not.toBeNull();
    },
  );

  test('names a person whose certificate is of another enterprise', async () => {
    const copy = copyOf(sandbox);
    const city = sandboxCity(copy.home, () => new Date());
    const uscc = '91410200XXXX000278';
    await city.issueEnterprise({ name: '外单位', uscc, legalRepresentative: '钱外人' });
    const random = seededRandom('elsewhere');
    const { publicPoint } = softwareSigner(newPrivateKey(random), random);
    const person = { uscc, name: '钱外人', personId: 'qian', publicPoint };
    const { certificate } = await city.certifyPerson(person);
    mkdirSync(join(copy.home.root, 'people'), { recursive: true });
    writeFileSync(join(copy.home.root, 'people', 'q.cer'), certificate);
    const page = fakeHost(copy.home).open();
    await page.value('draft.save', changeOf(await page.value('draft.show', {})));
    const file = join(copy.home.root, 'policy-draft.json');
    const draft = JSON.parse(readFileSync(file, 'utf8')) as { people: unknown[] };
    const certificateSm3 = [toHex(sm3(certificate))];
    draft.people.push({ id: 'q', name: '钱外人', department: '', roles: ['counsel'], certificateSm3 });
    writeFileSync(file, JSON.stringify(draft));
    const { issues } = await page.value('draft.show', {});
    expect(issues).toContainEqual({
      level: 'warning',
      code: 'person-elsewhere',
      detail: { name: '钱外人', uscc },
    });
  });

  test('a renewed certificate takes the place of the one before; two people of one name stay two', async () => {
    const copy = copyOf(sandbox);
    const host = fakeHost(copy.home);
    const page = host.open();
    const { uscc } = sandboxEnterprise;
    const random = seededRandom('renewed');
    const file = join(copy.folder, 'person.cer');
    host.files = [file];
    const add = async (name: string, personId: string): Promise<PolicyDraftView> => {
      const { publicPoint } = softwareSigner(newPrivateKey(random), random);
      const city = sandboxCity(copy.home, () => new Date());
      writeFileSync(file, (await city.certifyPerson({ uscc, name, personId, publicPoint })).certificate);
      return page.value('draft.addCertificate', {});
    };
    const entries = ({ people }: PolicyDraftView) => people.filter(({ name }) => name === '吴同名');
    const codes = ({ issues }: PolicyDraftView) => issues.map(({ code }) => code);

    const first = await add('吴同名', 'wu-1');
    const [person] = entries(first);
    const change = changeOf(first);
    const people = change.people.map((each) =>
      each.name === '吴同名' ? { ...each, roles: ['counsel' as const] } : each,
    );
    await page.value('draft.save', { ...change, people });
    await page.value('policy.sign', { token: 'soft-legal' });

    const renewed = await add('吴同名', 'wu-1');
    expect(entries(renewed)).toMatchObject([{ id: person?.id, roles: ['counsel'] }]);
    expect(entries(renewed)[0]?.certificates).toHaveLength(1);
    expect(entries(renewed)[0]?.certificates[0]?.sm3).not.toBe(person?.certificates[0]?.sm3);
    expect(codes(renewed)).toContain('certificate-renewed');
    expect(codes(renewed)).not.toContain('same-name');

    const second = await add('吴同名', 'wu-2');
    expect(entries(second)).toHaveLength(2);
    expect(codes(second)).not.toContain('same-name');
  });

  test('takes nobody in who comes without a certificate, and no seal that was not received', async () => {
    const page = fakeHost(copyOf(sandbox).home).open();
    const draft = await page.value('draft.show', {});
    const change = changeOf(draft);
    const intruder = { id: 'p-intruder', name: '外人', department: '', roles: ['legal' as const] };
    const saved = await page.value('draft.save', {
      ...change,
      people: [...change.people, intruder],
      seals: [...change.seals, { esId: '41020099999999', keepers: ['p-intruder'] }],
    });
    expect(saved.people.map(({ name }) => name)).not.toContain('外人');
    expect(saved.seals.map(({ esId }) => esId)).toEqual(draft.seals.map(({ esId }) => esId));
  });

  test('takes in only who can sign, for this enterprise, under an authority that is trusted', async () => {
    const copy = copyOf(sandbox);
    const city = sandboxCity(copy.home, () => new Date());
    const uscc = '91410200XXXX000278';
    await city.issueEnterprise({ name: '外单位', uscc, legalRepresentative: '钱外人' });
    const random = seededRandom('who may sign');
    const { publicPoint } = softwareSigner(newPrivateKey(random), random);
    const elsewhere = await city.certifyPerson({ uscc, name: '钱外人', personId: 'q', publicPoint });
    const curve = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.3.36.3.3.2.8.1.1.7'));
    const spki = der.sequence(curve, der.bitString(new Uint8Array(65).fill(4)));
    const page = fakeHost(copy.home);
    const window = page.open();
    const file = join(copy.folder, 'person.cer');
    page.files = [file];
    for (const [code, certificate] of [
      ['person-other-enterprise', elsewhere.certificate],
      ['key-not-supported', issue({ subject: '赵国际', spki }).certificate.der],
      ['person-certificate-unfit', issue({ subject: '' }).certificate.der],
      ['person-certificate-untrusted', testSigner('孙自签', 'self', 1, sandboxEnterprise.uscc).certificate],
    ] as const) {
      writeFileSync(file, certificate);
      expect(await window.code('draft.addCertificate', {}), code).toBe(code);
    }
    const { people } = await window.value('draft.show', {});
    expect(people.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/[钱赵孙]/)]),
    );
  });

  test('refuses certificates of strangers and what is none', async () => {
    const copy = copyOf(sandbox);
    const other = copyOf(sandbox);
    const host = fakeHost(copy.home);
    const page = host.open();
    const foreign = join(copy.folder, 'foreign.cer');
    const { anchors } = await sandboxCity(other.home, () => new Date()).trustMaterial();
    writeFileSync(foreign, anchors[0] ?? '');
    host.files = [foreign];
    expect(await page.code('draft.addCertificate', {})).toMatch(/^person-certificate-/);
    writeFileSync(foreign, 'no certificate');
    expect(await page.code('draft.addCertificate', {})).toBe('certificate-malformed');
    host.files = [];
    expect(await page.code('draft.addCertificate', {})).toBe('cancelled');
    expect(await page.code('draft.addToken', { token: 'nobody' })).toBe('token-not-found');
  });

  test('cannot be signed with a seal 05 that the city has frozen', async () => {
    const copy = copyOf(sandbox);
    const host = fakeHost(copy.home);
    const page = host.open();
    const draft = await page.value('draft.show', {});
    const esId = draft.seals.find(({ typeCode }) => typeCode === '05')?.esId ?? '';
    await sandboxCity(copy.home, () => new Date()).setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
    expect(await page.code('policy.sign', { token: 'soft-legal' })).toBe('seal-status-frozen');
    expect(host.questions).toEqual([]);
  });
});

test('a seal tells its life: frozen by the city after an update of the status, with the reason', async () => {
  const copy = copyOf(sandbox);
  const page = fakeHost(copy.home).open();
  const [seal] = await page.value('seal.list', {});
  const esId = seal?.esId ?? '';
  const before = await page.value('seal.detail', { esId });
  expect(before).toMatchObject({ seal: { status: 'valid' }, statusReason: null, uses: [] });
  expect(before.life.map(({ kind }) => kind)).toEqual(['made', 'ends']);
  await sandboxCity(copy.home, () => new Date()).setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
  expect(await page.value('seal.updateStatus', {})).toMatchObject({ from: 'city' });
  const after = await page.value('seal.detail', { esId });
  expect(after).toMatchObject({ seal: { status: 'frozen' }, statusReason: 'HOLD' });
  expect(after.life).toContainEqual(
    expect.objectContaining({ kind: 'status', status: 'frozen', reason: 'HOLD' }),
  );
  expect(await page.code('seal.detail', { esId: '41020099999999' })).toBe('seal-not-in-register');
  const { home } = await page.value('home.describe', {});
  expect(Date.parse(home?.statusUntil ?? '')).toBeGreaterThan(Date.now());
});

test('the diagnosis finds every sandbox token good, a locked one locked, and its text gives nothing away', async () => {
  const copy = copyOf(sandbox);
  const host = fakeHost(copy.home);
  const page = host.open();
  const found = await page.value('diagnosis.run', {});
  expect(found.tokens).toBe(7);
  expect(new Set(found.findings.map(({ code }) => code))).toEqual(new Set(['token-good']));
  for (let i = 0; i < 20 && (await lockOnce(page)); i += 1);
  const locked = await page.value('diagnosis.run', {});
  expect(locked.findings[0]).toMatchObject({
    code: 'pin-locked',
    level: 'error',
    detail: { token: 'soft-legal' },
  });
  host.save = join(copy.folder, 'diagnosis.txt');
  expect(await page.value('diagnosis.save', {})).toMatchObject({ name: 'diagnosis.txt' });
  const text = readFileSync(host.save, 'utf8');
  expect(text).not.toContain('soft-legal');
  expect(text).not.toContain(copy.folder);
  expect(text).not.toContain(Buffer.from(pinOf(copy, 'legal')).toString());
  expect(await page.code('diagnosis.save', {})).toBe('output-exists');

  /** One wrong PIN; false once the token is locked. */
  async function lockOnce(at: typeof page): Promise<boolean> {
    const right = readFileSync(pinFile(copy.home, 'soft-legal'), 'utf8').trim();
    const wrong = right === '000000' ? '000001' : '000000';
    host.person = () => ({ kind: 'typed', pin: Buffer.from(wrong).toString('base64'), confirmedFinal: true });
    const draft = changeOf(await at.value('draft.show', {}));
    await at.value('draft.save', { ...draft, matrix: { ...draft.matrix, requestHours: 100 } });
    return (await at.code('policy.sign', { token: 'soft-legal' })) !== 'pin-locked';
  }
});

test('the basis marks what is not confirmed', async () => {
  const page = fakeHost(sandbox.home).open();
  const { items, profile } = await page.value('basis.show', {});
  expect(profile).toBe('kaifeng-2022-22');
  expect(new Set(items.map(({ mark }) => mark))).toEqual(
    new Set(['confirmed', 'gist', 'sample', 'unconfirmed']),
  );
  for (const { mark, zh } of items) if (/金额|尺寸|接口/.test(zh)) expect(mark).toMatch(/sample|unconfirmed/);
});

test('without a home there is nothing to set', async () => {
  const copy = copyOf(sandbox);
  const page = fakeHost({ ...copy.home, settingsFile: join(copy.folder, 'none', 'home.json') }).open();
  for (const name of ['draft.show', 'diagnosis.run', 'seal.updateStatus'] as const) {
    expect(await page.code(name, {}), name).not.toBe('ok');
  }
  expect(existsSync(join(copy.folder, 'none'))).toBe(false);
});

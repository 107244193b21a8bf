/** People who leave and seals that change hands, on real tokens (docs/adr/0046): nobody who left can act, nothing is lost in silence, the register says it. */
import type { TokenCertificate } from '../../src-main/signer/pkcs11/certificate-objects.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withHandOver, withoutPerson, type Leaving } from '../../src-main/approval/hand-over.ts';
import type { Policy } from '../../src-main/approval/policy.ts';
import { textSm3 } from '../../src-main/approval/statement.ts';
import { leave, lookAtLeaving } from '../../src-main/app/office/policy-draft/hand-over.ts';
import { policyToSign } from '../../src-main/app/office/policy-draft/policy-draft.ts';
import { handOverSheetInput, listHandOvers } from '../../src-main/app/register/hand-over-sheets.ts';
import { sealOfType } from '../../src-main/city/seal-register.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { chinaDay, instantText } from '../../src-main/domain/instant.ts';
import { policyEffect } from '../../src-main/home/policy-effect.ts';
import { openPdf } from '../../src-main/pdf/document.ts';
import { openFileSource } from '../../src-main/platform/file-byte-source.ts';
import { reportClient } from '../../src-main/report/report-client.ts';
import { sandboxEnterprise } from '../../src-main/sandbox/sandbox-enterprise.ts';
import type { DelegationDraft } from '../../src-main/signer/messages.ts';
import type { TokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { signPolicy } from '../../src-main/signer/sign-statements.ts';
import { closeTokens, gateAt, openTokens, type DirectGate } from './support/direct-gate.ts';
import {
  copyOf,
  makeSandbox,
  pinOf,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

let base: Sandbox;
let tokens: TokenModule;
let contract: string;
let begin = 0;
const later = (seconds: number): Date => new Date(begin + seconds * 1000);

beforeAll(async () => {
  base = await makeSandbox();
  begin = Date.now();
  contract = await writePdf(base.folder);
  tokens = openTokens(base);
  // Everybody may stand in for the counsel, so that whoever leaves has a place as deputy to lose.
  await gateAt(base, later(1)).changePolicy(({ people }) => ({
    people: people.map((each) =>
      each.id === 'counsel' ? { ...each, deputies: others('counsel').filter((id) => id !== 'legal') } : each,
    ),
  }));
});

afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

function others(id: string): string[] {
  return sandboxEnterprise.people.map((each) => each.id).filter((each) => each !== id);
}

/** Everything that somebody has goes to one other person. */
function allTo(takerId: string, personId: string, { people, seals }: Policy): Leaving {
  const gone = people.find(({ id }) => id === personId);
  return {
    personId,
    roles: (gone?.roles ?? []).map((role) => ({ role, takerId })),
    seals: seals.filter(({ keepers }) => keepers.includes(personId)).map(({ esId }) => ({ esId, takerId })),
    deputyOf: [],
  };
}

function delegation(gate: DirectGate, deputyId: string): DelegationDraft {
  const esId = gate.moment((moment) => sealOfType(moment.seals, '04').info.esId);
  const day = chinaDay(later(86_400));
  const until = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}T15:59:59Z`;
  return { deputyId, esIds: [esId], matters: ['contract'], from: instantText(later(0)), until };
}

/** Why nobody may act: the certificate is in no policy that counts. */
const stranger = 'person-not-on-token';

describe('whoever leaves can do nothing any more', () => {
  const leavers = ['department', 'counsel', 'finance-lead', 'keeper', 'cashier', 'applicant'];
  test.each(leavers)('%s', { timeout: 120_000 }, async (personId) => {
    const sandbox = copyOf(base);
    const start = gateAt(sandbox, later(2));
    const deputy =
      personId === 'counsel' ? null : await start.delegate('counsel', delegation(start, personId));
    if (deputy !== null) await gateAt(sandbox, later(3)).accept(personId, deputy);
    // One that waits for its first step, one for the counsel, one for the keeper.
    const fresh = await gateAt(sandbox, later(4)).submit(contract);
    const half = await gateAt(sandbox, later(4)).submit(contract);
    await gateAt(sandbox, later(5)).approve(half, 'department');
    const ready = await gateAt(sandbox, later(4)).submit(contract);
    await gateAt(sandbox, later(5)).approveAll(ready);
    const gate = gateAt(sandbox, later(10));
    const running = [fresh, half, ready];
    let named: string[] = [];
    const takerId = personId === 'cashier' ? 'keeper' : 'cashier';
    const change = (policy: Policy): Partial<Policy> =>
      partsOf(withoutPerson(policy, allTo(takerId, personId, policy), []));
    gate.moment((moment) => {
      const newest = sessionOf(sandbox, () => later(10));
      leave(newest, allTo(takerId, personId, latest(gate)));
      named = policyEffect(moment, policyToSign(newest)).touched.map(({ id }) => id);
    });
    // Nothing is signed away that was not named; a second keeper's leaving ends nothing here.
    expect(named.length > 0).toBe(personId !== 'cashier');
    if (named.length > 0) expect(await codeOf(() => gate.changePolicy(change))).toBe('policy-touches-more');
    await gate.changePolicy(change, named);

    const after = gateAt(sandbox, later(20));
    expect(await codeOf(() => after.submit(contract, {}, personId))).toBe(stranger);
    for (const id of running) expect(await codeOf(() => after.approve(id, personId))).not.toBe('ok');
    const output = join(sandbox.folder, `${personId}.pdf`);
    const applied = await codeOf(() => after.apply(ready, contract, output, { person: personId }));
    expect(applied).not.toBe('ok');
    expect(existsSync(output)).toBe(false);
    expect(await codeOf(() => after.delegate(personId, delegation(after, 'cashier')))).toBe(stranger);
    if (deputy !== null) expect(await codeOf(() => after.revoke(personId, deputy))).toBe(stranger);
    expect(await codeOf(() => after.delegate('legal', delegation(after, personId)))).not.toBe('ok');
    expect(latest(after).people.flatMap(({ id, deputies = [] }) => [id, ...deputies])).not.toContain(
      personId,
    );
    expect(latest(after).seals.flatMap(({ keepers }) => keepers)).not.toContain(personId);
    // Each running request was named as ended, or somebody else takes its next step.
    const nextOf = { [fresh]: 'department', [half]: 'counsel', [ready]: 'keeper' };
    for (const id of running.filter((each) => !named.includes(each))) {
      const next = nextOf[id] ?? '';
      const goes =
        next === 'keeper'
          ? await codeOf(() => after.apply(id, contract, join(sandbox.folder, `${id}.pdf`)))
          : await codeOf(() => after.approve(id, next));
      expect(goes, `${id} by ${next}`).toBe('ok');
    }
    for (const id of named)
      expect(await codeOf(() => after.describe(id, 'legal', 'decide')), id).toBe('request-policy-replaced');
    const rows = after.moment(({ store }) => store.journal());
    const left = rows.find(({ event }) => event === 'person-left')?.entry.left;
    expect(left).toMatchObject({ policy: 3, name: nameOf(personId), delegations: deputy === null ? 0 : 1 });
    expect(left?.open.every(({ id, isEnded }) => isEnded === named.includes(id))).toBe(true);
    expect(after.moment(({ store }) => store.verifyJournal().ok)).toBe(true);
  });
});

function partsOf({ people, seals }: Policy): Partial<Policy> {
  return { people, seals };
}

function latest(gate: DirectGate): Policy {
  return gate.moment(({ store }) => JSON.parse(store.policies().at(-1)?.statement ?? '{}') as Policy);
}

function nameOf(id: string): string {
  return sandboxEnterprise.people.find((each) => each.id === id)?.name ?? '';
}

/** The reason of a refusal, or the code. */
async function whyOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'ok';
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    return error.code === 'hand-over-refused' ? String(error.detail['what']) : error.code;
  }
}

describe('refused before anything is signed', () => {
  test.each<[string, (policy: Policy) => Leaving]>([
    ['no-keeper', () => ({ personId: 'keeper', roles: [], seals: [], deputyOf: [] })],
    ['unknown-person', (policy) => allTo('nobody', 'keeper', policy)],
    ['unknown-person', (policy) => ({ ...allTo('cashier', 'keeper', policy), personId: 'nobody' })],
    ['same-person', (policy) => allTo('keeper', 'keeper', policy)],
    [
      'not-held',
      (policy) => ({
        ...allTo('cashier', 'keeper', policy),
        roles: [{ role: 'counsel', takerId: 'cashier' }],
      }),
    ],
    ['not-kept', (policy) => ({ ...allTo('keeper', 'cashier', policy), personId: 'counsel' })],
    [
      'no-deputy',
      (policy) => ({
        ...allTo('cashier', 'keeper', policy),
        deputyOf: [{ grantorId: 'department', takerId: 'cashier' }],
      }),
    ],
    ['policy-keepers-not-separate', (policy) => allTo('legal', 'cashier', policy)],
    ['no-legal', (policy) => ({ ...allTo('keeper', 'legal', policy), roles: [] })],
  ])('%s', async (reason, leaving) => {
    const policy = latest(gateAt(base, later(2)));
    expect(await whyOf(() => withoutPerson(policy, leaving(policy), []))).toBe(reason);
  });

  test('whoever signs the policies cannot leave while seal 05 is theirs, and the page hears why', () => {
    const sandbox = copyOf(base);
    const session = sessionOf(sandbox, () => later(5));
    const leaving = allTo('keeper', 'legal', latest(gateAt(sandbox, later(2))));
    const look = lookAtLeaving(session, leaving);
    expect(look.refusal).toMatchObject({ code: 'hand-over-refused', detail: { what: 'signs-policies' } });
    expect(look.seals.map(({ typeCode }) => typeCode)).toEqual(['05']);
    expect(() => leave(session, leaving)).toThrow(BianyinError);
    const policy = latest(gateAt(sandbox, later(2)));
    const roles = [{ role: 'legal', takerId: 'cashier' } as const];
    // A seal of the successor signs since: nothing keeps the one before.
    const successor = { ...leaving, roles };
    expect(() => withoutPerson(policy, successor, ['马堃法定代表人章'])).not.toThrow();
    expect(() => withoutPerson(policy, successor, ['91410200XXXX00019D'])).toThrow(BianyinError);
  });
});

describe('a seal changes hands', () => {
  test('a request that is sent while the policy is being signed keeps it from being written', async () => {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(6));
    const esId = gate.moment((moment) => sealOfType(moment.seals, '04').info.esId);
    const value = latest(gate);
    const before = gate.moment(({ store }) => store.policies());
    const time = instantText(later(6));
    const next = {
      ...withHandOver(value, { fromId: 'keeper', toId: 'cashier', esIds: [esId] }),
      ...{ sequence: value.sequence + 1, prevSm3: textSm3(before.at(-1)?.statement ?? '') },
      ...{ validFrom: time, time },
    };
    const sign = tokens.withSession('soft-legal', pinOf(sandbox, 'legal'), (session) =>
      gate.work(async (moment) => {
        // What the token signs takes a while, in which somebody else is at work.
        const signSm2 = async (certificate: TokenCertificate, octets: Uint8Array) => {
          await gate.submit(contract);
          return session.signSm2(certificate, octets);
        };
        const slow = { ...session, signSm2 } as unknown as typeof session;
        return signPolicy(moment, { label: 'soft-legal', session: slow }, next, []);
      }),
    );
    expect(await codeOf(() => sign)).toBe('policy-touches-more');
    expect(gate.moment(({ store }) => store.policies().length)).toBe(before.length);
    expect(gate.moment(({ store }) => store.journal().at(-1)?.event)).toBe('request-submitted');
  });

  test('the register says where it stood, and the sheet is made of that', { timeout: 120_000 }, async () => {
    const sandbox = copyOf(base);
    const id = await gateAt(sandbox, later(2)).submit(contract);
    await gateAt(sandbox, later(3)).approveAll(id);
    await gateAt(sandbox, later(4)).apply(id, contract, join(sandbox.folder, 'one.pdf'));
    const open = await gateAt(sandbox, later(5)).submit(contract);
    const gate = gateAt(sandbox, later(6));
    const esId = gate.moment((moment) => sealOfType(moment.seals, '04').info.esId);
    const wanted = { fromId: 'keeper', toId: 'cashier', esIds: [esId] };
    expect(await whyOf(() => withHandOver(latest(gate), { ...wanted, fromId: 'counsel' }))).toBe('not-kept');
    expect(await whyOf(() => withHandOver(latest(gate), { ...wanted, esIds: [] }))).toBe('no-seal');
    expect(await whyOf(() => withHandOver(latest(gate), { ...wanted, toId: 'keeper' }))).toBe('same-person');
    expect(await whyOf(() => withHandOver(latest(gate), { ...wanted, esIds: ['none'] }))).toBe('not-kept');
    await gate.changePolicy((policy) => partsOf(withHandOver(policy, wanted)), [open]);

    const after = gateAt(sandbox, later(7));
    const row = after
      .moment(({ store }) => store.journal())
      .find(({ event }) => event === 'seal-handed-over');
    expect(row?.entry.handOver).toMatchObject({
      ...{ policy: 3, esId, typeCode: '04', from: ['马堃'], to: ['杜若溪'], stay: [], uses: 1, broken: 0 },
      lastRow: { use: `${id}#1` },
      open: [{ id: open, isEnded: true, awaits: 'department' }],
    });
    const last = row?.entry.handOver?.lastRow?.seq ?? 0;
    const of = after.moment(({ store }) => store.journal()).find(({ seq }) => seq === last);
    expect(of).toMatchObject({ event: 'use-completed', requestId: id });
    const session = sessionOf(sandbox, () => later(8));
    expect(listHandOvers(session)).toMatchObject([
      {
        policy: 3,
        signedBy: '沈镕昇法定代表人章',
        seals: [{ typeCode: '04', from: ['马堃'], to: ['杜若溪'] }],
        left: [],
        // What it was stands in what was signed for it.
        open: [{ id: open, isEnded: true, told: { files: 1, seals: ['04'] } }],
      },
    ]);
    expect(await whyOf(() => handOverSheetInput(session, 2, 'zh'))).toBe('hand-over-unknown');
    const client = reportClient();
    const [one, two] = ['zh', 'en'].map((language) => join(sandbox.folder, `sheet-${language}.pdf`));
    await client.handOver(handOverSheetInput(session, 3, 'zh'), one ?? '');
    await client.handOver(handOverSheetInput(session, 3, 'en'), two ?? '');
    client.stop();
    for (const file of [one ?? '', two ?? '']) {
      const source = openFileSource(file);
      expect(openPdf(source).pageCount).toBe(1);
      source.close();
      // No seal is on it.
      expect(readFileSync(file).includes('/ByteRange')).toBe(false);
    }
    // No sheet is made of a row that was edited, also by whoever writes chain and mark anew.
    const said = row?.sm3 ?? '';
    for (const [from, to] of [
      ['杜若溪', '林慧'],
      ['马堃', '林慧'],
      [esId, '41020099999999'],
      [row?.entry.statementSm3 ?? '', said],
    ] as const) {
      const edited = editRow(copyOf(sandbox), row?.seq ?? 0, from, to);
      expect(
        await whyOf(() =>
          handOverSheetInput(
            sessionOf(edited, () => later(8)),
            3,
            'zh',
          ),
        ),
      ).toBe('journal-broken');
    }
    const same = editRow(copyOf(sandbox), row?.seq ?? 0, '杜若溪', '杜若溪');
    expect(
      await whyOf(() =>
        handOverSheetInput(
          sessionOf(same, () => later(8)),
          3,
          'zh',
        ),
      ),
    ).toBe('ok');
    // Any other row, whose own digest is made to fit: the register no longer holds together.
    const moved = editRow(copyOf(sandbox), 1, '"corrects":null', '"corrects":0');
    expect(
      await whyOf(() =>
        handOverSheetInput(
          sessionOf(moved, () => later(8)),
          3,
          'zh',
        ),
      ),
    ).toBe('journal-broken');
  });
});

/** The last row of the register with another text in it, its digest and the mark made to fit. */
function editRow(sandbox: Sandbox, seq: number, from: string, to: string): Sandbox {
  raw(sandbox, (database) => {
    const { content } = database.prepare('SELECT content FROM journal WHERE seq = ?').get(seq) ?? {};
    const text = String(content);
    expect(text).toContain(from);
    const next = text.replaceAll(from, to);
    const digest = textSm3(next);
    database.prepare('UPDATE journal SET content = ?, sm3 = ? WHERE seq = ?').run(next, digest, seq);
    const mark = join(sandbox.home.root, 'bianyin.head.json');
    const head = JSON.parse(readFileSync(mark, 'utf8')) as { seq: number };
    if (head.seq === seq) writeFileSync(mark, JSON.stringify({ ...head, sm3: digest }));
  });
  return sandbox;
}

function raw({ home }: Sandbox, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(home.root, 'bianyin.db'), { enableForeignKeyConstraints: false });
  for (const row of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER ${String(row['name'])}`);
  work(database);
  database.close();
}

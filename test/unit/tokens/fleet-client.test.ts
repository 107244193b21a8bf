/** Several drivers as one: which signer is asked, what tokens are called, and what one that fails does to the others. */
import { expect, test } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { fleetClient, type FleetMember } from '../../../src-main/tokens/fleet-client.ts';
import type { Actor, SignerClient } from '../../../src-main/tokens/signer-client.ts';

interface Driver {
  readonly member: FleetMember;
  readonly asked: string[];
  labels: string[] | BianyinError;
}

/** A signer that shows tokens of these labels, and notes whom it signs for. */
function driver(title: string, labels: string[] | BianyinError): Driver {
  const asked: string[] = [];
  const own: Driver = { asked, labels, member: { title, module: `/${title}.so`, client: clientOf() } };
  return own;

  function shown(): { label: string }[] {
    if (own.labels instanceof BianyinError) throw own.labels;
    return own.labels.map((label) => ({ label }));
  }
  function clientOf(): SignerClient {
    const note = (name: string) => (actor: Actor) => {
      asked.push(`${name} ${actor.token} ${actor.pin ? String.fromCharCode(...actor.pin) : ''}`);
      return Promise.resolve('id');
    };
    return {
      listTokens: () => Promise.resolve().then(shown),
      listing: () =>
        Promise.resolve().then(() => ({ tokens: shown(), unreadable: [{ slot: 1, ckr: title }] })),
      countBlanks: () => Promise.resolve().then(() => shown().length),
      signRequest: note('request'),
      applySeal: note('apply'),
      describeRequests: (_ids: readonly string[], as?: { token: string }) => {
        asked.push(`describe ${as?.token ?? '-'}`);
        return Promise.resolve([]);
      },
    } as unknown as SignerClient;
  }
}

const actor = (token: string): Actor & { pin: Uint8Array } => ({ token, pin: Buffer.from('123456') });
const nothing = undefined as never;
const lost = new BianyinError('token-driver-crashed');
const labelsOf = async (client: SignerClient): Promise<string[]> =>
  (await client.listTokens()).map(({ label }) => label);

test('one driver is itself', () => {
  const only = driver('甲', ['1']);
  expect(fleetClient([only.member])).toBe(only.member.client);
});

test('each token goes to the signer whose driver shows it, and its PIN to no other', async () => {
  const [one, two] = [driver('甲', ['keeper']), driver('乙', ['legal'])];
  const fleet = fleetClient([one.member, two.member]);
  const by = actor('legal');
  await fleet.signRequest(by, nothing);
  expect([one.asked, two.asked]).toEqual([[], ['request legal 123456']]);
  expect([...by.pin]).toEqual([0, 0, 0, 0, 0, 0]);
  await fleet.describeRequests([], { token: 'keeper', act: 'decide' });
  expect(one.asked).toEqual(['describe keeper']);
});

test('what belongs to no token is asked of the first', async () => {
  const [one, two] = [driver('甲', []), driver('乙', ['legal'])];
  await fleetClient([one.member, two.member]).describeRequests([]);
  expect([one.asked, two.asked]).toEqual([['describe -'], []]);
});

test('a label that two drivers show is told apart by the driver; each signer hears its own name', async () => {
  const [one, two] = [driver('甲', ['ePass', 'a']), driver('乙', ['ePass'])];
  const fleet = fleetClient([one.member, two.member]);
  expect(await labelsOf(fleet)).toEqual(['ePass · 甲 1', 'a', 'ePass · 乙 2']);
  await fleet.applySeal(actor('ePass · 乙 2'), nothing, nothing);
  expect([one.asked, two.asked]).toEqual([[], ['apply ePass 123456']]);
});

test('one that fails hides no other; when all fail it is said why', async () => {
  const [one, two] = [driver('甲', lost), driver('乙', ['legal'])];
  const fleet = fleetClient([one.member, two.member]);
  expect(await labelsOf(fleet)).toEqual(['legal']);
  expect(await fleet.countBlanks()).toBe(1);
  expect((await fleet.listing()).unreadable).toEqual([{ slot: 1, ckr: '乙' }]);
  two.labels = lost;
  await expect(fleet.listTokens()).rejects.toBe(lost);
});

test('a token that nobody shows, or that is gone since: not found, and the PIN is overwritten', async () => {
  const [one, two] = [driver('甲', ['keeper']), driver('乙', [])];
  const fleet = fleetClient([one.member, two.member]);
  const by = actor('nobody');
  await expect(fleet.signRequest(by, nothing)).rejects.toMatchObject({ code: 'token-not-found' });
  expect([...by.pin]).toEqual([0, 0, 0, 0, 0, 0]);
  two.labels = ['nobody'];
  await fleet.signRequest(actor('nobody'), nothing);
  expect(two.asked).toHaveLength(1);
});

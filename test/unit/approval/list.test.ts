/** Lists of requests (docs/adr/0035): a statement about a list counts for each of its members, and for nothing else. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cancellationFor } from '../../../src-main/approval/admission.ts';
import {
  admitList,
  admitListCancellation,
  admitListDecision,
  listDecisionFor,
  takenBack,
  walkList,
  type ListFacts,
} from '../../../src-main/approval/list-admission.ts';
import { listSm3From, listTree, maxListItems, type ListLeaf } from '../../../src-main/approval/list-tree.ts';
import { listPartsOf } from '../../../src-main/approval/list.ts';
import { cancellationKind, useKind } from '../../../src-main/approval/decision.ts';
import { decodePermitExtension, encodePermitExtension } from '../../../src-main/approval/permit-extension.ts';
import { evaluatePermit, useFor, type PermitFacts } from '../../../src-main/approval/permit.ts';
import {
  listOfExtension,
  verifyPermitExtension,
  type OutsideFacts,
} from '../../../src-main/approval/verify-extension.ts';
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { readDer } from '../../../src-main/crypto/der.ts';
import { permitDifference } from '../../../src-main/approval/compare-permit.ts';
import { policiesSoFar } from '../../../src-main/approval/policy-chain.ts';
import { openRequest } from '../../../src-main/approval/request.ts';
import { signStatement, textSm3, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { requestStanding } from '../../../src-main/approval/request-state.ts';
import { walkRequest } from '../../../src-main/approval/walk.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { approved, draftPolicy, factsFor, people, signPolicy } from './test-enterprise.ts';
import { approvedList, cancelList, decideList, listFactsFor, listId } from './test-list.ts';

const leaf = (index: number, salt = ''): ListLeaf => ({
  index,
  documentSm3: textSm3(`d${index}${salt}`),
  esId: '41020000000004',
  requestSm3: textSm3(`r${index}${salt}`),
  policySm3: textSm3('p'),
});
const leaves = (count: number): ListLeaf[] => Array.from({ length: count }, (_, i) => leaf(i));

describe('the tree of a list', () => {
  it('leads from every place of every length up to 40 to the one root', () => {
    for (let count = 1; count <= 40; count += 1) {
      const { listSm3, places } = listTree(leaves(count));
      for (const place of places) expect(listSm3From(leaf(place.index), place)).toBe(listSm3);
      expect(new Set(places.map(({ path }) => path.join(' '))).size).toBe(count);
    }
  });

  it('has another root for every length, order and member', () => {
    const roots = Array.from({ length: 70 }, (_, i) => listTree(leaves(i + 1)).listSm3);
    expect(new Set(roots).size).toBe(70);
    const [a, b, c] = leaves(3) as [ListLeaf, ListLeaf, ListLeaf];
    const { listSm3 } = listTree([a, b, c]);
    expect(listTree([{ ...b, index: 0 }, { ...a, index: 1 }, c]).listSm3).not.toBe(listSm3);
    // A last member that is there twice has another root than once: no odd one out is paired with itself.
    expect(listTree([a, b, c, { ...c, index: 3 }]).listSm3).not.toBe(listSm3);
  });

  it('is found from no other leaf, place, length or way', () => {
    const index = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(index, index, fc.integer({ min: 1, max: 40 }), fc.nat(), (at, other, count, bit) => {
        const { listSm3, places } = listTree(leaves(13));
        const place = places[at % 13] ?? { index: 0, count: 13, path: [] };
        const found = (own: ListLeaf, where: typeof place): string => {
          try {
            return listSm3From(own, where);
          } catch (error) {
            return String((error as { code?: string }).code);
          }
        };
        const own = leaf(place.index);
        if (other !== place.index) {
          expect(found(leaf(other), place)).not.toBe(listSm3);
          expect(found(own, { ...place, index: other })).not.toBe(listSm3);
        }
        if (count !== 13) expect(found(own, { ...place, count })).not.toBe(listSm3);
        const row = bit % Math.max(1, place.path.length);
        const path = place.path.map((sm3, i) => (i === row ? textSm3(sm3) : sm3));
        expect(found(own, { ...place, path })).not.toBe(listSm3);
        expect(found(own, { ...place, path: [...place.path, textSm3('more')] })).toBe('list-place-malformed');
        expect(found(own, { ...place, path: place.path.slice(1) })).not.toBe(listSm3);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('reads no inner node as a leaf: what stands below it is no way up from it', () => {
    const { listSm3, places } = listTree(leaves(4));
    const [first] = places as [(typeof places)[number]];
    // The node over the first two has the way [node over the last two]; as a leaf of a list of two it leads elsewhere.
    expect(listSm3From(leaf(0), { index: 0, count: 2, path: first.path.slice(1) })).not.toBe(listSm3);
  });

  it('refuses places that no list has, and lists that are empty or too long', () => {
    const wrong = [
      { index: 0, count: 0, path: [] },
      { index: 1, count: 1, path: [] },
      { index: -1, count: 2, path: [textSm3('x')] },
      { index: 0.5, count: 2, path: [textSm3('x')] },
      { index: 0, count: 2, path: ['X'.repeat(64)] },
      { index: 0, count: maxListItems + 1, path: Array.from({ length: 13 }, () => textSm3('x')) },
    ];
    for (const place of wrong) expect(() => listSm3From(leaf(0), place)).toThrow('list-place-malformed');
    expect(() => listTree([])).toThrow('list-place-malformed');
    expect(() => listTree([leaf(1)])).toThrow('list-place-malformed');
    expect(listTree(leaves(maxListItems)).places.at(-1)?.path.length).toBeLessThanOrEqual(13);
  });
});

let items: PermitFacts[];
let done: PermitFacts[];
const COUNT = 5;

beforeAll(async () => {
  items = await listFactsFor(COUNT);
  done = await approvedList(items);
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

/** The list as the store tells it. */
function wholeOf(each: readonly PermitFacts[], change: Partial<ListFacts> = {}): ListFacts {
  const [first] = each as [PermitFacts];
  return {
    ...first,
    id: listId,
    members: each.map(({ request }) => ({ request, cancellations: [] })),
    ...change,
  };
}

describe('a statement about a list', () => {
  it('counts for each of its members: one signature a step, a permit for every item', () => {
    for (const [index, facts] of done.entries()) {
      const permit = evaluatePermit(facts);
      expect(permit.list).toMatchObject({ index, count: COUNT });
      expect(permit.acts.map(({ kind }) => kind)).toEqual(['submitted', 'approved', 'approved']);
    }
    expect(new Set(done.map(({ request }) => request.statement)).size).toBe(1);
  });

  it('counts for no other file, request, place or list', async () => {
    const other = await approvedList(await listFactsFor(COUNT, (i) => ({ salt: textSm3(`other ${i}`) })));
    const [mine, second] = done as [PermitFacts, PermitFacts];
    const [theirs] = other as [PermitFacts];
    const swapped = { ...mine, request: { ...mine.request, request: second.request.request } };
    expect(() => walkRequest(swapped)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ what: 'number-and-list' }) as object }),
    );
    const moved = { ...mine, request: { ...mine.request, list: second.request.list } };
    expect(codeOf(() => walkRequest(moved))).toBe('request-inconsistent');
    const foreign = { ...mine, request: { ...mine.request, request: theirs.request.request } };
    expect(codeOf(() => walkRequest(foreign))).toBe('request-submission-mismatch');
    expect(codeOf(() => walkRequest({ ...mine, decisions: theirs.decisions }))).toBe('act-other-list');
    expect(codeOf(() => evaluatePermit({ ...mine, document: second.document }))).toBe('document-changed');
  });

  it('is no statement about one request, and the other way round', async () => {
    const [mine] = items as [PermitFacts];
    const single = await approved(await factsFor());
    expect(codeOf(() => walkRequest({ ...mine, decisions: single.decisions }))).toBe(
      'statement-other-purpose',
    );
    expect(codeOf(() => walkRequest({ ...single, decisions: done[0]?.decisions ?? [] }))).toBe(
      'statement-other-purpose',
    );
    const { list, ...alone } = mine.request;
    expect(codeOf(() => openRequest(alone))).toBe('request-inconsistent');
    expect(codeOf(() => openRequest({ ...single.request, list }))).toBe('request-inconsistent');
  });

  it('any changed octet of the place of an item is refused', () => {
    fc.assert(
      fc.property(fc.nat(COUNT - 1), fc.nat(), fc.integer({ min: 1, max: 15 }), (at, digit, flip) => {
        const facts = done[at] as PermitFacts;
        const { list } = facts.request;
        const text = list?.path.join('') ?? '';
        const i = digit % text.length;
        const changed = (Number.parseInt(text[i] ?? '0', 16) ^ flip).toString(16);
        const path = `${text.slice(0, i)}${changed}${text.slice(i + 1)}`.match(/.{64}/g) ?? [];
        const place = { index: list?.index ?? 0, count: list?.count ?? 0, path };
        const code = codeOf(() => walkRequest({ ...facts, request: { ...facts.request, list: place } }));
        expect(code).toBe('request-submission-mismatch');
      }),
      { numRuns: propertyRuns(100) },
    );
  });

  it('each item is judged by its own amount: what needs more approvals is not smuggled in among the small', async () => {
    const mixed = await listFactsFor(3, (i) => (i === 1 ? { amount: '680000.00' } : {}));
    const [first, large] = mixed as [PermitFacts, PermitFacts];
    const chain = policiesSoFar(first);
    expect(codeOf(() => admitList(chain, wholeOf(mixed)))).toBe('list-members-differ');
    expect(() => admitList(chain, wholeOf(mixed))).toThrow(
      expect.objectContaining({
        detail: expect.objectContaining({ what: 'list-approvals', number: 2 }) as object,
      }),
    );
    // Also when it got into a store all the same: the approvals of the small ones do not suffice.
    const [given] = (await approvedList([first])) as [PermitFacts];
    expect(codeOf(() => evaluatePermit({ ...large, decisions: given.decisions }))).toBe('approval-missing');
  });

  it('an item is sealed by a keeper apart from those who acted, on its own file, as often as it says', () => {
    const [mine] = done as [PermitFacts];
    expect(codeOf(() => evaluatePermit({ ...mine, usesSpent: 1 }))).toBe('uses-exhausted');
    expect(codeOf(() => evaluatePermit({ ...mine, keeperCertificate: people.department.certificate }))).toBe(
      'keeper-is-approver',
    );
  });
});

describe('a list as a whole', () => {
  it('is admitted complete, alike, and with every file once', async () => {
    const chain = policiesSoFar(items[0] as PermitFacts);
    expect(admitList(chain, wholeOf(items))).toHaveLength(COUNT);
    const refused = (facts: ListFacts): unknown => {
      try {
        return admitList(chain, facts);
      } catch (error) {
        const { code, detail } = error as { code: string; detail: Record<string, unknown> };
        return detail['what'] ?? code;
      }
    };
    expect(refused(wholeOf(items.slice(1)))).toBe('list-incomplete');
    expect(refused(wholeOf([...items].reverse()))).toBe('list-incomplete');
    expect(refused({ ...wholeOf(items), id: 'YY-04-20261123-0002' })).toBe('list-number');
    expect(refused(wholeOf([]))).toBe('list-empty');
    const apart = await listFactsFor(COUNT, (i) => ({ salt: textSm3(`apart ${i}`) }));
    expect(refused(wholeOf(items.map((each, i) => (i === 2 ? (apart[2] as PermitFacts) : each))))).toBe(
      'list-submission',
    );
    expect(refused(wholeOf(await listFactsFor(3, (i) => (i === 2 ? { reason: '别的事' } : {}))))).toBe(
      'list-details',
    );
    const file = { sm3: textSm3('one file'), size: 12, pages: 3 };
    const twice = await listFactsFor(3, (i) => ({
      document: { ...file, name: i < 2 ? `副本${i}.pdf` : 'x.pdf' },
    }));
    expect(refused(wholeOf(twice))).toBe('list-file-twice');
  });

  it('is approved and rejected by whoever is awaited, for all of its members at once', async () => {
    const [first] = items as [PermitFacts];
    const chain = policiesSoFar(first);
    const facts = wholeOf(items);
    const approval = await decideList(first);
    expect(codeOf(() => admitListDecision(chain, facts, approval))).toBe('ok');
    const after = { ...facts, decisions: [approval] };
    expect(walkList(chain, after).every(({ next }) => next?.index === 1)).toBe(true);
    expect(codeOf(() => admitListDecision(chain, after, approval))).toBe('approval-repeated');
    const rejection = await decideList(first, { reason: '第三份不对' });
    expect(codeOf(() => admitListDecision(chain, facts, rejection))).toBe('ok');
    for (const each of items)
      expect(requestStanding({ ...each, decisions: [rejection] }, 0)).toMatchObject({
        state: 'rejected',
        code: 'request-rejected',
      });
    const stranger = await decideList(first, { key: 'counsel' });
    expect(codeOf(() => admitListDecision(chain, facts, stranger))).toBe('approver-wrong-role');
    expect(() =>
      listDecisionFor(
        walkRequest(done[0] as PermitFacts),
        { personId: 'x', certificateSm3: '', time: '' },
        {},
      ),
    ).toThrow('approval-not-awaited');
  });

  it('an approval says what it leaves out, a rejection nothing: it is for all', () => {
    const walk = walkRequest(items[0] as PermitFacts);
    const who = { personId: 'x', certificateSm3: '', time: '' };
    expect(listDecisionFor(walk, who, { without: [1] })).toMatchObject({ decision: 'approve', without: [1] });
    expect(listDecisionFor(walk, who, {})).not.toHaveProperty('without');
    const rejection = { reason: '第三份不对' };
    expect(listDecisionFor(walk, who, { rejection, without: [1] })).not.toHaveProperty('without');
  });

  it('is taken back as a whole, or one member of it alone, by whoever may', async () => {
    const [first, second] = items as [PermitFacts, PermitFacts];
    const chain = policiesSoFar(first);
    const all = await cancelList(first, 'applicant');
    expect(codeOf(() => admitListCancellation(chain, wholeOf(items), all))).toBe('ok');
    expect(codeOf(() => walkRequest({ ...second, cancellations: [all] }))).toBe('request-cancelled');
    const stranger = await cancelList(first, 'counsel');
    expect(codeOf(() => admitListCancellation(chain, wholeOf(items), stranger))).toBe(
      'cancellation-wrong-person',
    );
    const { applicant } = people;
    const signer = {
      personId: 'applicant',
      certificateSm3: applicant.certificateSm3,
      time: '2026-11-23T02:00:00Z',
    };
    const one = await signStatement(
      cancellationKind,
      cancellationFor(walkRequest(second).binding, signer, '这份错了'),
      applicant,
    );
    expect(codeOf(() => walkRequest({ ...second, cancellations: [one] }))).toBe('request-cancelled');
    expect(codeOf(() => walkRequest({ ...first, cancellations: [one] }))).toBe('act-other-document');
    const left = wholeOf(items);
    const members = left.members.map((each, i) => (i === 1 ? { ...each, cancellations: [one] } : each));
    expect(walkList(chain, { ...left, members })).toHaveLength(COUNT - 1);
    expect(takenBack(left, walkList(chain, { ...left, members }))).toEqual([1]);
  });

  it('what was taken back before an approval is not approved by it, though the taking back be wiped off the record', async () => {
    const [first, second, third] = items as [PermitFacts, PermitFacts, PermitFacts];
    const chain = policiesSoFar(first);
    const signer = { personId: 'applicant', certificateSm3: people.applicant.certificateSm3 };
    const cancellation = cancellationFor(
      walkRequest(second).binding,
      { ...signer, time: '2026-11-23T00:50:00Z' },
      '这份错了',
    );
    const one = await signStatement(cancellationKind, cancellation, people.applicant);
    const all = wholeOf(items);
    const facts = {
      ...all,
      members: all.members.map((each, i) => (i === 1 ? { ...each, cancellations: [one] } : each)),
    };
    const lessIsFine = await decideList(first, { without: [1, 2] });
    // An approval that counts for what is taken back is not admitted; one that leaves out more is (docs/adr/0047), as long as anything is left.
    for (const without of [[], [0], [2], [0, 2], [1, COUNT]]) {
      const wrong = await decideList(first, { without });
      expect(codeOf(() => admitListDecision(chain, facts, wrong))).toBe('request-not-as-shown');
    }
    const nothingLeft = await decideList(first, { without: facts.members.map((_, i) => i) });
    expect(codeOf(() => admitListDecision(chain, facts, nothingLeft))).toBe('list-empty');
    expect(codeOf(() => admitListDecision(chain, facts, lessIsFine))).toBe('ok');
    let decisions: SignedStatement[] = [];
    while (walkRequest({ ...first, decisions }).next) {
      const signed = await decideList({ ...first, decisions }, { without: [1] });
      expect(codeOf(() => admitListDecision(chain, { ...facts, decisions }, signed))).toBe('ok');
      decisions = [...decisions, signed];
    }
    for (const kept of [first, third]) expect(evaluatePermit({ ...kept, decisions }).acts).toHaveLength(3);
    expect(codeOf(() => evaluatePermit({ ...second, decisions }))).toBe('act-leaves-out');
    // The others go on, and it is not among them.
    const going = walkList(chain, { ...all, decisions }).map(({ request }) => request.list?.index);
    expect(going).toEqual(items.map((_, i) => i).filter((i) => i !== 1));
    expect(requestStanding({ ...second, decisions }, 0)).toMatchObject({
      state: 'rejected',
      code: 'act-leaves-out',
    });
  });

  it('a list whose policy was replaced is judged by every policy since, as a single request is', async () => {
    const [first] = done as [PermitFacts];
    const prevSm3 = textSm3(first.policies[0]?.statement ?? '');
    const next = draftPolicy({ sequence: 2, prevSm3, validFrom: '2026-11-23T03:00:00Z' });
    const without = { ...next, people: next.people.filter(({ id }) => id !== 'counsel') };
    const policies = [...first.policies, await signPolicy(next)];
    expect(evaluatePermit({ ...first, policies }).list?.count).toBe(COUNT);
    const fewer = [...first.policies, await signPolicy(without)];
    expect(codeOf(() => evaluatePermit({ ...first, policies: fewer }))).toBe('request-policy-replaced');
  });

  it('numbers say which list and which place', () => {
    expect(listPartsOf('YY-04-20261123-0001-0012')).toEqual({ listId: 'YY-04-20261123-0001', index: 11 });
    expect(listPartsOf('YY-04-20261123-0001')).toBeNull();
  });
});

describe('the permit of a member', () => {
  const time = '2026-11-23T08:00:00Z';
  let bytes: Uint8Array;
  let outside: OutsideFacts;

  beforeAll(async () => {
    const permit = evaluatePermit(done[3] as PermitFacts);
    const use = await signStatement(useKind, useFor(permit, 1, time), people.keeper);
    bytes = encodePermitExtension(permit, use);
    outside = {
      documentSm3: permit.request.document.sm3,
      esId: permit.request.seal.esId,
      checkCertificate: () => 'ok',
    };
  });

  it('is verified with the file and the seal alone, and says which place of which list', () => {
    expect(verifyPermitExtension(bytes, outside).map(({ kind, ok }) => [kind, ok])).toEqual([
      ['submitted', true],
      ['approved', true],
      ['approved', true],
      ['used', true],
    ]);
    const { listSm3 } = openRequest((done[0] as PermitFacts).request).list ?? {};
    expect(listOfExtension(decodePermitExtension(bytes), outside)).toEqual({
      listSm3,
      index: 3,
      count: COUNT,
    });
  });

  it('is what the enterprise has on record, in that list and that place alone', () => {
    const facts = done[3] as PermitFacts;
    const { submission, sm3, list } = openRequest(facts.request);
    const acts = verifyPermitExtension(bytes, outside).map(({ kind, role, certificateSm3, signedAt }) => ({
      ...{ kind, role, certificateSm3, time: signedAt },
    }));
    const { documentSm3, policySm3 } = submission.value;
    const { listSm3 = '', index = 0, count = 0 } = list ?? {};
    const place = { listSm3, index, count };
    const claims = { documentSm3, policySm3, requestSm3: sm3, list: place, acts };
    const record = {
      policies: policiesSoFar(facts),
      request: facts.request,
      decisions: facts.decisions,
      reached: facts.now,
    };
    expect(permitDifference(claims, record)).toBeNull();
    for (const other of [
      null,
      { ...place, index: 2 },
      { ...place, count: 6 },
      { ...place, listSm3: textSm3('x') },
    ])
      expect(permitDifference({ ...claims, list: other }, record)).toBe('request');
    const single = { ...record, decisions: [] };
    expect(permitDifference(claims, single)).toBe('approvals');
  });

  it('fits no other file of the same list, and no other seal', () => {
    const other = openRequest((done[2] as PermitFacts).request).submission.value.documentSm3;
    for (const wrong of [{ documentSm3: other }, { esId: '41020000000001' }])
      for (const act of verifyPermitExtension(bytes, { ...outside, ...wrong }))
        expect(act).toMatchObject({ ok: false, code: 'PERMIT_INVALID' });
  });

  it('tells what its approvals leave out; one that leaves out this very member, or is changed, is no approval of it', async () => {
    const [first] = items as [PermitFacts];
    let decisions: SignedStatement[] = [];
    while (walkRequest({ ...first, decisions }).next)
      decisions = [...decisions, await decideList({ ...first, decisions }, { without: [1, 4] })];
    const permit = evaluatePermit({ ...(items[3] as PermitFacts), decisions });
    const use = await signStatement(useKind, useFor(permit, 1, time), people.keeper);
    const extension = encodePermitExtension(permit, use);
    expect(decodePermitExtension(extension).acts.map(({ without }) => without)).toEqual([
      null,
      [1, 4],
      [1, 4],
      null,
    ]);
    expect(verifyPermitExtension(extension, outside).every(({ ok }) => ok)).toBe(true);
    // `04 04 0001 0004` is what an approval says; each change of it is another statement, or none.
    const at = extension.findIndex((_, i) => toHex(extension.subarray(i, i + 6)) === '040400010004');
    const changedTo = (octets: readonly number[]): string =>
      codeOf(() => {
        const changed = Uint8Array.from(extension);
        changed.set(octets, at + 2);
        if (verifyPermitExtension(changed, outside).every(({ ok }) => ok)) throw new Error('believed');
      });
    expect(at).toBeGreaterThan(0);
    for (const other of [
      [0, 1, 0, 2],
      [0, 0, 0, 1],
    ])
      expect(changedTo(other)).toBe('ok');
    for (const other of [
      [0, 1, 0, 3],
      [0, 4, 0, 1],
      [0, 1, 0, 1],
      [0, 1, 0, 5],
    ])
      expect(changedTo(other)).toBe('permit-extension-malformed');
  });

  it('never believes a changed octet', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes);
        const i = at % changed.length;
        changed[i] = (changed[i] ?? 0) ^ flip;
        const code = codeOf(() => {
          const acts = verifyPermitExtension(changed, outside);
          const { documentSize, documentSm3 } = decodePermitExtension(changed);
          const stated = documentSize === 12 && documentSm3 === outside.documentSm3;
          if (acts.every(({ ok }) => ok) && stated) throw new Error('believed');
        });
        expect(['ok', 'permit-extension-malformed']).toContain(code);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('has no place in version 1 and a place in version 2, of a length that the list has', () => {
    const parts = readDer(bytes)
      .children()
      .map((node) => node.bytes);
    const place = (index: number, count: number, digests: number): Uint8Array =>
      der.sequence(
        der.integer(index),
        der.integer(count),
        der.sequence(...Array.from({ length: digests }, () => der.octetString(new Uint8Array(32)))),
      );
    const rest = parts.slice(1, 6);
    const wrong = [
      der.sequence(der.integer(1), ...rest, parts[6] ?? bytes),
      der.sequence(der.integer(2), ...rest),
      der.sequence(der.integer(3), ...rest, parts[6] ?? bytes),
      der.sequence(der.integer(5), ...rest, parts[6] ?? bytes),
      der.sequence(der.integer(4), ...rest),
      // More seals than a set may have.
      der.sequence(der.integer(4), ...rest, place(3, 6, 3)),
      ...[
        place(5, 5, 3),
        place(3, 5, 2),
        place(3, 5, 4),
        place(4, 5, 3),
        place(0, 0, 0),
        place(0, 6000, 13),
      ].map((each) => der.sequence(der.integer(2), ...rest, each)),
    ];
    for (const each of wrong) expect(() => decodePermitExtension(each)).toThrow('permit-extension-malformed');
    // What was signed for a list of files counts for no set of seals (docs/adr/0042).
    const asSet = verifyPermitExtension(der.sequence(der.integer(4), ...rest, parts[6] ?? bytes), outside);
    expect(asSet.map(({ kind, ok }) => [kind, ok])).toEqual(asSet.map(({ kind }) => [kind, kind === 'used']));
    const zeros = der.sequence(der.integer(2), ...rest, place(3, 5, 3));
    const acts = verifyPermitExtension(zeros, outside);
    expect(acts.map(({ kind, ok }) => [kind, ok])).toEqual([
      ['submitted', false],
      ['approved', false],
      ['approved', false],
      ['used', true],
    ]);
  });
});

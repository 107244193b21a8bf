/** What may happen between the two seals of a set (docs/adr/0042): a stamp that is waited for, another policy, a restore; and what is said of its places. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftEffect, policyToSign, saveDraft } from '../../src-main/app/office/policy-draft/policy-draft.ts';
import { previewRequest } from '../../src-main/app/requests/preview-request.ts';
import { requireReadyToSeal } from '../../src-main/app/requests/before-pin.ts';
import { requestWarnings, setWarnings } from '../../src-main/app/requests/file-warnings.ts';
import { nextInSet } from '../../src-main/app/requests/seal-set.ts';
import { addTimeStampTo, isInPlace, listWaiting } from '../../src-main/app/requests/time-stamping.ts';
import { showPolicy } from '../../src-main/app/seals/overview.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { actor, copyOf, makeSandbox, removeSandbox, sessionOf, type Sandbox } from './support/sandbox.ts';
import { approvedSet, draftOfSet, halfOf, read, sealNext, submittedSet } from './support/set-story.ts';
import { codeOf } from './support/story.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
}, 240_000);
afterAll(() => removeSandbox(sandbox));

const poor = (session: AppSession): AppSession => ({ ...session, timestamps: () => null });

describe('a stamp that is waited for', { timeout: 240_000 }, () => {
  test('an unfinished file takes none, wherever it lies; the finished one takes it for all of its seals at once', async () => {
    const session = sessionOf(sandbox);
    const set = await approvedSet(sandbox, poor(session));
    const first = await sealNext(set, 'cashier', 'later');
    expect(first.timeStamp).toBe('waiting');
    // A stamp makes a file under a name that people choose: there is none yet.
    expect(listWaiting(session)).toEqual([]);
    const copied = join(sandbox.folder, 'half-copied.pdf');
    writeFileSync(copied, readFileSync(halfOf(set)));
    const output = join(sandbox.folder, 'half-stamped.pdf');
    for (const file of [copied, halfOf(set)])
      for (const requestId of [undefined, first.requestId]) {
        const place = { file, output, ...(requestId === undefined ? {} : { requestId }) };
        expect(await codeOf(() => addTimeStampTo(session, place))).toBe('timestamp-not-waiting');
        expect(existsSync(output)).toBe(false);
      }
    await sealNext(set, 'legal', 'later');
    const waiting = listWaiting(session);
    expect(waiting.map(({ requestId, place }) => [requestId, place])).toEqual([
      [`${set.id}-0001`, set.output],
      [`${set.id}-0002`, set.output],
    ]);
    expect(await Promise.all(waiting.map(isInPlace))).toEqual([true, true]);
    expect(await codeOf(() => addTimeStampTo(session, { file: copied, output }))).toBe(
      'timestamp-not-waiting',
    );
    const [{ requestId } = { requestId: '' }] = waiting;
    const { uses } = await addTimeStampTo(session, { file: set.output, output, requestId });
    expect(uses).toHaveLength(2);
    expect(listWaiting(session)).toEqual([]);
    const { codes, level } = await read(session, output);
    expect(level).not.toBe('FAIL');
    expect(codes).not.toContain('PERMIT_SET_INCOMPLETE');
  });

  test('the second has its stamp at once: the first alone waits for the file of both', async () => {
    const session = sessionOf(sandbox);
    const set = await approvedSet(sandbox, session);
    await sealNext({ ...set, session: poor(session) }, 'cashier', 'later');
    await sealNext(set, 'legal', 'now');
    expect(listWaiting(session)).toMatchObject([{ requestId: `${set.id}-0001`, place: set.output }]);
    const output = `${set.output}.stamped.pdf`;
    const { uses } = await addTimeStampTo(session, { file: set.output, output });
    expect(uses.map(({ requestId }) => requestId)).toEqual([`${set.id}-0001`]);
    expect(listWaiting(session)).toEqual([]);
  });
});

describe('another policy between the two seals', { timeout: 240_000 }, () => {
  type Change = (
    shown: ReturnType<typeof showPolicy>['policy'],
  ) => Pick<ReturnType<typeof showPolicy>['policy'], 'seals' | 'matrix'>;
  const changes: readonly [string, RegExp, Change][] = [
    [
      'what does not touch it lets it go on',
      /^ok$/,
      ({ seals, matrix }) => ({
        matrix,
        seals: seals.map((seal) =>
          seal.typeCode === '04' ? { ...seal, keepers: [...seal.keepers, 'cashier'] } : seal,
        ),
      }),
    ],
    [
      'another keeper of the seal that is waited for',
      /^keeper-not-in-policy|keeper|path|policy/,
      ({ seals, matrix }) => ({
        matrix,
        seals: seals.map((seal) => (seal.typeCode === '05' ? { ...seal, keepers: ['counsel'] } : seal)),
      }),
    ],
    [
      'more approvals for the seal that is there already',
      /approval|path|policy/,
      ({ seals, matrix }) => ({
        seals,
        matrix: {
          ...matrix,
          rules: matrix.rules.map((rule) =>
            rule.matter === 'payment' && rule.seal === '02'
              ? { ...rule, tiers: rule.tiers.map(() => rule.tiers.at(-1) ?? []) }
              : rule,
          ),
        },
      }),
    ],
  ];
  test.each(changes)('%s', async (_, code, change) => {
    const box = copyOf(sandbox);
    const session = sessionOf(box);
    const set = await approvedSet(box, session);
    await sealNext(set, 'cashier');
    const { people, ...shown } = showPolicy(session).policy;
    const { seals, matrix } = change({ people, ...shown });
    saveDraft(session, {
      people: people.map(({ id, name, department = '', roles }) => ({
        id,
        name,
        department,
        roles,
        deputies: [],
      })),
      seals: seals.map(({ esId, keepers }) => ({ esId, keepers })),
      matrix,
    });
    const touched = draftEffect(session)?.touched.map(({ id }) => id) ?? [];
    await session.signer().signPolicy(actor(box, 'legal'), policyToSign(session), touched);
    expect(await codeOf(() => sealNext(set, 'legal'))).toMatch(code);
    expect(existsSync(set.output)).toBe(code.test('ok'));
    expect(existsSync(halfOf(set))).toBe(!code.test('ok'));
  });
});

describe('the places of a set', { timeout: 240_000 }, () => {
  test.each([
    [{ xMm: 85, yMm: 200 }, true],
    [{ xMm: 140, yMm: 200 }, false],
  ])(
    '%j: that its seals lie over one another is said to whoever asks, decides and seals: %s',
    async (second, isOver) => {
      const session = sessionOf(sandbox);
      const { set: draft, contract } = await draftOfSet(sandbox, session, second);
      const said = isOver ? ['seals-overlap'] : [];
      const overlapping = (found: readonly string[]): string[] =>
        found.filter((code) => code === 'seals-overlap');
      expect(overlapping(await setWarnings(session, draft))).toEqual(said);
      const [first, other] = draft.items;
      const preview = await previewRequest(session, {
        ...{ token: 'soft-applicant', file: contract, typeCode: '02', matter: 'payment', amount: '5000' },
        ...{ placements: first?.placements ?? [], resolutions: 0 },
        others: [{ typeCode: '05', placements: other?.placements ?? [] }],
      });
      expect(preview.overlaps.map(({ first: one, second: two }) => [one, two])).toEqual(
        isOver ? [[0, 1]] : [],
      );
      const { id } = await submittedSet(sandbox, session, second);
      for (const number of ['0001', '0002'])
        expect(overlapping(await requestWarnings(session, `${id}-${number}`))).toEqual(said);
    },
  );

  test('one seal of a set is not sealed as a request of its own: it has no file', async () => {
    const session = sessionOf(sandbox);
    const set = await approvedSet(sandbox, session);
    const alone = { requestId: `${set.id}-0001`, output: set.output, timeStamp: 'none' as const };
    expect(await codeOf(() => requireReadyToSeal(session, alone))).toBe('set-sealed-as-one');
    const next = nextInSet(session, set.id);
    await requireReadyToSeal(session, { ...alone, output: next?.half ?? '', ofSet: true });
  });
});

/** What is shown beside an approval is what was signed beside that very approval (docs/adr/0047), whatever lies in the rows of the register. */
import { beforeAll, expect, test } from 'vitest';
import { commentsOn } from '../../../src-main/app/requests/comments-on.ts';
import { commentFor, commentKind } from '../../../src-main/approval/comment.ts';
import type { RequestStanding } from '../../../src-main/approval/request-state.ts';
import { signStatement, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { walkRequest, type Walk } from '../../../src-main/approval/walk.ts';
import { approved, factsFor, people } from '../approval/test-enterprise.ts';

let walk: Walk;
let said: SignedStatement;
beforeAll(async () => {
  walk = walkRequest(await approved(await factsFor()));
  const [first] = walk.approvals;
  if (!first) throw new Error('no approval');
  said = await signStatement(commentKind, commentFor(first, '同意'), people.department);
});

function shown(
  rows: readonly (readonly [number, SignedStatement])[],
  standing: Partial<RequestStanding> = {},
) {
  return commentsOn({ comments: () => new Map(rows) }, 'YY-04-20261123-0001', { walk, ...standing });
}
const none = (): null[] => walk.approvals.map(() => null);

test('beside its own approval', () => {
  expect(shown([[0, said]])).toEqual(['同意', ...none().slice(1)]);
  const { approvals, path } = walk;
  const ended = commentsOn({ comments: () => new Map([[0, said]]) }, 'x', { history: { approvals, path } });
  expect(ended[0]).toBe('同意');
});

test('beside none that it was moved to, nor with another text in it', () => {
  expect(shown([[1, said]])).toEqual(none());
  expect(shown([[9, said]])).toEqual(none());
  expect(shown([[0, { ...said, statement: said.statement.replace('同意', '不同意') }]])).toEqual(none());
  expect(shown([[0, { ...said, signature: '' }]])).toEqual(none());
  const [first] = walk.approvals;
  if (first) expect(shown([[0, first.signed]])).toEqual(none());
});

test('by nobody else', async () => {
  const [first] = walk.approvals;
  if (!first) throw new Error('no approval');
  const by = (who: typeof people.counsel, change = {}): Promise<SignedStatement> =>
    signStatement(commentKind, { ...commentFor(first, '同意'), ...change }, who);
  const { certificateSm3 } = people.counsel;
  for (const signed of [await by(people.counsel), await by(people.counsel, { certificateSm3 })])
    expect(shown([[0, signed]])).toEqual(none());
});

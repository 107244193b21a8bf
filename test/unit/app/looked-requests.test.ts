/** Which requests count as looked at (docs/adr/0047): the very file of the very details, in this window, with this UKey in use. */
import { describe, expect, test } from 'vitest';
import { lookedRequests, type LookedRequests } from '../../../src-main/app/requests/looked-requests.ts';

const [id, sm3, other] = ['YY-04-20261123-0001', 'ab'.repeat(32), 'cd'.repeat(32)];

function seen(...steps: ((looked: LookedRequests) => void)[]): LookedRequests {
  const looked = lookedRequests();
  for (const step of steps) step(looked);
  return looked;
}
const open = (looked: LookedRequests): void => looked.opened(id, sm3);
const look = (looked: LookedRequests): void => looked.look('soft-legal', id);

test('opened and looked at: it is one of theirs', () => {
  const looked = seen(open, look);
  expect(() => looked.require('soft-legal', id, sm3)).not.toThrow();
  expect(looked.by('soft-legal')).toEqual([id]);
});

test('opened again it stays looked at, also by more than one', () => {
  const looked = seen(open, look, open, (each) => each.look('soft-keeper', id));
  for (const token of ['soft-legal', 'soft-keeper'])
    expect(() => looked.require(token, id, sm3)).not.toThrow();
});

describe('not seen is', () => {
  test.each<[string, LookedRequests, string, string, string]>([
    ['what was opened by nobody', seen(), 'soft-legal', id, sm3],
    ['what was opened and not looked at', seen(open), 'soft-legal', id, sm3],
    ['what somebody else looked at', seen(open, look), 'soft-keeper', id, sm3],
    ['another number', seen(open, look), 'soft-legal', 'YY-04-20261123-0002', sm3],
    ['another request under the number', seen(open, look), 'soft-legal', id, other],
    [
      'the request that was there before',
      seen(open, look, (each) => each.opened(id, other)),
      'soft-legal',
      id,
      sm3,
    ],
    [
      'the one that came in its place',
      seen(open, look, (each) => each.opened(id, other)),
      'soft-legal',
      id,
      other,
    ],
  ])('%s', (_, looked, token, number, digest) => {
    expect(() => looked.require(token, number, digest)).toThrow('request-not-opened');
  });

  test('what is looked at before it was opened', () => {
    expect(() => seen(look)).toThrow('request-not-opened');
  });
});

/** A comment beside an approval: by the same hand, for that approval only; approvals of all kinds say what they always said, to the octet. */
import { beforeAll, describe, expect, test } from 'vitest';
import { decisionFor } from '../../../src-main/approval/admission.ts';
import { commentFor, commentKind, openComment } from '../../../src-main/approval/comment.ts';
import { decisionKind } from '../../../src-main/approval/decision.ts';
import { kindsFor } from '../../../src-main/approval/list.ts';
import {
  openStatement,
  readStatement,
  signStatement,
  statementText,
  type Opened,
  type SignedStatement,
} from '../../../src-main/approval/statement.ts';
import { walkRequest } from '../../../src-main/approval/walk.ts';
import { factsFor, people } from './test-enterprise.ts';

let decision: Opened<ReturnType<typeof decisionFor>>;
let comment: SignedStatement;

beforeAll(async () => {
  const walk = walkRequest(await factsFor());
  const { certificateSm3 } = people.department;
  const who = { personId: 'department', certificateSm3, time: walk.at.time };
  const signed = await signStatement(decisionKind, decisionFor(walk, who), people.department);
  decision = openStatement(decisionKind, signed);
  comment = await signStatement(commentKind, commentFor(decision, '同意'), people.department);
});

test('is read back, and names the approval by its digest', () => {
  expect(openComment(comment, decision).value).toMatchObject({ text: '同意', decisionSm3: decision.sm3 });
});

describe('counts for nothing else', () => {
  test('than that approval', () => {
    const other = { ...decision, sm3: 'ab'.repeat(32) };
    expect(() => openComment(comment, other)).toThrow('act-other-request');
  });

  test('by another hand, of another person, of another time', async () => {
    const said = commentFor(decision, '同意');
    const others: SignedStatement[] = [
      await signStatement(commentKind, said, people.counsel),
      await signStatement(commentKind, { ...said, personId: 'counsel' }, people.department),
      await signStatement(
        commentKind,
        { ...said, certificateSm3: people.counsel.certificateSm3 },
        people.department,
      ),
      await signStatement(
        commentKind,
        { ...said, certificateSm3: people.counsel.certificateSm3 },
        people.counsel,
      ),
      await signStatement(commentKind, { ...said, time: '2020-01-01T00:00:00Z' }, people.department),
    ];
    for (const each of others) expect(() => openComment(each, decision)).toThrow('act-other-person');
  });

  test('read as an approval, or an approval as a comment', () => {
    expect(() => openComment(decision.signed, decision)).toThrow('statement-other-purpose');
    expect(() => openStatement(decisionKind, comment)).toThrow('statement-other-purpose');
  });
});

test.each(['', ' 好', '好 ', '好\n坏', '好\u200b', '好'.repeat(201)])('%j is no comment', (text) => {
  expect(() => statementText(commentKind, commentFor(decision, text))).toThrow('statement-malformed');
});

/** As versions before comments signed them. */
const before = {
  approval:
    '{"certificateSm3":"HH","decision":"approve","documentSm3":"HH","esId":"E","personId":"p","policySm3":"HH","purpose":"bianyin.approval/1","requestSm3":"HH","role":"counsel","step":1,"time":"2026-11-23T08:30:00Z","v":1}',
  rejection:
    '{"certificateSm3":"HH","decision":"reject","documentSm3":"HH","esId":"E","personId":"p","policySm3":"HH","purpose":"bianyin.approval/1","reason":"不盖","requestSm3":"HH","role":"counsel","step":1,"time":"2026-11-23T08:30:00Z","v":1}',
  list: '{"certificateSm3":"HH","count":3,"decision":"approve","esId":"E","listSm3":"HH","personId":"p","policySm3":"HH","purpose":"bianyin.list-decision/1","role":"counsel","step":0,"time":"2026-11-23T08:30:00Z","v":1,"without":[1]}',
  set: '{"certificateSm3":"HH","count":2,"decision":"approve","listSm3":"HH","personId":"p","policySm3":"HH","purpose":"bianyin.set-decision/1","role":"counsel","step":0,"time":"2026-11-23T08:30:00Z","v":1}',
};
const kinds = {
  approval: decisionKind,
  rejection: decisionKind,
  list: kindsFor({}).decision,
  set: kindsFor({ isSet: true }).decision,
};

test.each(Object.keys(before) as (keyof typeof before)[])(
  'a decision of an earlier version is read and written as it was: %s',
  (name) => {
    const text = before[name].replaceAll('HH', 'ab'.repeat(32));
    const kind = kinds[name] as typeof decisionKind;
    expect(statementText(kind, readStatement(kind, text))).toBe(text);
    // None of them takes a comment inside: it would travel with the document.
    expect(() =>
      readStatement(
        kind,
        text.replace('"count"', '"comment":"x","count"').replace('"decision"', '"comment":"x","decision"'),
      ),
    ).toThrow();
  },
);

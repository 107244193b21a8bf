/**
 * What an approver says beside an approval (docs/adr/0047): a statement of its own, by the same hand and certificate, that names the signed
 * decision by its digest. It stays at home: the decision travels with the document, and its text is rebuilt from the file without it.
 */
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instant, personId, plainText, sm3Hex } from './statement-fields.ts';
import { openStatement, type Opened, type SignedStatement, type StatementKind } from './statement.ts';

/** Longest comment, characters. */
export const mostComment = 200;

const commentSchema = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('bianyin.comment/1'),
  /** Hex SM3 of the text of the decision that it is beside: of one request, of a list, of a set. */
  decisionSm3: sm3Hex,
  personId,
  certificateSm3: sm3Hex,
  text: plainText(mostComment),
  time: instant,
});

type Comment = z.infer<typeof commentSchema>;

export const commentKind: StatementKind<Comment> = {
  purpose: 'bianyin.comment/1',
  v: 1,
  schema: commentSchema,
  keys: 'any',
};

/** A decision that was signed, as far as a comment names it. */
interface Decided {
  readonly sm3: string;
  readonly signer: Pick<Opened<unknown>['signer'], 'sm3' | 'name'>;
  readonly value: { readonly personId: string; readonly certificateSm3: string; readonly time: string };
}

/** What is signed beside a decision. */
export function commentFor({ sm3, value }: Decided, text: string): Comment {
  const { personId: who, certificateSm3, time } = value;
  return { v: 1, purpose: 'bianyin.comment/1', decisionSm3: sm3, personId: who, certificateSm3, text, time };
}

/** Errors: `statement-*`, `act-other-request` for a comment beside another decision, `act-other-person` for one by another hand. */
export function openComment(signed: SignedStatement, decision: Decided): Opened<Comment> {
  const comment = openStatement(commentKind, signed);
  const { value, signer } = comment;
  if (value.decisionSm3 !== decision.sm3) throw new BianyinError('act-other-request', { name: signer.name });
  const isBySame =
    signer.sm3 === decision.signer.sm3 &&
    value.certificateSm3 === signer.sm3 &&
    value.personId === decision.value.personId &&
    value.time === decision.value.time;
  if (!isBySame) throw new BianyinError('act-other-person', { name: signer.name });
  return comment;
}

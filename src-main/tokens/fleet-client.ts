/**
 * Several drivers of one home as one: each in a signer process of its own, since a driver may hang, crash, or take another's symbols. Whoever
 * asks for tokens sees all of them; what is signed goes to the signer whose driver shows the token.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { TokenListingMessage, TokenSummaryMessage } from '../signer/answers.ts';
import type { ActsAs, Actor, SignerClient } from './signer-client.ts';

/** A signer and what people call its driver. */
export interface FleetMember {
  /** As settings name it: `soft-ukey`, or an absolute path. */
  readonly module: string;
  readonly title: string;
  readonly client: SignerClient;
}

/** Which signer a token belongs to, and what that one calls it. */
interface Place {
  readonly client: SignerClient;
  readonly label: string;
}

/** Tokens of one member, called so that they differ from those of all others. */
interface Named {
  readonly token: TokenSummaryMessage;
  readonly place: Place;
}

/** One member is itself. The first makes software tokens and describes what belongs to no token. */
export function fleetClient(members: readonly [FleetMember, ...FleetMember[]]): SignerClient {
  const [{ client: first }] = members;
  if (members.length === 1) return first;
  let known: readonly Named[] = [];

  /** What the members that answer show; when none does, the first one's error. */
  async function gather(isNow: boolean): Promise<TokenListingMessage> {
    const answers = await Promise.allSettled(
      members.map(async ({ client }) =>
        isNow ? client.listing() : { tokens: await client.listTokens(), unreadable: [] },
      ),
    );
    const heard = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const silent = answers.find((answer) => answer.status === 'rejected');
    if (heard.length === 0 && silent) throw silent.reason;
    known = namedAcross(members, answers);
    return {
      tokens: known.map(({ token }) => token),
      unreadable: heard.flatMap(({ unreadable }) => unreadable),
    };
  }

  /** Errors: `token-not-found`. */
  async function placeOf(label: string): Promise<Place> {
    const before = known.find(({ token }) => token.label === label);
    if (before) return before.place;
    await gather(false);
    const now = known.find(({ token }) => token.label === label);
    if (!now) throw new BianyinError('token-not-found', { label });
    return now.place;
  }

  async function by<T>(actor: Actor, act: (client: SignerClient, actor: Actor) => Promise<T>): Promise<T> {
    try {
      const { client, label } = await placeOf(actor.token);
      return await act(client, { ...actor, token: label });
    } finally {
      actor.pin?.fill(0);
    }
  }

  async function as<T>(
    acts: ActsAs | undefined,
    ask: (client: SignerClient, acts?: ActsAs) => Promise<T>,
  ): Promise<T> {
    if (!acts) return ask(first);
    const { client, label } = await placeOf(acts.token);
    return ask(client, { ...acts, token: label });
  }

  return {
    listTokens: async () => (await gather(false)).tokens,
    listing: () => gather(true),
    async peek() {
      const peeks = await Promise.all(members.map(({ client }) => client.peek().catch(() => ['failed'])));
      return peeks.flatMap((peek, i) => peek.map((line) => `${i}/${line}`));
    },
    async countBlanks() {
      const counts = await Promise.all(members.map(({ client }) => client.countBlanks().catch(() => 0)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async setPin(token, change) {
      const { client, label } = await placeOf(token);
      await client.setPin(label, change);
    },
    look: (actor) => by(actor, (client, own) => client.look(own)),
    testToken: (actor) => by(actor, (client, own) => client.testToken(own)),
    describeRequests: (ids, acts) => as(acts, (client, own) => client.describeRequests(ids, own)),
    describeDraft: (draft) => first.describeDraft(draft),
    describeListDraft: (draft, onMeasured) => first.describeListDraft(draft, onMeasured),
    describeList: (id, acts, without) => as(acts, (client, own) => client.describeList(id, own, without)),
    describeApprovals: (approvals, acts) =>
      as(acts, (client, own) => client.describeApprovals(approvals, own)),
    signList: (actor, draft, onMeasured) =>
      by(actor, (client, own) => client.signList(own, draft, onMeasured)),
    describePolicy: (policy) => first.describePolicy(policy),
    signPolicy: (actor, policy, touched) =>
      by(actor, (client, own) => client.signPolicy(own, policy, touched)),
    signRequest: (actor, draft) => by(actor, (client, own) => client.signRequest(own, draft)),
    signDecision: (actor, ...rest) => by(actor, (client, own) => client.signDecision(own, ...rest)),
    approveMany: (actor, approvals, onItem) =>
      by(actor, (client, own) => client.approveMany(own, approvals, onItem)),
    signCancellation: (actor, id, reason) =>
      by(actor, (client, own) => client.signCancellation(own, id, reason)),
    correctClock: (actor, correction) => by(actor, (client, own) => client.correctClock(own, correction)),
    async describeDelegation(token, delegation) {
      const { client, label } = await placeOf(token);
      return client.describeDelegation(label, delegation);
    },
    describeStoredDelegation: (sm3) => first.describeStoredDelegation(sm3),
    signDelegation: (actor, delegation) => by(actor, (client, own) => client.signDelegation(own, delegation)),
    signAcceptance: (actor, sm3) => by(actor, (client, own) => client.signAcceptance(own, sm3)),
    signRevocation: (actor, sm3, reason) =>
      by(actor, (client, own) => client.signRevocation(own, sm3, reason)),
    applySeal: (actor, ...rest) => by(actor, (client, own) => client.applySeal(own, ...rest)),
    applySeals: (actor, ...rest) => by(actor, (client, own) => client.applySeals(own, ...rest)),
    addTimeStamp: (parameters, timestamp) => first.addTimeStamp(parameters, timestamp),
    sandbox: first.sandbox,
    stop: () => members.forEach(({ client }) => client.stop()),
  };
}

/** A name that two drivers give is told apart by the driver; one token that two drivers show is two entries, and either serves. */
function namedAcross(
  members: readonly FleetMember[],
  answers: readonly PromiseSettledResult<TokenListingMessage>[],
): readonly Named[] {
  const shown = answers.flatMap((answer, i) => {
    const member = members[i];
    if (answer.status === 'rejected' || !member) return [];
    return answer.value.tokens.map((token) => ({ token, member, driver: i + 1 }));
  });
  const labels = shown.map(({ token }) => token.label);
  return shown.map(({ token, member: { title, client }, driver }) => {
    const isAlone = labels.filter((label) => label === token.label).length === 1;
    const label = isAlone ? token.label : `${token.label} · ${title.slice(0, 24)} ${driver}`;
    return { token: { ...token, label }, place: { client, label: token.label } };
  });
}

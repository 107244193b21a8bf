/** What a home shows: tokens and who they belong to, seals and their state, the policy in force. */
import type { Policy } from '../../approval/policy.ts';
import { policyInForce } from '../../approval/policy-chain.ts';
import { typeCodeOf } from '../../city/seal-register.ts';
import { fromBase64, toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import type { Role } from '../../domain/role.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import { policyFacts, sealsAtMoment, type HomeMoment } from '../../home/home-moment.ts';
import type { SealsAtMoment } from '../../home/own-seals.ts';
import { readHome } from '../../platform/home-directory.ts';
import type { SealStanding } from '../../seal/status-lookup.ts';
import { parseSeal, type SESeal } from '../../seal/seal-structure.ts';
import type { TokenListingMessage, TokenSummaryMessage } from '../../signer/answers.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';
import { freshenHome } from '../trust/freshen-home.ts';

export interface PluggedToken {
  readonly label: string;
  readonly model: string;
  readonly serial: string;
  readonly isSoftware: boolean;
  readonly pinState: TokenSummaryMessage['pin']['state'];
  /** Null when only the token knows. */
  readonly triesLeft: number | null;
  /** The PIN is typed on the token itself. */
  readonly hasKeypad: boolean;
  /** Octets that a PIN has. */
  readonly pinLength: TokenSummaryMessage['pin']['length'];
  /** Nothing can be signed before the PIN was changed. */
  readonly mustChangePin: boolean;
  /** State of the administrator's PIN. */
  readonly administratorState: TokenSummaryMessage['pin']['state'];
  /** Name and roles of the person of the policy; null for a stranger's token. */
  readonly holder: { readonly id: string; readonly name: string; readonly roles: readonly Role[] } | null;
  /** False: the people of the policy could not be read, so nobody knows whose it is. */
  readonly isRosterRead: boolean;
  readonly seals: readonly { readonly esId: string; readonly name: string }[];
  readonly offersSm2: boolean;
  /** What it holds, and whose it is, is known after a login. */
  readonly isHidden: boolean;
  /** What its driver offers to sign with. */
  readonly algorithms: TokenSummaryMessage['algorithms'];
  /** What of it could not be read. */
  readonly problems: TokenSummaryMessage['problems'];
}

export interface RegisteredSeal {
  readonly esId: string;
  readonly typeCode: SealTypeCode | null;
  readonly name: string;
  readonly version: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly validFrom: string;
  readonly validTo: string;
  /** Newest state by the city's word; `unknown` without one. */
  readonly status: SealStanding['status'];
  readonly statusAsOf: string | null;
  readonly keepers: readonly string[];
  /** False: the people of the policy could not be read, so nobody knows who keeps it. */
  readonly isRosterRead: boolean;
}

/** Who works here. */
interface Roster {
  readonly policy: Policy | null;
  readonly isRead: boolean;
}

/** What a policy that is not there yet says: nobody. What cannot be read says nothing. */
const nobodyYet: readonly ErrorCode[] = ['policy-missing', 'policy-not-yet-valid'];

function rosterOf(session: AppSession): Roster {
  try {
    return {
      policy: withMoment(session, (moment) => policyInForce(policyFacts(moment)).value),
      isRead: true,
    };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    return { policy: null, isRead: nobodyYet.includes(error.code) };
  }
}

/** Tokens that are plugged in. */
export async function listTokens(session: AppSession): Promise<PluggedToken[]> {
  return plugged(session, await session.signer().listTokens());
}

/** The same, with the slots that cannot be read, for a person who asks. */
export async function pluggedTokens(
  session: AppSession,
): Promise<{ tokens: PluggedToken[]; unreadable: TokenListingMessage['unreadable'] }> {
  const { tokens, unreadable } = await session.signer().listing();
  return { tokens: plugged(session, tokens), unreadable };
}

function plugged(session: AppSession, tokens: readonly TokenSummaryMessage[]): PluggedToken[] {
  // Whose they are is not known without policy; that they are there is.
  const { policy, isRead } = rosterOf(session);
  return tokens.map((token) => ({
    isRosterRead: isRead,
    label: token.label,
    model: token.model,
    serial: token.serial,
    isSoftware: token.isSoftware,
    pinState: token.pin.state,
    triesLeft: token.pin.triesLeft,
    hasKeypad: token.pin.protectedAuthenticationPath,
    pinLength: token.pin.length,
    mustChangePin: token.pin.mustChange,
    administratorState: token.pin.administrator,
    holder: holderOf(token, policy),
    offersSm2: token.offersSm2,
    isHidden: token.isHidden,
    algorithms: token.algorithms,
    problems: token.problems,
    // What calls itself a seal and is none is no seal of this token; it keeps nobody from the others.
    seals: token.seals.flatMap(({ esId, seal }) =>
      orElse(() => [{ esId, name: parseSeal(fromBase64(seal)).info.name }], []),
    ),
  }));
}

/** The seals of the enterprise with their state. Errors: `home-*`, `trust-file-malformed`, `seal-malformed`. */
export async function listSeals(session: AppSession): Promise<RegisteredSeal[]> {
  readHome(session.home);
  // A city that cannot be asked makes the states older; each says as of when it is.
  await freshenHome(session).catch(() => undefined);
  const roster = rosterOf(session);
  const moment = sealsAtMoment(session.home, session.now());
  const views = moment.seals.map((seal) => sealView(moment, seal, roster));
  return views.sort((a, b) => (a.typeCode ?? '').localeCompare(b.typeCode ?? ''));
}

/** The policy in force and the digest of its statement. Errors: `policy-*`. */
export function showPolicy(session: AppSession): { readonly policy: Policy; readonly sm3: string } {
  return withMoment(session, (moment) => {
    const { value, sm3: digest } = policyInForce(policyFacts(moment));
    return { policy: value, sm3: digest };
  });
}

/** The policy in force, or null while there is none that holds. */
export function policyOrNull(moment: HomeMoment): Policy | null {
  return orElse(() => policyInForce(policyFacts(moment)).value, null);
}

function holderOf(token: TokenSummaryMessage, policy: Policy | null): PluggedToken['holder'] {
  const digests = token.certificates.map(({ certificate }) => toHex(sm3(fromBase64(certificate))));
  const person = policy?.people.find((each) =>
    each.certificateSm3.some((digest) => digests.includes(digest)),
  );
  return person ? { id: person.id, name: person.name, roles: person.roles } : null;
}

function sealView(moment: SealsAtMoment, seal: SESeal, { policy, isRead }: Roster): RegisteredSeal {
  const { info } = seal;
  const answer = moment.status.readStatus(seal, moment.now);
  const keepers = policy?.seals.find((each) => each.esId === info.esId)?.keepers ?? [];
  return {
    esId: info.esId,
    typeCode: typeCodeOf(seal),
    name: info.name,
    version: seal.version,
    widthMm: info.picture.widthMm,
    heightMm: info.picture.heightMm,
    validFrom: info.validStart.toISOString(),
    validTo: info.validEnd.toISOString(),
    status: answer?.latest.status ?? 'unknown',
    statusAsOf: answer?.asOf.toISOString() ?? null,
    keepers: (policy?.people ?? [])
      .filter((person) => keepers.includes(person.id))
      .map((person) => person.name),
    isRosterRead: isRead,
  };
}

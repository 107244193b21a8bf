/** Statements about a list of requests (docs/adr/0035): one signature of each person, over what the signer has read of every member. */
import { mostComment } from '../approval/comment.ts';
import {
  admitList,
  admitListCancellation,
  admitListDecision,
  listCancellationFor,
  listDecisionFor,
  takenBack,
  walkList,
  withoutThese,
  type ListFacts,
} from '../approval/list-admission.ts';
import { listTree } from '../approval/list-tree.ts';
import { kindsFor } from '../approval/list.ts';
import { policiesSoFar, policyInForce } from '../approval/policy-chain.ts';
import { bindingFor, listSubmissionFor, requestText, type OpenedRequest } from '../approval/request.ts';
import { membersSm3 } from '../approval/list-members.ts';
import { openStatement, signStatement } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { chinaDay } from '../domain/instant.ts';
import { atMoment, policyFacts, type HomeMoment } from '../home/home-moment.ts';
import { trustedSeal } from '../home/own-seals.ts';
import { requireSoundRegister } from '../home/sound-register.ts';
import type { Ask } from '../platform/worker-main.ts';
import type { StoredListFacts } from '../store/store.ts';
import { actingPerson } from './acting-person.ts';
import {
  aboutLeftOut,
  aboutRows,
  aboutSeals,
  filesSm3,
  measureList,
  requestsOf,
  sealsOfSet,
} from './list-draft.ts';
import type { ListSubject } from './answers.ts';
import type { Approving, ListDraft } from './messages.ts';
import { requireShown, shownAs, toldBehalf, type Acting } from './shown-as.ts';
import {
  sharedFields,
  signComment,
  signerNow,
  signerOf,
  tokenOf,
  type OpenToken,
  type SignedAnswer,
} from './sign-statements.ts';

/** Measures every file again, fills in the requests and signs their list. Returns its number. Errors: `file-not-as-shown`, … */
export async function signList(
  moment: HomeMoment,
  token: OpenToken,
  draft: ListDraft,
  ask: Ask,
): Promise<string> {
  requireSoundRegister(moment.store);
  const policy = policyInForce(policyFacts(moment));
  const actor = actingPerson(policy.value, tokenOf(token));
  const { esId } = trustedSeal(moment, draft.typeCode).info;
  const { measured, problems } = await measureList(moment, draft, ask);
  const [problem] = problems;
  if (problem) throw new BianyinError(problem.code, problem.detail);
  const files = draft.isSet === true ? measured.slice(0, 1) : measured;
  const documents = files.map(({ document }) => document);
  const isShown = draft.filesSm3 === undefined || draft.filesSm3 === filesSm3(documents);
  if (!isShown) throw new BianyinError('file-not-as-shown', { file: documents[0]?.name ?? '' });
  const id = moment.store.nextRequestId(draft.typeCode, chinaDay(moment.now));
  const shared = {
    ...sharedFields(moment, draft, policy.value),
    seal: { esId, typeCode: draft.typeCode },
    applicantId: actor.person.id,
    policySm3: policy.sm3,
  };
  const seals = sealsOfSet(moment, draft);
  const requests = requestsOf(id, shared, measured, seals);
  const [first] = requests;
  if (!first) throw new BianyinError('list-empty', { id });
  const texts = requests.map(requestText);
  const tree = listTree(texts.map((text, index) => ({ ...bindingFor(text), index })));
  const { listSm3 } = tree;
  const places = tree.places.map((place) => (seals ? { ...place, isSet: true } : place));
  const submission = listSubmissionFor(first, { listSm3, count: requests.length }, actor.certificateSm3);
  const signed = await signStatement(
    kindsFor({ isSet: seals !== undefined }).submission,
    submission,
    signerOf(token, actor.certificate),
  );
  const items = texts.map((request, i) => ({
    signed: { ...signed, request, list: places[i] },
    file: measured[i]?.item.file ?? '',
  }));
  const members = items.map((each) => ({ request: each.signed, cancellations: [] }));
  const stored = { items, attachments: draft.attachments.map(({ file }) => file) };
  moment.store.addList(id, stored, (facts) => {
    const fresh = { decisions: [], cancellations: [], restoredFrom: null };
    const { chain, list } = judged(moment, { ...facts, ...fresh, id, members });
    admitList(chain, list);
  });
  return id;
}

/** The next approval of a list, or a rejection with its reason. Returns its number. Errors: as `admitListDecision`. */
export async function signListDecision(
  moment: HomeMoment,
  token: OpenToken,
  listId: string,
  { reason, comment, without: refused = [] }: SignedAnswer & Pick<Approving, 'without'> = {},
): Promise<string> {
  const { walk, who, certificate, without } = standingOfList(moment, token, listId, refused);
  // Whoever reads later why these were not agreed to finds it signed.
  if (refused.length > 0 && comment === undefined)
    throw new BianyinError('comment-not-usable', { most: mostComment });
  const rejection = reason === undefined ? undefined : { reason };
  const decision = listDecisionFor(walk, who, { rejection, without });
  const beside = { behalf: decision.behalf, comment };
  requireShown(token.shown, { listSm3: membersOf(walk.request, without) }, listId, beside);
  const kind = kindsFor(walk.request.list ?? {}).decision;
  const signer = signerOf(token, certificate);
  const signed = await signStatement(kind, decision, signer);
  const said = await signComment(openStatement(kind, signed), comment, signer);
  const admit = (facts: StoredListFacts): void => {
    const { chain, list } = judged(moment, facts);
    admitListDecision(chain, list, signed);
  };
  moment.store.addListDecision(listId, signed, admit, said);
  return listId;
}

/** Takes a whole list back. Returns its number. */
export async function signListCancellation(
  moment: HomeMoment,
  token: OpenToken,
  listId: string,
  reason: string,
): Promise<string> {
  const { walk, who, certificate, without } = standingOfList(moment, token, listId);
  requireShown(token.shown, { listSm3: membersOf(walk.request, without) }, listId, {});
  const cancellation = listCancellationFor(walk, who, reason);
  const signed = await signStatement(
    kindsFor(walk.request.list ?? {}).cancellation,
    cancellation,
    signerOf(token, certificate),
  );
  moment.store.addListCancellation(listId, signed, (facts) => {
    const { chain, list } = judged(moment, facts);
    admitListCancellation(chain, list, signed);
  });
  return listId;
}

interface Describing {
  readonly acting?: Acting | null;
  /** Places that whoever approves does not agree to. */
  readonly without?: readonly number[] | undefined;
  /** What is said beside an approval. */
  readonly comment?: string | undefined;
}

/** A stored list that runs, every member of it read and judged. Errors: as `walkList`, `seal-not-in-register`. */
export function describeStoredList(
  moment: HomeMoment,
  listId: string,
  { acting = null, without: refused = [], comment }: Describing = {},
): ListSubject {
  const { walks, without, members } = walksOf(moment, listId, refused);
  const [{ request: first, path }] = walks;
  const { seal, reason, matter, uses, attachments } = first.request;
  const found = moment.seals.find(({ info }) => info.esId === seal.esId);
  if (!found) throw new BianyinError('seal-not-in-register', { seal: seal.esId });
  // A comment is said of these members; sealing, of which nothing is said, asks for the list alone.
  const digests = [...(comment === undefined ? [first.list?.listSm3 ?? ''] : []), membersOf(first, without)];
  // Members may be sealed by several delegations: their limits are of each file.
  const behalves = (acting?.act === 'apply' ? walks : walks.slice(0, 1)).map((each) =>
    toldBehalf(each, acting),
  );
  const names = behalves.flatMap((each) => each?.name ?? []);
  return {
    ...{ listId, listSm3: first.list?.listSm3 ?? null, membersSm3: membersOf(first, without) },
    shown: [
      ...new Set(behalves.flatMap((each) => digests.map((sm3) => shownAs(sm3, { behalf: each, comment })))),
    ],
    ...{ ...seal, sealName: found.info.name },
    ...{ reason, matter, uses, attachments },
    seals: aboutSeals(
      moment,
      first.request.seals,
      walks.map(({ request }) => request.request),
    ),
    ...aboutRows((first.request.seals ? walks.slice(0, 1) : walks).map(({ request }) => request.request)),
    leftOut: aboutLeftOut(members, without, refused),
    ...{ problems: [], warnings: [], combined: [...path.combined] },
    behalf: names.length === 0 ? null : [...new Set(names)].join('、'),
  };
}

/** How far a list has come, and who holds the token. Errors: `journal-broken`, as `walkList`, `person-not-on-token`. */
function standingOfList(
  moment: HomeMoment,
  token: OpenToken,
  listId: string,
  refused: readonly number[] = [],
) {
  requireSoundRegister(moment.store);
  const { walks, without } = walksOf(moment, listId, refused);
  const [walk] = walks;
  return { walk, without, ...signerNow(moment, token, walk.policy.value) };
}

/** `refused`: places (0 first) that whoever approves does not agree to. Errors: as `walkList`, `withoutThese`. */
function walksOf(moment: HomeMoment, listId: string, refused: readonly number[] = []) {
  const { chain, list } = judged(moment, moment.store.listFacts(listId));
  const going = walkList(chain, list);
  const walks = withoutThese(going, refused, listId);
  return { walks, without: takenBack(list, walks), members: list.members };
}

/** What a decision is about: the list, and what was taken back of it. Hex SM3. */
function membersOf({ list }: OpenedRequest, without: readonly number[]): string {
  return membersSm3(list?.listSm3 ?? '', without);
}

type Facts = Pick<
  StoredListFacts,
  'policies' | 'putBack' | 'clockFloor' | 'id' | 'members' | 'decisions' | 'cancellations' | 'restoredFrom'
>;

/** The chain of policies once for all members. Errors: as `atMoment`, `policiesSoFar`. */
function judged(moment: HomeMoment, stored: Omit<Facts, 'members'> & Pick<ListFacts, 'members'>) {
  const { policies, legalCertificates, putBack, ...list } = atMoment(moment, stored);
  const chain = policiesSoFar({ ...list, policies, legalCertificates, putBack });
  return { chain, list };
}

/**
 * Writing a list of requests (docs/adr/0035): one seal, one purpose, one path of approvals, and many files with places, counterparty,
 * amount and reference of their own. What cannot stand in one list is said before anybody types a PIN.
 */
import { pathFor, type Path } from '../../approval/path.ts';
import { policyInForce } from '../../approval/policy-chain.ts';
import { plainText } from '../../approval/statement-fields.ts';
import { parseTypedAmount } from '../../domain/amount.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { defaultMatters, type Matter } from '../../domain/matter.ts';
import type { Placement } from '../../domain/placement.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import { policyFacts } from '../../home/home-moment.ts';
import { requireSoundRegister } from '../../home/sound-register.ts';
import { displayName } from '../../platform/display-name.ts';
import type { ListSubject } from '../../signer/answers.ts';
import type { ListDraft } from '../../signer/messages.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import { sealFactsOfType } from '../seals/seal-facts.ts';
import type { AppSession } from '../session.ts';
import { freshenHome } from '../trust/freshen-home.ts';
import { withMoment } from '../with-moment.ts';
import { listOnRecord } from './lost-statement.ts';
import { tokenByLabel } from './preview-request.ts';
import { typedCurrency, typedText, typedUses } from './typed-fields.ts';

/** One file of a list, its places found already. */
export interface ListItem {
  /** Path of the file. */
  readonly file: string;
  readonly placements: readonly Placement[];
  readonly counterparty?: string | undefined;
  /** As typed; `50,000.00` is understood. */
  readonly amount?: string | undefined;
  /** ISO 4217; an amount without one is in yuan. */
  readonly currency?: string | undefined;
  /** Number of the statement, account or invoice (编号). */
  readonly reference?: string | undefined;
  /** Invoice numbers that were read in the file. */
  readonly numbers?: readonly string[] | undefined;
}

/** What all files of a list have in common, and the files. */
export interface NewList {
  readonly typeCode: SealTypeCode;
  readonly reason: string;
  readonly matter?: Matter | undefined;
  /** Files of resolutions (决议), for all of the list. */
  readonly resolutions: readonly string[];
  readonly uses: number;
  readonly validHours?: number | undefined;
  readonly items: readonly ListItem[];
}

/** Who must approve, the same for every file. */
export interface ListPreview {
  readonly path: Path;
  /** Files whose approvals are others than those of the first, by their places in the list (0 first). */
  readonly others: readonly number[];
}

/** What the signer will be asked to sign. Errors: `journal-broken`, `list-empty`, those of what people type, with the file's name. */
export async function composeList(session: AppSession, input: NewList): Promise<ListDraft> {
  await freshenHome(session);
  withMoment(session, ({ store }) => requireSoundRegister(store));
  const { typeCode, matter, validHours, resolutions } = input;
  if (input.items.length === 0) throw new BianyinError('list-empty', { id: '' });
  return {
    typeCode,
    reason: typedText(input.reason, 200, 'reason-not-usable'),
    matter: matter ?? defaultMatters[typeCode],
    uses: typedUses(input.uses),
    ...(validHours === undefined ? {} : { validHours }),
    attachments: resolutions.map((file) => ({ kind: 'resolution', file })),
    items: input.items.map(typedItem),
  };
}

/** Who must approve, for whoever holds the token. Errors: `token-not-found`, `person-not-on-token`, those of `pathFor`. */
export async function previewList(
  session: AppSession,
  token: string,
  draft: Omit<ListDraft, 'filesSm3'>,
): Promise<ListPreview> {
  const { esId } = sealFactsOfType(session, draft.typeCode);
  const { holder } = await tokenByLabel(session, token);
  if (!holder) throw new BianyinError('person-not-on-token', { token });
  const policy = withMoment(session, (moment) => policyInForce(policyFacts(moment)).value);
  const shared = {
    matter: draft.matter,
    seal: { esId, typeCode: draft.typeCode },
    applicantId: holder.id,
    attachments: draft.attachments,
  };
  const paths = draft.items.map(({ amount, currency }) => pathFor(policy, { ...shared, amount, currency }));
  const [first] = paths;
  if (!first) throw new BianyinError('list-empty', { id: '' });
  const others = paths.flatMap((path, i) => (stepsOf(path) === stepsOf(first) ? [] : [i]));
  return { path: first, others };
}

/** Errors: `list-members-differ`, naming the first file that needs other approvals. */
export function requireOnePath(draft: ListDraft, { others }: ListPreview): void {
  const [index] = others;
  if (index === undefined) return;
  const file = displayName(draft.items[index]?.file ?? '');
  throw new BianyinError('list-members-differ', { id: '', what: 'list-approvals', number: index + 1, file });
}

/** What the signer has read of every file. Errors: those of the first file that cannot be sealed, with its name and place. */
export async function describeList(
  session: AppSession,
  draft: ListDraft,
  onMeasured?: (done: number, total: number) => void,
): Promise<ListSubject> {
  const subject = await session.signer().describeListDraft(draft, onMeasured);
  const [problem] = subject.problems;
  if (!problem) return subject;
  const file = displayName(draft.items[problem.index]?.file ?? '');
  throw new BianyinError(problem.code, { file, name: file, ...problem.detail, number: problem.index + 1 });
}

/** The draft of these very files: the signer refuses others. */
export function listAsShown(
  draft: ListDraft,
  { filesSm3, attachments }: Pick<ListSubject, 'filesSm3' | 'attachments'>,
): ListDraft {
  const pinned = draft.attachments.map((each, i) => ({ ...each, sm3: attachments[i]?.sm3 ?? filesSm3 }));
  return { ...draft, filesSm3, attachments: pinned };
}

/** Signs the list and puts it on record; returns its number. `filesSm3` of what was shown goes with the draft. */
export function submitList(
  session: AppSession,
  actor: Actor,
  draft: ListDraft,
  onMeasured?: (done: number, total: number) => void,
): Promise<string> {
  return listOnRecord(session, () => session.signer().signList(actor, draft, onMeasured));
}

/** Errors: `counterparty-not-usable`, `amount-malformed`, `usage`, with the name of the file. */
function typedItem(item: ListItem): ListDraft['items'][number] {
  const { file, placements, counterparty, amount, currency, reference, numbers = [] } = item;
  try {
    if (reference !== undefined && !plainText(60).safeParse(reference).success)
      throw new BianyinError('reference-not-usable', { most: 60 });
    return {
      file,
      placements: placements.map((placement) => ({ ...placement, pages: [...placement.pages] })),
      ...(counterparty === undefined
        ? {}
        : { counterparty: typedText(counterparty, 120, 'counterparty-not-usable') }),
      ...(amount === undefined
        ? {}
        : { amount: parseTypedAmount(amount), currency: typedCurrency(currency ?? 'CNY') }),
      ...(reference === undefined ? {} : { reference }),
      ...(numbers.length === 0 ? {} : { numbers: [...numbers] }),
    };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    throw new BianyinError(error.code, { ...error.detail, file: displayName(file) }, { cause: error });
  }
}

function stepsOf({ steps, keepers }: Path): string {
  const people = steps.map((step) => [step.role, ...step.people.map(({ id }) => id)]);
  return JSON.stringify([people, keepers.map(({ id }) => id)]);
}

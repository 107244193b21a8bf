/**
 * Sealing the files of a list (docs/adr/0015, 0035): under one login, each through the whole gate by itself. What is done stays done; a file
 * that changed or is gone is skipped and does not stop the others; what is left can be sealed with the next login.
 */
import { statSync } from 'node:fs';
import { listPartsOf } from '../../approval/list.ts';
import { requireComplete, requireTimeStamp } from '../../approval/permit-rules.ts';
import { walkRequest } from '../../approval/walk.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';
import type { ItemState } from '../../domain/list-state.ts';
import { sameFileName } from '../../domain/output-name.ts';
import type { TimeStampWish } from '../../domain/time-stamp.ts';
import { atMoment } from '../../home/home-moment.ts';
import { requireSoundRegister } from '../../home/sound-register.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import type { SealResult } from '../../signer/answers.ts';
import type { ItemOutcome } from '../../store/lists.ts';
import { itemOutcomeSetting } from '../../store/settings.ts';
import type { Actor, SealingItem, SealingWatch } from '../../tokens/signer-client.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';
import { freeOutput } from './output-place.ts';
import { listItems, showList, type ListItemOnRecord } from './request-lists.ts';
import { sealFiles } from './requests.ts';

/** What is to be sealed, and what is left out of it before anybody types a PIN. */
export interface ListSealing {
  readonly ready: readonly SealingItem[];
  /** Their files are not there, or are others. */
  readonly skipped: readonly { readonly requestId: string; readonly outcome: ItemOutcome }[];
}

export interface ListSealingWish {
  readonly timeStamp: TimeStampWish;
  /** Only these items; all that can be sealed where it is left out. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Where a sealed file goes; beside its original where it is left out, or for null. */
  readonly outputFor?: ((item: ListItemOnRecord) => string | null) | undefined;
}

/** States from which a file can (still) be sealed. */
const open: ReadonlySet<ItemState> = new Set(['ready', 'skipped', 'failed']);
/** The file is not what was approved, or not there: nothing failed, it is left out. */
const skipCodes: ReadonlySet<string> = new Set([
  'document-changed',
  'file-not-readable',
  'file-changed-while-reading',
  'file-empty',
  'list-item-left-out',
]);

/**
 * What can be sealed now. Errors: `journal-broken`, as `walkRequest` for the list, `approval-missing`, `permit-time-stamp-required`,
 * `list-empty` when nothing of it is left to be sealed, `output-inside-home`.
 */
export function planListSealing(session: AppSession, id: string, wish: ListSealingWish): ListSealing {
  // Each seal of a set has a keeper and a PIN of its own (seal-set.ts).
  if (withMoment(session, ({ store }) => store.list(id).isSet)) throw new BianyinError('list-empty', { id });
  const items = listItems(session, id, { limit: -1 });
  const wanted = items.filter(
    ({ state, code, request, isOpen }) =>
      isOpen && open.has(state) && (wish.only?.has(request.id) ?? code !== 'list-item-left-out'),
  );
  const first = wanted[0] ?? items.find(({ state }) => state === 'in-approval' || state === 'ended');
  if (!first) throw new BianyinError('list-empty', { id });
  withMoment(session, (moment) => {
    requireSoundRegister(moment.store);
    const walk = walkRequest(atMoment(moment, moment.store.facts(first.request.id)));
    requireComplete(walk);
    requireTimeStamp(walk, { insistsOnTimeStamp: wish.timeStamp === 'now' });
  });
  if (wanted.length === 0) throw new BianyinError('list-empty', { id });
  const taken = new Set<string>();
  const [ready, skipped]: [SealingItem[], ListSealing['skipped'][number][]] = [[], []];
  for (const item of wanted) {
    const requestId = item.request.id;
    const outcome = missing(item);
    if (outcome) {
      skipped.push({ requestId, outcome });
      continue;
    }
    const file = item.file ?? '';
    const output = wish.outputFor?.(item) ?? freeOutput(session.home, file, taken);
    requireOutsideHome(session.home, output);
    taken.add(sameFileName(output));
    ready.push({ requestId, file, output });
  }
  return { ready, skipped };
}

/** Places (0 first) that still are part of a list and are not sealed now: what is signed and summed up before the PIN is the others. */
export function placesBeside(session: AppSession, id: string, now: ReadonlySet<string>): number[] {
  const { gone } = showList(session, id);
  return listItems(session, id, { limit: -1 }).flatMap(({ request, index }) =>
    now.has(request.id) || gone.includes(index) ? [] : [index],
  );
}

/** Whether the file is where it was and as long as it was; what is in it is for the gate to say. */
function missing({ file, request }: ListItemOnRecord): ItemOutcome | null {
  const { name, size } = request.document;
  const found = file === null ? null : orElseNull(() => statSync(file));
  if (found?.isFile() !== true)
    return { state: 'skipped', code: 'file-not-readable', detail: { file: name } };
  return found.size === size ? null : { state: 'skipped', code: 'document-changed', detail: { name } };
}

function orElseNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Seals what was planned, and remembers why the rest was not. One result for each, in order. Errors: those of the login. */
export async function sealList(
  session: AppSession,
  actor: Actor,
  { plan, timeStamp }: { readonly plan: ListSealing; readonly timeStamp: TimeStampWish },
  watch: SealingWatch,
): Promise<SealResult[]> {
  const results = await sealFiles(session, actor, { items: plan.ready, timeStamp }, watch);
  remember(session, [
    ...plan.skipped.map(({ requestId, outcome }) => [requestId, outcome] as const),
    ...results.flatMap((result) => {
      const outcome = outcomeOf(result);
      return outcome === undefined ? [] : [[idOf(result), outcome] as const];
    }),
  ]);
  return results;
}

/** Leaves items out of what is sealed, or takes them in again. Unsigned, for whoever seals. Errors: `request-unknown`. */
export function leaveOut(
  session: AppSession,
  listId: string,
  ids: readonly string[],
  isLeftOut: boolean,
): void {
  const stranger = ids.find((id) => listPartsOf(id)?.listId !== listId);
  if (stranger !== undefined) throw new BianyinError('request-unknown', { id: stranger });
  const outcome: ItemOutcome | null = isLeftOut
    ? { state: 'skipped', code: 'list-item-left-out', detail: {} }
    : null;
  remember(
    session,
    ids.map((id) => [id, outcome] as const),
  );
}

/** The login ended before it was the turn of the file, and nothing of it was spent (lost-sealing.ts). */
const notTried: ReadonlySet<string> = new Set(['sealing-stopped', 'worker-lost', 'worker-timeout']);

/** `undefined`: nothing was tried, and what was remembered stays. */
function outcomeOf(result: SealResult): ItemOutcome | null | undefined {
  if (result.ok) return null;
  const { code, detail } = result;
  if (notTried.has(code)) return undefined;
  return { state: skipCodes.has(code) ? 'skipped' : 'failed', code: code as ErrorCode, detail };
}

function idOf(result: SealResult): string {
  return result.ok ? result.outcome.requestId : result.requestId;
}

function remember(session: AppSession, outcomes: readonly (readonly [string, ItemOutcome | null])[]): void {
  const entries = outcomes.map(
    ([id, outcome]) => [itemOutcomeSetting(id), outcome === null ? '' : JSON.stringify(outcome)] as const,
  );
  if (entries.length > 0) withMoment(session, ({ store }) => store.setSettings(entries));
}

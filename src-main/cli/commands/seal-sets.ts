/** Several seals on one file at the terminal (docs/adr/0042): asked for with `--with` or `--pair`, put on one after the other with `seal apply`. */
import { resolve } from 'node:path';
import { requireReadyToSeal } from '../../app/requests/before-pin.ts';
import { describeList, listAsShown, submitList } from '../../app/requests/draft-list.ts';
import { fileNotes, requestNotes } from '../../app/requests/file-notes.ts';
import { requestWarnings, setWarnings } from '../../app/requests/file-warnings.ts';
import { requestFile } from '../../app/requests/request-file.ts';
import {
  composeRequest,
  placementsOf,
  requireTypeCode,
  sealFile,
  type NewRequest,
} from '../../app/requests/requests.ts';
import { nextInSet, setOfDraft, type SealInSet } from '../../app/requests/seal-set.ts';
import { timeStampOutlook } from '../../app/requests/time-stamping.ts';
import { sealFactsOfType } from '../../app/seals/seal-facts.ts';
import type { AppSession } from '../../app/session.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { besideOf } from '../../domain/seal-set.ts';
import type { ListSubject } from '../../tokens/signer-client.ts';
import { listSubjectLines } from '../list-text.ts';
import {
  actorFrom,
  applicantFrom,
  describedRequest,
  sealing,
  type CommandResult,
  type TokenOptions,
} from '../run-command.ts';
import { sayTimeStamp } from '../time-stamp-lines.ts';
import { sayNotes, sayWarnings } from '../warning-lines.ts';
import { shownList } from './request-lists.ts';
import { wishOf, type ApplyOptions } from './seal-lists.ts';

interface SetOptions extends Partial<TokenOptions> {
  readonly with?: string[];
  readonly pair?: string;
}

/** Submits the request for all seals; returns the number of the set. Errors: as `composeRequest`, `usage`. */
export async function submittedSet(
  session: AppSession,
  input: NewRequest,
  options: SetOptions,
): Promise<string> {
  const draft = await composeRequest(session, input);
  const others = await otherSeals(session, { input, draft }, options);
  const set = setOfDraft(draft, others);
  sayWarnings(await setWarnings(session, set));
  sayNotes(await fileNotes(session, input.file));
  let shown: ListSubject | undefined;
  const actor = await applicantFrom(session, options, async () => {
    shown = await describeList(session, set);
    return { lines: listSubjectLines(shown) };
  });
  return submitList(session, actor, shown ? listAsShown(set, shown) : set);
}

interface First {
  readonly input: NewRequest;
  readonly draft: Awaited<ReturnType<typeof composeRequest>>;
}

async function otherSeals(
  session: AppSession,
  { input, draft }: First,
  { with: texts = [], pair }: SetOptions,
): Promise<SealInSet[]> {
  const places = new Map<string, string[]>();
  for (const text of texts) {
    const [, type, at] = /^(0[1-5]):(.+)$/.exec(text) ?? [];
    if (type === undefined || at === undefined)
      throw new BianyinError('usage', { what: '--with 05:page=1,x=150mm,y=200mm' });
    places.set(type, [...(places.get(type) ?? []), at]);
  }
  const others: SealInSet[] = [];
  for (const [type, at] of places) {
    const typeCode = requireTypeCode(type);
    const placements = await placementsOf(session, { file: input.file, at, keyword: [], seam: [] }, typeCode);
    others.push({ typeCode, placements });
  }
  if (pair === undefined) return others;
  const typeCode = requireTypeCode(pair);
  const [first, second] = [draft.typeCode, typeCode].map((each) => sealFactsOfType(session, each));
  const placements = first && second ? besideOf(draft.placements, first, second) : [];
  if (placements.length === 0) throw new BianyinError('usage', { what: '--pair: --at / --keyword' });
  return [...others, { typeCode, placements }];
}

/** Puts the seal that is waited for on the file; `--out` gets it with the last one. */
export async function sealedNext(
  session: AppSession,
  id: string,
  options: ApplyOptions,
): Promise<CommandResult> {
  const next = nextInSet(session, id);
  if (!next) throw new BianyinError('list-empty', { id });
  const { requestId, half, count } = next;
  const timeStamp = wishOf(options);
  const moved = options.file === undefined ? undefined : resolve(options.file);
  const output = half ?? resolve(options.out);
  await requireReadyToSeal(session, { requestId, output, timeStamp, moved, ofSet: true });
  sayWarnings(await requestWarnings(session, requestId, next.index === 0 ? moved : undefined));
  if (next.index === 0) sayNotes(await requestNotes(session, requestId, { moved }));
  sayTimeStamp(await timeStampOutlook(session, timeStamp), options.lang ?? 'zh');
  const actor = await actorFrom(session, options, describedRequest(session, requestId, sealing(options)));
  const file = next.file ?? moved ?? requestFile(session, requestId);
  const outcome = await sealFile(session, actor, { requestId, output, timeStamp, file });
  const { value, lines } = shownList(session, id);
  const after = nextInSet(session, id);
  const said =
    half === null
      ? `一套 ${count} 枚章都已盖好：${options.out}（SM3 ${outcome.outputSm3.slice(0, 16)}…）。`
      : `已盖第 ${next.index + 1} / ${count} 枚（${outcome.sealName}）；文件还没有盖好，留在数据目录里，等第 ${(after?.index ?? 0) + 1} 枚。`;
  const sealed = { ...outcome, ...(half === null ? { output } : { waits: true }) };
  return { value: { ...(value as object), sealed }, lines: [said, ...lines] };
}

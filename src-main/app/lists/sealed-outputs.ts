/** Where the sealed files of a list go, by name and folder, and the index of what became of them (docs/adr/0036). */
import { readdirSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { sentenceFor, type Language } from '../../domain/errors/sentence.ts';
import { outputNames, requireNameRule } from '../../domain/output-name.ts';
import { displayName } from '../../platform/display-name.ts';
import { attempt } from '../../platform/publish-file.ts';
import type { SealResult } from '../../signer/answers.ts';
import { sealedFileSetting } from '../../store/settings.ts';
import type { SealingItem } from '../../tokens/signer-client.ts';
import { folderFor, makeOutputFolder, requireFolderOutside } from '../requests/output-place.ts';
import { listItems, showList, type ListItemOnRecord } from '../requests/request-lists.ts';
import { sealFactsById } from '../seals/seal-facts.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';
import type { IndexRow, ListIndex } from './list-index.ts';

/** A folder and a rule for names in it. */
export interface OutputPlace {
  readonly folder: string;
  readonly names: string;
}

const done: ReadonlySet<string> = new Set(['sealed', 'stamp-waiting']);

/** A new path for each file of the list that is not sealed yet. Errors: `list-name-rule`, `output-not-writable`, `output-inside-home`. */
export function namedOutputs(
  session: AppSession,
  id: string,
  { folder, names }: OutputPlace,
): (item: ListItemOnRecord) => string | null {
  requireNameRule(names);
  requireFolderOutside(session.home, folder);
  const items = listItems(session, id, { limit: -1 });
  const open = items.filter(({ state }) => !done.has(state));
  const facts = open.map(({ request, index }) => ({
    number: request.reference ?? null,
    counterparty: request.counterparty ?? null,
    amount: request.amount ?? null,
    name: request.document.name,
    place: index + 1,
  }));
  const room = { taken: namesIn(folder), date: chinaDay(session.now()), count: items.length };
  const given = outputNames(names, facts, room);
  const paths = new Map(open.map(({ request }, i) => [request.id, join(folder, given[i] ?? '')]));
  return ({ request }) => paths.get(request.id) ?? null;
}

/**
 * A folder beside the originals that bears the number of the list, made when it is not there: each login puts its files into the same
 * one. Errors: `file-not-readable`, `output-not-writable`, `output-inside-home`.
 */
export function ownFolder(session: AppSession, id: string): string {
  const [first] = listItems(session, id, { limit: 1 });
  if (first?.file === null || first?.file === undefined)
    throw new BianyinError('file-not-readable', { file: id });
  return makeOutputFolder(session.home, join(folderFor(session.home, first.file), `${id}-已盖章`));
}

/** Nothing happens to a folder that has anything in it. */
export function removeEmpty(folder: string): void {
  attempt(() => rmdirSync(folder));
}

/** Errors: `output-not-writable`. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new BianyinError('output-not-writable', { file: displayName(folder) }, { cause });
  }
}

/** `20261130`, China time. */
function chinaDay(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
}

/** Keeps where each sealed file was put, for the index of this login and of later ones. */
export function rememberOutputs(
  session: AppSession,
  results: readonly SealResult[],
  items: readonly SealingItem[],
): void {
  const outputs = new Map(items.map(({ requestId, output }) => [requestId, output]));
  const entries = results.flatMap((result): [string, string][] => {
    const output = result.ok ? outputs.get(result.outcome.requestId) : undefined;
    return result.ok && output !== undefined ? [[sealedFileSetting(result.outcome.requestId), output]] : [];
  });
  if (entries.length > 0) withMoment(session, ({ store }) => store.setSettings(entries));
}

/** Everything that became of a list, as the register tells it. Errors: `request-unknown`. */
export function indexOfList(session: AppSession, id: string, language: Language): ListIndex {
  const { first } = showList(session, id);
  const items = listItems(session, id, { limit: -1 });
  const { uses, places } = withMoment(session, ({ store }) => ({
    uses: new Map(items.map(({ request }) => [request.id, store.sealedFilesOf(request.id).at(-1)])),
    places: store.settingsUnder(sealedFileSetting(id)),
  }));
  const rows = items.map((item): IndexRow => {
    const { request, state } = item;
    const use = uses.get(request.id);
    const place = places.get(sealedFileSetting(request.id)) ?? null;
    return {
      ...{ file: request.document.name, sm3: request.document.sm3, state, requestId: request.id },
      number: request.reference ?? null,
      counterparty: request.counterparty ?? null,
      amount: request.amount ?? null,
      currency: request.currency ?? null,
      why: whyText(item, language),
      sealedFile: use && place !== null ? displayName(basename(place)) : null,
      sealedSm3: use?.sm3 ?? null,
      time: use?.time ?? null,
    };
  });
  const { settings } = session;
  return {
    listId: id,
    enterprise: settings?.enterprise.name ?? '',
    seal: sealFactsById(session, first.request.seal.esId).name,
    reason: first.request.reason,
    madeAt: session.now(),
    isSandbox: settings?.kind === 'sandbox',
    rows,
  };
}

function whyText({ code, detail }: ListItemOnRecord, language: Language): string {
  return code === undefined ? '' : sentenceFor(new BianyinError(code as ErrorCode, { ...detail }), language);
}

/** The folder in which most of the files are: where an index belongs when nobody chose one. */
export function folderOf(items: readonly SealingItem[]): string | null {
  const [first] = items;
  return first ? dirname(first.output) : null;
}

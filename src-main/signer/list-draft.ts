/**
 * A list of requests in the making (docs/adr/0035): the signer measures every file by itself, fills in one request for each, and says what
 * they come to. The same reading is shown before the PIN and made again before anything is signed.
 */
import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../approval/canonical-json.ts';
import { listItemId } from '../approval/list.ts';
import { readDetails, wrongInSet, type Request, type SignedRequest } from '../approval/request.ts';
import { textSm3 } from '../approval/statement.ts';
import { toHex } from '../crypto/bytes.ts';
import { listTotals, totalsByCounterparty, type ListTotals } from '../domain/list-totals.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { countPlaces } from '../domain/placement-count.ts';
import type { SealingWarning } from '../domain/sealing-warnings.ts';
import { displayName } from '../platform/display-name.ts';
import type { HomeMoment } from '../home/home-moment.ts';
import { trustedSeal } from '../home/own-seals.ts';
import type { Ask } from '../platform/worker-main.ts';
import { measureAttachment, measureDocument, type MeasuredDocument } from './measure-document.ts';
import type { ListProblem, ListSubject } from './answers.ts';
import type { ListDraft } from './messages.ts';
import { dutiesOfDraft } from './told-duties.ts';

/** Rows of a list that a window for a PIN shows. */
const SHOWN = 20;
/** Files after which whoever waits is told how far it is. */
const TELL = 10;

type Item = ListDraft['items'][number];

/** An item whose file has been read. */
export interface MeasuredItem extends MeasuredDocument {
  readonly item: Item;
}

interface MeasuredList {
  readonly measured: readonly MeasuredItem[];
  /** Why a file cannot be part of it. */
  readonly problems: readonly ListProblem[];
}

/** Reads every file. Errors: `seal-not-in-register`, `seal-not-trusted`, `worker-*`. */
export async function measureList(moment: HomeMoment, draft: ListDraft, ask: Ask): Promise<MeasuredList> {
  const measured: MeasuredItem[] = [];
  const problems: ListProblem[] = [];
  for (const [index, item] of draft.items.entries()) {
    if (index % TELL === 0) await ask({ name: 'measured', done: index, total: draft.items.length });
    const { picture } = trustedSeal(moment, item.typeCode ?? draft.typeCode).info;
    try {
      measured.push({ item, ...measureDocument(moment, item.file, item.placements, picture) });
    } catch (error) {
      if (!(error instanceof BianyinError)) throw error;
      problems.push({ index, code: error.code, detail: { ...error.detail } });
    }
  }
  return { measured, problems };
}

/** Hex SM3 over the digests of the files in their order: one figure for applicant and approvers to compare. */
export function filesSm3(documents: readonly { readonly sm3: string }[]): string {
  return textSm3(canonicalJson(documents.map(({ sm3 }) => sm3)));
}

type OfFile = 'reference' | 'numbers' | 'counterparty' | 'amount' | 'currency';

/** What all requests of a list have in common. */
type Shared = Omit<Request, 'id' | 'salt' | 'document' | 'placements' | OfFile | 'seals'>;

/**
 * The seals of a set in their order; undefined for a list of files. Asked before anybody types a PIN, and again when it is signed.
 * Errors: as `trustedSeal`, `set-seals-unnamed`, `request-inconsistent`.
 */
export function sealsOfSet(moment: HomeMoment, { isSet, items, uses }: ListDraft): Request['seals'] {
  if (isSet !== true) return undefined;
  const seals = items.map(({ typeCode }) => {
    if (typeCode === undefined) throw new BianyinError('set-seals-unnamed');
    return { esId: trustedSeal(moment, typeCode).info.esId, typeCode };
  });
  const wrong = wrongInSet(seals, uses);
  if (wrong)
    throw new BianyinError('request-inconsistent', { id: displayName(items[0]?.file ?? ''), what: wrong });
  return seals;
}

/** One request for each file, or for each seal of a set, numbered under the list. */
export function requestsOf(
  listId: string,
  shared: Shared,
  measured: readonly MeasuredItem[],
  seals: Request['seals'],
): Request[] {
  return measured.map(({ item, document }, index) => {
    const { placements, reference, numbers, counterparty, amount, currency } = item;
    const seal = seals?.[index];
    return {
      ...shared,
      ...(seals && seal ? { purpose: 'bianyin.set-request/1', seals, seal } : {}),
      ...{ id: listItemId(listId, index), salt: toHex(randomBytes(32)), document, placements },
      ...(reference === undefined ? {} : { reference }),
      ...(numbers === undefined ? {} : { numbers }),
      ...(counterparty === undefined ? {} : { counterparty }),
      ...(amount === undefined ? {} : { amount }),
      ...(currency === undefined ? {} : { currency }),
    };
  });
}

/** A list that is not written yet, for the window that asks for the PIN. Errors: as `measureList`. */
export async function describeListDraft(
  moment: HomeMoment,
  draft: ListDraft,
  ask: Ask,
): Promise<ListSubject> {
  const { measured, problems } = await measureList(moment, draft, ask);
  const { esId, name } = trustedSeal(moment, draft.typeCode).info;
  const { typeCode, reason, matter, uses } = draft;
  const seals = sealsOfSet(moment, draft);
  const attachments = draft.attachments.map(measureAttachment);
  const rows = measured.map(({ item, document }) => ({ ...item, document }));
  const warnings = new Set(measured.flatMap(({ warnings: found }): readonly SealingWarning[] => found));
  return {
    ...{ listId: null, listSm3: null, membersSm3: null, esId, sealName: name, typeCode },
    ...{ reason, matter, uses, attachments },
    seals: aboutSeals(moment, seals, draft.items),
    // A set is one file, however many seals.
    ...aboutRows(draft.isSet === true ? rows.slice(0, 1) : rows),
    leftOut: { count: 0, now: 0, first: [] },
    ...{ problems: [...problems], warnings: [...warnings] },
    ...{ shown: [], behalf: null },
    combined: dutiesOfDraft(moment, { ...draft, ...draft.items[0], typeCode, seals }),
  };
}

/** The seals of a set as people know them. Errors: `seal-not-in-register`. */
export function aboutSeals(
  { seals: known }: Pick<HomeMoment, 'seals'>,
  seals: Request['seals'],
  members: readonly Pick<Request, 'placements'>[],
): ListSubject['seals'] {
  if (!seals) return null;
  return seals.map(({ esId, typeCode }, i) => {
    const found = known.find(({ info }) => info.esId === esId);
    if (!found) throw new BianyinError('seal-not-in-register', { seal: esId });
    return {
      esId,
      typeCode,
      sealName: found.info.name,
      placed: { ...countPlaces(members[i]?.placements ?? []) },
    };
  });
}

type Row = Pick<Request, 'document' | 'placements' | 'counterparty' | 'amount' | 'currency' | 'reference'>;

/** What is said of the files of a list, read from the files or from the signed requests. */
export function aboutRows(
  rows: readonly Row[],
): Pick<ListSubject, 'count' | 'filesSm3' | 'placed' | 'first' | 'byCounterparty' | keyof ListTotals> {
  const placed = rows.map(({ placements }) => countPlaces(placements));
  const sumOf = (part: 'places' | 'seams' | 'seamPages'): number =>
    placed.reduce((sum, each) => sum + each[part], 0);
  return {
    count: rows.length,
    filesSm3: filesSm3(rows.map(({ document }) => document)),
    placed: { places: sumOf('places'), seams: sumOf('seams'), seamPages: sumOf('seamPages') },
    first: rows.slice(0, SHOWN).map(firstRow),
    ...listTotals(rows),
    byCounterparty: totalsByCounterparty(rows).slice(0, SHOWN),
  };
}

/** The files that are not agreed to, by number and name. `gone`: all of them, `now`: those that whoever signs refuses. Places, 0 first. */
export function aboutLeftOut(
  members: readonly { readonly request: SignedRequest }[],
  gone: readonly number[],
  now: readonly number[],
): ListSubject['leftOut'] {
  const first = gone.slice(0, SHOWN).flatMap((place) => {
    const member = members[place];
    if (!member) return [];
    const { name: fileName } = readDetails(member.request.request).document;
    return [{ number: place + 1, fileName, isNow: now.includes(place) }];
  });
  return { count: gone.length, now: gone.filter((place) => now.includes(place)).length, first };
}

function firstRow({
  document,
  counterparty,
  amount,
  currency,
  reference,
}: Row): ListSubject['first'][number] {
  return {
    ...{ fileName: document.name, sm3: document.sm3 },
    counterparty: counterparty ?? null,
    amount: amount ?? null,
    currency: currency ?? null,
    reference: reference ?? null,
  };
}

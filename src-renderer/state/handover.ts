/** What is open already and goes from one screen to the next: screens know nothing of each other. */
import type { CallOutput } from '../../src-main/contract/calls.ts';
import type { ListRowView } from '../../src-main/contract/list-calls.ts';
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { DocumentView } from '../../src-main/contract/views.ts';

let waiting: DocumentView | null = null;
let again: RequestAgain | null = null;

export function handOver(document: DocumentView): void {
  waiting = document;
}

/** What was handed over last, once; whoever takes it closes it. */
export function takeHandedOver(): DocumentView | null {
  const document = waiting;
  waiting = null;
  return document;
}

/** A request that is to be submitted again, and its file. */
export interface RequestAgain {
  readonly request: RequestView;
  readonly document: DocumentView;
}

export function handOverRequest(given: RequestAgain): void {
  again = given;
}

/** The same for a request. */
export function takeRequestAgain(): RequestAgain | null {
  const given = again;
  again = null;
  return given;
}

/** A list that is to be submitted again, opened in main, with what was typed for it. */
export interface ListAgain {
  readonly view: CallOutput<'bulk.again'>['view'];
  readonly rule: CallOutput<'bulk.again'>['rule'];
  readonly list: Pick<ListRowView, 'seal' | 'matter' | 'reason'>;
}

let listAgain: ListAgain | null = null;

export function handOverList(given: ListAgain): void {
  listAgain = given;
}

/** The same for a list. */
export function takeListAgain(): ListAgain | null {
  const given = listAgain;
  listAgain = null;
  return given;
}

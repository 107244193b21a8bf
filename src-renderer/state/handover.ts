/** What is open already and goes from one screen to the next: screens know nothing of each other. */
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

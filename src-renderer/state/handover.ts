/** A document that is open already and goes from one screen to the next: screens know nothing of each other. */
import type { DocumentView } from '../../src-main/contract/views.ts';

let waiting: DocumentView | null = null;

export function handOver(document: DocumentView): void {
  waiting = document;
}

/** What was handed over last, once; whoever takes it closes it. */
export function takeHandedOver(): DocumentView | null {
  const document = waiting;
  waiting = null;
  return document;
}

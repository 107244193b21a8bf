/** What the PIN window says of a list that is about to be signed (docs/adr/0035), as the signer has read every file or request of it. */
import type { PinQuestion } from '../../contract/pin.ts';
import type { ListSubject } from '../../signer/messages.ts';
import { sealFactsById } from '../seals/seal-facts.ts';
import type { PinSubject } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import type { Action } from './pin-subject.ts';

interface About {
  readonly action: Action;
  /** The reason of a rejection or a taking back. */
  readonly refusal?: string | undefined;
  /** How many files of it are signed for now, where that is not all. */
  readonly now?: number | undefined;
  readonly warnings?: PinSubject['warnings'];
}

/** A list as the signer has described it, before or after it was written. */
export function aboutListSubject(
  { running }: MainWindow,
  subject: ListSubject,
  { action, refusal, now, warnings = [] }: About,
): PinSubject {
  const { listId, listSm3, membersSm3, filesSm3, count, totals, withoutAmount, counterparties, first } =
    subject;
  const list: PinQuestion['list'] = {
    ...{ listSm3, filesSm3, count, totals, withoutAmount, counterparties, first },
    now: now ?? count,
  };
  const { sealName, typeCode, placed, reason, matter, uses, attachments, combined } = subject;
  return {
    action,
    list,
    subject: {
      ...{ requestId: listId, fileName: '', sm3: null, sealName, typeCode, placed, reason },
      ...{ matter, uses, attachments, combined },
      ...{ refusal: refusal ?? null, counterparty: null, amount: null, currency: null, firstPage: null },
      picture: sealFactsById(running.session(), subject.esId).picture,
    },
    warnings: [...new Set([...subject.warnings, ...warnings])],
    // What is not stored yet is pinned by its files (`filesSm3`).
    ...(listSm3 === null || membersSm3 === null ? {} : { shown: [listSm3, membersSm3] }),
  };
}

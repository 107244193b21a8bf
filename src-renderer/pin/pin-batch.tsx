/**
 * Several things under one PIN: every one by name, with its seals, counterparty and amount, and what is said beside it, in sight; nobody agrees to
 * "and others".
 */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { money, PinAttachments, PinDigest, PinFacts, type PinLanguage } from './pin-facts.tsx';
import { PinLeftOut, PinParties, PinRows } from './pin-list-parts.tsx';
import { placedText } from './pin-placed.ts';
import { filledFor, PinSums } from './pin-sums.tsx';
import { pinWords } from './pin-words.ts';

type Batch = NonNullable<PinQuestion['batch']>;

interface BatchProps {
  readonly batch: Batch;
  readonly action: PinQuestion['action'];
  readonly sums: PinQuestion['sums'];
  readonly language: PinLanguage;
}

export function PinBatch({ batch, action, sums, language }: BatchProps) {
  const words = pinWords.files[action === 'approve' ? 'approve' : 'apply'];
  return (
    <>
      <p className="pin-small">{words[language].replace('{count}', String(batch.length))}</p>
      {sums && <PinSums {...sums} language={language} />}
      <ol className="pin-batch" tabIndex={0}>
        {batch.map((each) => (
          <li
            key={each.requestId}
            data-request={each.requestId}
            title={`${each.fileName} · ${each.requestId}`}
          >
            <BatchEntry of={each} language={language} />
          </li>
        ))}
      </ol>
    </>
  );
}

interface EntryProps {
  readonly of: Batch[number];
  readonly language: PinLanguage;
}

/** What one has typed stands apart from what another has: each in an element of its own. What is signed beside it is never folded away. */
function BatchEntry({ of, language }: EntryProps) {
  const { sm3, list, comment, attachments = [] } = of;
  return (
    <>
      <details>
        <summary>
          <bdi>{list ? of.reason : of.fileName}</bdi>
          <Told of={of} language={language} />
        </summary>
        <PinFacts told={{ ...of, comment: undefined }} language={language} isOfEach={list !== undefined} />
        <PinAttachments attachments={attachments} language={language} />
        {list && <PinParties {...{ list, language }} />}
        {list && <PinRows {...{ list, language }} />}
      </details>
      {list && <PinLeftOut {...{ list, language }} />}
      {comment !== undefined && (
        <p className="pin-comment" data-comment={of.requestId}>
          <span className="pin-small">{pinWords.facts.comment[language]}</span> <bdi>{comment}</bdi>
        </p>
      )}
      <PinDigest sm3={sm3} language={language} word={list ? 'listDigest' : 'digest'} />
    </>
  );
}

/** Seals and places, whom it is for, what it comes to. */
function Told({ of, language }: EntryProps) {
  const { sealName, seals, placed, counterparty, amount, currency, list } = of;
  const filled = filledFor(language);
  const where = seals ?? (placed ? [{ sealName, placed }] : null);
  return (
    <span className="pin-small pin-told">
      {where ? (
        where.map((seal) => <bdi key={seal.sealName}>{`${seal.sealName} ${placedText(seal, language)}`}</bdi>)
      ) : (
        <bdi>{sealName}</bdi>
      )}
      {list && <span>{filled('count', { count: list.count })}</span>}
      {list && <span>{filled('parties', { count: list.counterparties })}</span>}
      {list?.totals.map((sum) => (
        <bdi key={sum.currency}>{money(sum.amount, sum.currency, language)}</bdi>
      ))}
      {list && list.withoutAmount > 0 && <span>{filled('without', { count: list.withoutAmount })}</span>}
      {!list && <bdi>{of.reason}</bdi>}
      {counterparty !== null && <bdi>{counterparty}</bdi>}
      {amount !== null && <bdi>{money(amount, currency, language)}</bdi>}
    </span>
  );
}

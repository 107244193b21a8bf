/** Several files under one PIN: every one by name, with its seal, counterparty and amount in sight; nobody agrees to "and others". */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { money, PinDigest, PinFacts, type PinLanguage } from './pin-facts.tsx';
import { PinSums } from './pin-sums.tsx';
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
        {batch.map((file) => (
          <li key={file.requestId} title={`${file.fileName} · ${file.requestId}`}>
            <BatchFile file={file} language={language} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** What one has typed stands apart from what another has: each in an element of its own. */
function BatchFile({ file, language }: { readonly file: Batch[number]; readonly language: PinLanguage }) {
  const { fileName, sealName, counterparty, amount, currency, sm3 } = file;
  return (
    <>
      <details>
        <summary>
          <bdi>{fileName}</bdi>
          <span className="pin-small pin-told">
            <bdi>{sealName}</bdi>
            {counterparty !== null && <bdi>{counterparty}</bdi>}
            {amount !== null && <bdi>{money(amount, currency, language)}</bdi>}
          </span>
        </summary>
        <PinFacts told={file} language={language} />
      </details>
      <PinDigest sm3={sm3} language={language} />
    </>
  );
}

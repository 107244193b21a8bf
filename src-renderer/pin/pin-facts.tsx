/**
 * What is signed, each fact in a field of its own: what somebody has typed into one can look like no other. The names of the fields
 * stand in a column that values never reach.
 */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import {
  attachmentKindNames,
  combinedDutyText,
  matterNames,
  timeStampOutlookNames,
} from '../../src-main/contract/words.ts';
import { pinWords } from './pin-words.ts';

export type PinLanguage = 'zh' | 'en';

interface StampProps {
  readonly outlook: PinQuestion['timeStamp'];
  readonly language: PinLanguage;
}

/** Whether the file will have a time stamp, in the words of the main window; nothing for what puts no seal on anything. */
export function PinTimeStamp({ outlook, language }: StampProps) {
  if (outlook === null) return null;
  return (
    <dl className="pin-facts pin-stamp" data-time-stamp={outlook}>
      <PinFact name="timeStamp" value={timeStampOutlookNames[outlook][language]} language={language} />
    </dl>
  );
}

type Told = Pick<
  NonNullable<PinQuestion['batch']>[number],
  'reason' | 'counterparty' | 'amount' | 'currency'
>;

type Besides = 'reference' | 'matter' | 'uses' | 'refusal' | 'comment' | 'combined' | 'behalf';

interface FactsProps {
  readonly told: Told & {
    readonly [name in Besides]?: PinQuestion['subject'][name] | undefined;
  };
  readonly language: PinLanguage;
  /** The uses are those of each file of a list. */
  readonly isOfEach?: boolean;
}

export function PinFacts({ told, language, isOfEach = false }: FactsProps) {
  const {
    reason,
    matter = null,
    uses = null,
    reference = null,
    counterparty,
    amount,
    currency,
    refusal,
    comment = null,
    combined = [],
    behalf = null,
  } = told;
  const facts = {
    reason: reason === '' ? null : reason,
    matter: matter && matterNames[matter][language],
    reference,
    counterparty,
    amount: amount === null ? null : money(amount, currency, language),
    uses:
      uses === null
        ? null
        : pinWords[isOfEach ? 'timesEach' : 'times'][language].replace('{uses}', String(uses)),
    refusal: refusal ?? null,
    comment,
    behalf: behalf && pinWords.behalf[language].replace('{name}', () => behalf),
    combined: combined.length === 0 ? null : combinedDutyText(combined.join(' '), language),
  };
  const shown = (
    [
      'reason',
      'matter',
      'reference',
      'counterparty',
      'amount',
      'uses',
      'refusal',
      'comment',
      'behalf',
      'combined',
    ] as const
  ).filter((name) => facts[name] !== null);
  if (shown.length === 0) return null;
  return (
    <dl className="pin-facts">
      {shown.map((name) => (
        <PinFact key={name} name={name} value={facts[name] ?? ''} language={language} />
      ))}
    </dl>
  );
}

interface AttachmentsProps {
  readonly attachments: PinQuestion['subject']['attachments'];
  readonly language: PinLanguage;
}

/** What goes with the request: the kind, the name and the digest of each file. */
export function PinAttachments({ attachments, language }: AttachmentsProps) {
  if (attachments.length === 0) return null;
  return (
    <dl className="pin-facts pin-attachments">
      {attachments.map(({ kind, name, sm3 }, index) => (
        <div key={index} data-fact="attachment">
          <dt>{attachmentKindNames[kind][language]}</dt>
          <dd>
            <bdi>{name}</bdi>
            <PinDigest sm3={sm3} language={language} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface FactProps {
  readonly name: keyof typeof pinWords.facts;
  readonly value: string;
  readonly language: PinLanguage;
}

export function PinFact({ name, value, language }: FactProps) {
  return (
    <div data-fact={name}>
      <dt>{pinWords.facts[name][language]}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}

/** Digits that stand together, so that two people can read them to each other. */
const GROUP = 8;

interface DigestProps {
  readonly sm3: string;
  readonly language: PinLanguage;
  /** What the digest is of; of a file where nothing is said. */
  readonly word?: 'digest' | 'filesDigest' | 'listDigest';
}

/** The beginning of a digest, and all of it in groups for whoever asks. */
export function PinDigest({ sm3, language, word = 'digest' }: DigestProps) {
  const groups = sm3.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
  return (
    <details className="pin-digest">
      <summary>{pinWords[word][language].replace('{head}', groups[0] ?? '')}</summary>
      <code>
        {groups.map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </code>
    </details>
  );
}

/** `￥128,000.00` · `CNY 128,000.00`, as in the main window; figures never part from their sign. */
export function money(amount: string, currency: string | null, language: PinLanguage): string {
  if (currency === 'CNY' && language === 'zh') return `￥${grouped(amount)}`;
  return `${currency ?? ''}\u00a0${grouped(amount)}`.trim();
}

function grouped(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}

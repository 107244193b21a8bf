/** A delegation that is about to be signed (docs/adr/0045), each fact in a field of its own, as the signer has described it. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { chinaTimeText, matterNames, parseInstant, sealKindNames } from '../../src-main/contract/words.ts';
import { money, PinFact, type PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';

interface DelegationProps {
  readonly delegation: NonNullable<PinQuestion['delegation']>;
  readonly language: PinLanguage;
}

export function PinDelegation({ delegation, language }: DelegationProps) {
  const { grantor, deputy, seals, matters, maxAmount, currency, from, until } = delegation;
  const listed = (words: readonly string[]): string => words.join(language === 'zh' ? '、' : ', ');
  const kinds = seals.map((each) =>
    each === null ? pinWords.sealGone[language] : sealKindNames[each][language],
  );
  const facts = {
    grantor,
    deputy,
    seals: listed(kinds),
    matters: listed(matters.map((each) => matterNames[each][language])),
    limit: maxAmount === null ? pinWords.noLimit[language] : money(maxAmount, currency, language),
    from: chinaTimeText(parseInstant(from), language),
    until: chinaTimeText(parseInstant(until), language),
  };
  return (
    <dl className="pin-facts">
      {(['grantor', 'deputy', 'seals', 'matters', 'limit', 'from', 'until'] as const).map((name) => (
        <PinFact key={name} name={name} value={facts[name]} language={language} />
      ))}
    </dl>
  );
}

/** The facts of several seals on one file: each with its kind, its places and how far it is. */
import type { ReactNode } from 'react';
import { itemStateNames } from '../../../src-main/contract/words.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { setWords } from '../../i18n/set-words.ts';
import { usePlacesText } from '../../i18n/use-places-text.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { PathPanel } from './path-panel.tsx';
import type { SetScreenProps } from './set-props.ts';

interface FactsProps extends Pick<SetScreenProps, 'list' | 'set' | 'row'> {
  readonly warnings: ReactNode;
}

export function SetFacts({ list, set, row, warnings }: FactsProps) {
  const say = useWords(approveWords);
  const { matter, requestStanding } = useVocabulary();
  const { time } = useFormat();
  const { seals } = useOffice();
  // The list names who keeps the seal in turn, with deputies; the others are known by the seals.
  const others = set.seals.flatMap(({ esId }) => seals.find((each) => each.esId === esId)?.keepers ?? []);
  const keepers = [...new Set([...others, ...list.keepers])];
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('state'), <b key="state">{requestStanding(row)}</b>],
    [say('sealColumn'), <SealLines key="seals" set={set} />],
    [say('file'), set.document.name],
    [say('matter'), matter(list.matter)],
    [say('counterparty'), set.counterparty ?? '—'],
    [
      say('amount'),
      row.amount === null ? (
        say('noAmount')
      ) : (
        <MoneyText key="amount" amount={row.amount} currency={row.currency ?? 'CNY'} />
      ),
    ],
    [say('applicant'), list.applicant],
    [say('until'), time(list.validUntil)],
  ];
  return (
    <div className="request-facts">
      <section className="panel">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name} className="list-fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {warnings}
      </section>
      <PathPanel list={{ ...list, keepers }} />
    </div>
  );
}

/** Each with its places, how far it is, and whose UKey holds it. */
function SealLines({ set }: Pick<FactsProps, 'set'>) {
  const say = useWords(setWords);
  const { sealKind, list } = useVocabulary();
  const { language } = usePreferences();
  const places = usePlacesText();
  const { seals } = useOffice();
  const names = (esId: string): string => list(seals.find((each) => each.esId === esId)?.keepers ?? []);
  return (
    <ol className="set-seals" aria-label={say('seals')}>
      {set.seals.map(({ id, esId, typeCode, placements, state }) => (
        <li key={id} data-seal={typeCode} data-state={state}>
          <VerdictShape
            level={state === 'sealed' ? 'PASS' : state === 'failed' ? 'FAIL' : 'NONE'}
            size={16}
          />
          <span>
            {sealKind(typeCode)} {places(placements)} · {itemStateNames[state][language]}
            {names(esId) !== '' && (
              <span className="secondary"> · {say('keptBy', { names: names(esId) })}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

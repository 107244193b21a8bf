/** What comes to its end soon, most urgent first; nothing where nothing does. */
import { lapseText } from '../../../src-main/contract/words.ts';
import type { HomeView } from '../../../src-main/contract/views.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { workbenchWords } from '../../i18n/workbench-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

type Lapse = NonNullable<HomeView['home']>['lapses'][number];

/** What lies further ahead is a line; from ten days on it has the shape of a doubt, at its end that of a refusal. */
const shapes = { '60': 'NONE', '30': 'NONE', '10': 'UNSURE', over: 'FAIL' } as const;

export function LapseList() {
  const say = useWords(workbenchWords);
  const { language } = usePreferences();
  const lapses: readonly Lapse[] = useOffice().home.home?.lapses ?? [];
  if (lapses.length === 0) return null;
  return (
    <section className="panel lapses">
      <h2 className="section-title">{say('lapses')}</h2>
      <ul>
        {lapses.map((lapse) => (
          <li key={`${lapse.what} ${lapse.name} ${lapse.until}`}>
            <VerdictShape level={shapes[lapse.stage]} size={18} />
            <span>{lapseText(lapse, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

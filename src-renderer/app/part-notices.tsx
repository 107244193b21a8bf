/** What of the home could not be read: a notice for each part, with the one place to go. Everything else stays as it is. */
import { Button } from 'antd';
import { CallFailure } from '../bridge/bridge.ts';
import type { TokenView } from '../../src-main/contract/views.ts';
import type { CallError } from '../../src-main/contract/result.ts';
import { frameWords } from '../i18n/frame-words.ts';
import { useWords } from '../i18n/words.ts';
import { useOfficeState, type Office, type OfficePart } from '../state/office.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RestoreHome } from '../ui/restore-home.tsx';
import { CorrectClock } from './clock-dialog.tsx';
import { goTo, usePlace } from './navigation.tsx';

interface Notice {
  readonly about: 'homeDamaged' | 'homeProblem' | `${OfficePart}Problem`;
  readonly error: unknown;
}

export function PartNotices() {
  const { office } = useOfficeState();
  const { screen, request } = usePlace();
  if (!office) return null;
  // A counter works without UKeys and requests; what is wrong with the home concerns its verdicts.
  const notices = noticesOf(office).filter(({ about }) => screen !== 'counter' || about === 'homeDamaged');
  const hasPerson = screen !== 'counter' && screen !== 'verify' && asksWho(office);
  if (notices.length === 0 && !hasPerson) return null;
  const isDiagnosis = screen === 'settings' && request === 'token';
  return (
    <div className="part-notices">
      {notices.map((notice) => (
        <PartNotice key={notice.about} {...notice} office={office} isDiagnosis={isDiagnosis} />
      ))}
      {hasPerson && <PersonNotice office={office} />}
    </div>
  );
}

/**
 * Whether it must be said who works here: the UKey in use was pulled and another one is plugged in, or several people's are and
 * nobody has chosen. Those of a sandbox are always all there.
 */
function asksWho({ tokenGone, tokenChosen, tokens, home }: Office): boolean {
  const people = new Set(tokens.flatMap(({ holder }) => (holder ? [holder.id] : [])));
  return tokenGone !== null || (people.size > 1 && !tokenChosen && home.home?.kind === 'enterprise');
}

/** Who the window has become, and the way back. */
function PersonNotice({ office: { token, tokenGone, tokens, chooseToken } }: { readonly office: Office }) {
  const say = useWords(frameWords);
  if (!token) return null;
  const who = (each: TokenView): string => each.holder?.name ?? each.label;
  const values = { who: who(token), now: token.label, label: tokenGone ?? '', count: tokens.length };
  return (
    <div className="notice" role="status">
      <span>{say(tokenGone === null ? 'tokenSeveral' : 'tokenGone', values)}</span>
      <Button size="small" onClick={() => chooseToken(token.label)}>
        {say('useThis')}
      </Button>
      {tokens
        .filter(({ label, holder }) => holder && label !== token.label)
        .slice(0, MOST_OTHERS)
        .map((each) => (
          <Button key={each.label} size="small" onClick={() => chooseToken(each.label)}>
            {say('useOf', { who: who(each) })}
          </Button>
        ))}
    </div>
  );
}

/** What a backup helps against. */
const restorable = [
  'home-settings-missing',
  'home-damaged',
  'store-damaged',
  'store-missing',
  'journal-rolled-back',
];

/** More people than these are chosen in the bar above. */
const MOST_OTHERS = 3;

/** One cause is said once: what the home says of itself stands for the parts that fail of it. */
function noticesOf({ home, problems }: Office): Notice[] {
  if (home.damage) return [{ about: 'homeDamaged', error: new CallFailure(home.damage) }];
  const own: CallError | null = home.home?.problem ?? null;
  const parts = (['tokens', 'seals', 'requests'] as const).flatMap((part) => {
    const error = problems[part] ?? null;
    const isSame = error instanceof CallFailure && error.error.code === own?.code;
    return error === null || isSame ? [] : [{ about: `${part}Problem` as const, error }];
  });
  return [...(own ? [{ about: 'homeProblem' as const, error: new CallFailure(own) }] : []), ...parts];
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof CallFailure && error.error.code === code;
}

function PartNotice({
  about,
  error,
  office,
  isDiagnosis,
}: Notice & { readonly office: Office; readonly isDiagnosis: boolean }) {
  const say = useWords(frameWords);
  const leadsToDiagnosis = about === 'tokensProblem' && !isDiagnosis;
  const leadsToPolicy = isCode(error, 'policy-before-restore');
  return (
    <ErrorNotice about={say(about)} error={error}>
      {isCode(error, 'clock-behind') && <CorrectClock />}
      {restorable.some((code) => isCode(error, code)) && <RestoreHome />}
      {leadsToDiagnosis && (
        <Button size="small" onClick={() => goTo('settings', 'token')}>
          {say('diagnose')}
        </Button>
      )}
      {leadsToPolicy && (
        <Button size="small" onClick={() => goTo('settings', 'people')}>
          {say('signPolicy')}
        </Button>
      )}
      {!leadsToDiagnosis && !leadsToPolicy && (
        <Button size="small" onClick={() => void office.refresh()}>
          {say('tryAgain')}
        </Button>
      )}
    </ErrorNotice>
  );
}

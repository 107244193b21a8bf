/** Language, colour scheme and text size: a choice of this machine, kept in the page's own storage and nowhere else. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { call } from '../bridge/bridge.ts';

export type Language = 'zh' | 'en';
export type Scheme = 'light' | 'dark';

interface Choice {
  readonly language: Language;
  readonly scheme: Scheme;
  /** 大字版: everything 1.25 times as large. */
  readonly large: boolean;
  /** Quiet notices on the desktop while the window is not in use. */
  readonly notices: boolean;
}

export interface Preferences extends Choice {
  readonly change: (part: Partial<Choice>) => void;
}

const storageKey = 'bianyin.preferences';
const initial: Choice = { language: 'zh', scheme: 'light', large: false, notices: true };
const PreferencesContext = createContext<Preferences>({ ...initial, change: () => undefined });

export function usePreferences(): Preferences {
  return useContext(PreferencesContext);
}

/** Also tells the style sheet, which knows scheme and scale as attributes of the root element. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState(readChoice);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = choice.language === 'zh' ? 'zh-CN' : 'en';
    root.dataset['scheme'] = choice.scheme;
    root.dataset['size'] = choice.large ? 'large' : 'normal';
    localStorage.setItem(storageKey, JSON.stringify(choice));
    // The PIN window has a storage of its own and looks as main says.
    const { language, scheme, large } = choice;
    void call('appearance.tell', { language, scheme, large }).catch(() => undefined);
  }, [choice]);
  const value = useMemo<Preferences>(
    () => ({ ...choice, change: (part) => setChoice((before) => ({ ...before, ...part })) }),
    [choice],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

/** What was chosen before; anything odd falls back to the first choice. */
function readChoice(): Choice {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Choice>;
    return {
      language: kept.language === 'en' ? 'en' : 'zh',
      scheme: kept.scheme === 'dark' ? 'dark' : 'light',
      large: kept.large === true,
      notices: kept.notices !== false,
    };
  } catch {
    return initial;
  }
}

/** Tables of words: each key in both languages side by side, so that one cannot be forgotten. */
import { useCallback } from 'react';
import { usePreferences, type Language } from './preferences.tsx';

export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

export type WordTable = Readonly<Record<string, BothLanguages>>;
export type WordValues = Readonly<Record<string, string | number>>;
export type Say<T extends WordTable> = (key: keyof T & string, values?: WordValues) => string;

/** Fills `{name}` from the values; a missing value shows as “?”. */
export function fill(text: string, values: WordValues): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '?'));
}

function sayIn<T extends WordTable>(table: T, language: Language): Say<T> {
  return (key, values = {}) => fill(table[key]?.[language] ?? key, values);
}

/** The words of one table in the language in use. */
export function useWords<T extends WordTable>(table: T): Say<T> {
  const { language } = usePreferences();
  return useCallback((key, values) => sayIn(table, language)(key, values), [table, language]);
}

/** An error in the user's words: what happened, why, what to do now. Sentences come from the contract. */
import type { ReactNode } from 'react';
import { callSentence } from '../../src-main/contract/result.ts';
import { CallFailure } from '../bridge/bridge.ts';
import { usePreferences, type Language } from '../i18n/preferences.tsx';
import { tokenPinWords } from '../i18n/token-pin-words.ts';
import { VerdictShape } from './verdict-shape.tsx';

const pageFailed = {
  zh: '这一页没有显示出来，没有做任何改动。请关闭后重新打开；仍然如此，请告诉管理员这个代号：',
  en: 'This page could not be shown; nothing was changed. Close it and open it again. If it stays so, tell your administrator this word: ',
};

/** What the library that draws pages throws over a file that nobody can open. */
const brokenFile = {
  zh: '这个文件显示不出来：它损坏了，或没有传完整。请向对方要一份完整的文件。',
  en: 'This file cannot be shown: it is damaged or incomplete. Ask for an intact copy.',
};
const brokenNames = ['InvalidPDFException', 'FormatError', 'UnexpectedResponseException'];

/** The sentence of anything thrown; what is no CallFailure gets its kind as a diagnostic word. */
export function sentenceOf(error: unknown, language: Language): string {
  if (error instanceof CallFailure) {
    return callSentence(error.error, language);
  }
  if (error instanceof Error && brokenNames.includes(error.name)) return brokenFile[language];
  return pageFailed[language] + (error instanceof Error ? error.name : typeof error);
}

/** True when the person only changed their mind. */
function isCancelled(error: unknown): boolean {
  return error instanceof CallFailure && error.error.code === 'cancelled';
}

/** What is mended where PINs are changed. */
function leadsToPins(error: unknown): boolean {
  return error instanceof CallFailure && ['pin-expired', 'pin-locked'].includes(error.error.code);
}

export interface ErrorNoticeProps {
  readonly error: unknown;
  /** A sentence that says what it is about, where the screen does not. */
  readonly about?: string;
  /** The one thing to do about it. */
  readonly children?: ReactNode;
}

export function ErrorNotice({ error, about = '', children }: ErrorNoticeProps) {
  const { language } = usePreferences();
  if (error === null || error === undefined || isCancelled(error)) return null;
  return (
    <div className="notice" role="alert">
      <VerdictShape level="UNSURE" size={22} />
      <span>
        {about}
        {about !== '' && !about.endsWith('：') && ' '}
        {sentenceOf(error, language)}
      </span>
      {children}
      {leadsToPins(error) && <a href="#settings/token">{tokenPinWords.toPins[language]}</a>}
    </div>
  );
}

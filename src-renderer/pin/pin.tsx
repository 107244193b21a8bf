/**
 * Entry of the PIN window: its own bundle, no component library, no document. The PIN leaves the box as octets in base64 in
 * one answer, and the box is emptied in the same moment (docs/adr/0003).
 */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { call } from '../bridge/bridge.ts';
import { CodeWindow } from './code-window.tsx';
import { PinWindow } from './pin-window.tsx';
import './pin.css';

/** Looks as the main window does, by main's word: this page keeps nothing. */
function draw({ language, scheme, large }: PinQuestion['appearance'], window: ReactNode): void {
  const page = document.documentElement;
  page.lang = language === 'zh' ? 'zh-CN' : 'en';
  page.dataset['scheme'] = scheme;
  page.dataset['size'] = large ? 'large' : 'normal';
  const root = document.getElementById('root');
  if (root) createRoot(root).render(window);
}

/** A window is that of a PIN or that of a recovery code; main refuses the other question. */
async function ask(): Promise<void> {
  try {
    const question = await call('pin.describe', {});
    const { language } = question.appearance;
    draw(question.appearance, <PinWindow question={question} language={language} />);
  } catch {
    const question = await call('code.describe', {});
    draw(question.appearance, <CodeWindow question={question} />);
  }
}

// A question that is over needs no page: main closes the window.
void ask().catch(() => undefined);

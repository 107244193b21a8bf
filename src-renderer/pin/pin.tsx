/**
 * Entry of the PIN window: its own bundle, no component library, no document. The PIN leaves the box as octets in base64 in
 * one answer, and the box is emptied in the same moment (docs/adr/0003).
 */
import { createRoot } from 'react-dom/client';
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { call } from '../bridge/bridge.ts';
import { PinWindow } from './pin-window.tsx';
import './pin.css';

/** Looks as the main window does, by main's word: this page keeps nothing. */
function show(question: PinQuestion): void {
  const { language, scheme, large } = question.appearance;
  const page = document.documentElement;
  page.lang = language === 'zh' ? 'zh-CN' : 'en';
  page.dataset['scheme'] = scheme;
  page.dataset['size'] = large ? 'large' : 'normal';
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<PinWindow question={question} language={language} />);
}

// A question that is over needs no page: main closes the window.
void call('pin.describe', {}).then(show, () => undefined);

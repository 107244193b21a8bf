/**
 * Entry of the PIN window: its own bundle, no component library, no document. The PIN leaves the box as octets in base64 in
 * one answer, and the box is emptied in the same moment (docs/adr/0003).
 */
import { createRoot } from 'react-dom/client';
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { call } from '../bridge/bridge.ts';
import { PinForm } from './pin-form.tsx';
import './pin.css';

/** Language and colours, where this page's storage knows them; Chinese and light otherwise. Nothing else is kept there. */
function appearance(): { language: 'zh' | 'en'; scheme: string } {
  try {
    const kept = JSON.parse(localStorage.getItem('bianyin.preferences') ?? '{}') as Record<string, unknown>;
    const chosen = kept['language'] === 'en' ? 'en' : 'zh';
    return { language: chosen, scheme: kept['scheme'] === 'dark' ? 'dark' : 'light' };
  } catch {
    return { language: 'zh', scheme: 'light' };
  }
}

function show(question: PinQuestion): void {
  const root = document.getElementById('root');
  const { language: chosen, scheme } = appearance();
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset['scheme'] = scheme;
  if (root) createRoot(root).render(<PinForm question={question} language={chosen} />);
}

// A question that is over needs no page: main closes the window.
void call('pin.describe', {}).then(show, () => undefined);

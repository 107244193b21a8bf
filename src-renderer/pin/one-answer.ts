/** How an answer leaves the PIN window: once, and with empty boxes behind it (docs/adr/0003). */
import { useRef, useState, type RefObject } from 'react';
import type { PinAnswer } from '../../src-main/contract/pin.ts';
import { call } from '../bridge/bridge.ts';

/** One answer and no more, however fast somebody clicks: a ref changes at once, a state with the next drawing. */
export function useOneAnswer() {
  const sent = useRef(false);
  const [isSent, setSent] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const answer = (given: PinAnswer): void => {
    if (sent.current) return;
    sent.current = true;
    setSent(true);
    call('pin.answer', given).catch(() => setFailed(true));
  };
  return { answer, isSent, hasFailed };
}

/** The PIN as octets in base64, once: the box is empty afterwards. Null when nothing was typed. */
export function takePin(box: RefObject<HTMLInputElement | null>): string | null {
  const typed = box.current?.value ?? '';
  if (box.current) box.current.value = '';
  return typed === '' ? null : btoa(String.fromCharCode(...new TextEncoder().encode(typed)));
}

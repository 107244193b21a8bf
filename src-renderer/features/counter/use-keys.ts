/** Keys of the counter. None acts while an input method composes, a field has the focus, or a dialog is open. */
import { useEffect, useRef } from 'react';

export type KeyTable = Readonly<Record<string, (() => void) | undefined>>;

/** `keys` by the name of the key: `F1`, `Escape`, `o`. */
export function useKeys(keys: KeyTable): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = latest.current[event.key] ?? latest.current[event.key.toLowerCase()];
      // F1 and F3 are help and search of the browser: never here, not even when there is nothing to do.
      if (/^F[1-4]$/.test(event.key)) event.preventDefault();
      if (!act || event.repeat || isBusyElsewhere(event)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function isBusyElsewhere(event: KeyboardEvent): boolean {
  const { target, isComposing, ctrlKey, altKey, metaKey } = event;
  if (isComposing || ctrlKey || altKey || metaKey) return true;
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return true;
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}

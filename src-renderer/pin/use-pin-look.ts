/** How the question of this window stands: asked again after a wrong PIN, and whether the UKey is still plugged in. Main is asked now and then. */
import { useEffect, useState } from 'react';
import type { PinLook } from '../../src-main/contract/pin.ts';
import { call } from '../bridge/bridge.ts';

const EVERY_MS = 1000;

/** Null until main has answered once. */
export function usePinLook(): PinLook | null {
  const [look, setLook] = useState<PinLook | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const ask = (): void => {
      call('pin.look', {})
        .then((found) => !isGone && setLook(found))
        // A question that is over: main closes the window.
        .catch(() => undefined)
        .finally(() => {
          if (!isGone) timer = setTimeout(ask, EVERY_MS);
        });
    };
    timer = setTimeout(ask, EVERY_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  return look;
}

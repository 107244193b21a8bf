/** The whole display for the counter: taken when a person enters it, given back when they leave. Where it is refused, nothing is said. */
import { useEffect, useRef } from 'react';

/**
 * While the counter is shown. Returns what takes the display and gives it back (F11). The browser keeps the press of Esc that ends
 * a full screen to itself and lets only its release through: that release leaves the counter as the press would have.
 */
export function useFullScreen(onLeave: () => void): () => void {
  const leave = useRef(onLeave);
  leave.current = onLeave;
  const display = useRef<Display>(null);
  useEffect(() => {
    const taken = (display.current = new Display());
    taken.take();
    const stop = watchLostEscape(() => taken.wasEndedByOthers() && !isDialogOpen() && leave.current());
    return () => {
      stop();
      taken.giveBack();
    };
  }, []);
  return () => display.current?.turn();
}

/** The whole page and not the counter alone: its dialogs are beside it. */
class Display {
  #isWanted = false;

  /** Needs the click or key of a person. */
  take(): void {
    this.#isWanted = true;
    void document.documentElement.requestFullscreen().then(
      // Whoever has left meanwhile gives back what comes only then.
      () => this.#isWanted || this.giveBack(),
      () => (this.#isWanted = false),
    );
  }

  giveBack(): void {
    this.#isWanted = false;
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  }

  turn(): void {
    if (document.fullscreenElement) this.giveBack();
    else this.take();
  }

  /** It was taken, nobody here has given it back, and it is gone. */
  wasEndedByOthers(): boolean {
    return this.#isWanted && !document.fullscreenElement;
  }
}

/** Acts on a release of Esc whose press the page has not seen. */
function watchLostEscape(act: () => void): () => void {
  let isPressed = false;
  const press = (event: KeyboardEvent): void => void (isPressed ||= event.key === 'Escape');
  const release = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    if (!isPressed) act();
    isPressed = false;
  };
  window.addEventListener('keydown', press, true);
  window.addEventListener('keyup', release);
  return () => {
    window.removeEventListener('keydown', press, true);
    window.removeEventListener('keyup', release);
  };
}

function isDialogOpen(): boolean {
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null;
}

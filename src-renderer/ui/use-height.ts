/** The height that an element has at the moment, CSS pixels: tables that show a part of their rows must be told. */
import { useCallback, useState } from 'react';

export function useHeight(): {
  readonly measure: (element: HTMLElement | null) => () => void;
  readonly height: number;
} {
  const [height, setHeight] = useState(0);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return () => undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    setHeight(element.clientHeight);
    return () => observer.disconnect();
  }, []);
  return { measure, height };
}

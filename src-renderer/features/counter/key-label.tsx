/** A wish with the key that grants it. */
import type { ReactNode } from 'react';

export function KeyLabel({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <span className="key-label">
      <kbd>{name}</kbd> {children}
    </span>
  );
}

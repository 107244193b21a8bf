/** What every screen is taken with: how it looks, where the demo left its things, the page and what can be done on it. */
import type { Page } from 'playwright-core';

export interface Look {
  readonly name: string;
  readonly language: 'zh' | 'en';
  readonly scheme: 'light' | 'dark';
  /** Device pixels for a CSS pixel. */
  readonly scale: number;
  readonly large: boolean;
  /** Of the window, CSS pixels; 1366 × 768 unless told. */
  readonly window?: { readonly width: number; readonly height: number };
  /** How far the clock of the application is ahead of the machine's. */
  readonly aheadMs?: number;
}

export interface Places {
  readonly home: string;
  /** A home that does not exist yet. */
  readonly empty: string;
  /** Where the demo left its files. */
  readonly files: string;
}

export interface Desk {
  readonly page: Page;
  /** What the next file dialogs answer. */
  readonly choose: (files: readonly string[]) => void;
  /** The PIN page, when it is open. */
  readonly pinPage: () => Promise<Page>;
  readonly shoot: (name: string, page?: Page) => Promise<void>;
  readonly stop: () => Promise<void>;
}

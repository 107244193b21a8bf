/** How much of a file could be read at all: what is not found may stand where nothing can be. */
import type { Glyph } from '../page-text/glyph.ts';
import type { SearchAnswer } from './search-messages.ts';

/** A page with fewer nameless glyphs than this, or a smaller part of them, is readable: bullets and ornaments. */
const FEW = 4;
const SMALL_PART = 0.05;

export class PageCount {
  read = 0;
  #withoutText = 0;
  #unreadable = 0;

  add(glyphs: readonly Glyph[]): void {
    const nameless = glyphs.filter(({ isReadable }) => !isReadable).length;
    this.read += 1;
    if (glyphs.length === 0) this.#withoutText += 1;
    else if (nameless >= Math.min(FEW, glyphs.length) && nameless > glyphs.length * SMALL_PART) {
      this.#unreadable += 1;
    }
  }

  result(): SearchAnswer['pages'] {
    return { read: this.read, withoutText: this.#withoutText, unreadable: this.#unreadable };
  }
}

/** docs/stories.md holds the table that the specs count against, word for word. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { stories, storyTable } from '../../e2e/support/counted-stories.ts';

const document = readFileSync(new URL('../../../docs/stories.md', import.meta.url), 'utf8');
/** Prettier lines the columns up. */
const plain = (text: string): string => text.replace(/ +/g, ' ').replace(/-+/g, '-');

it('stands in the document', () => {
  expect(plain(document)).toContain(plain(storyTable()));
});

it('keeps what was promised: a month in three PINs and twenty-five presses, one document in fifteen', () => {
  expect(stories.monthEnd.pins).toBeLessThanOrEqual(3);
  expect(stories.monthEnd.presses).toBeLessThanOrEqual(25);
  expect(stories.single.presses).toBeLessThanOrEqual(15);
});

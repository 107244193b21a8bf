/** docs/verdicts.md is the table of codes, word for word (`vitest run -u` writes it anew). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verdictCodes } from '../../../src-main/domain/verdict-codes.ts';
import { renderVerdictTable } from '../../../src-main/verification/verdict-table.ts';

const document = new URL('../../../docs/verdicts.md', import.meta.url);

describe('docs/verdicts.md', () => {
  it('agrees with the table of codes', async () => {
    await expect(renderVerdictTable()).toMatchFileSnapshot(document.pathname);
  });

  it('names every code once', () => {
    const text = readFileSync(document, 'utf8');
    for (const code of Object.keys(verdictCodes)) expect(text.split(`| \`${code}\` |`).length, code).toBe(2);
  });
});

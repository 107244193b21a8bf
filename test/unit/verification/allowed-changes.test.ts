/** docs/allowed-changes.md is the table of allowed changes (ISO 32000-2 §12.8.2.2); what is in no row is red, and a stricter certification never allows more. */
import { describe, expect, it } from 'vitest';
import { verdictCodes } from '../../../src-main/domain/verdict-codes.ts';
import {
  allowedChanges,
  type AllowedChange,
} from '../../../src-main/verification/pdf/changes/allowed-changes.ts';

const head = `# Changes after a signature · 签章后允许的改动

Generated from \`src-main/verification/pdf/changes/allowed-changes.ts\`; a test keeps the two alike (\`vitest run -u\` writes it anew). A
revision after a signature is taken apart into changes; each is put into the row whose whole condition it meets, by what it draws, hides,
says or runs, never by what an object calls itself. What fits no row is the last row. The columns say what the row means for an earlier
signature: without a certification, and under DocMDP \`/P\` 1, 2 and 3 (the strictest of all signatures before counts; a locked field is
\`FIELDMDP_VIOLATION\`). A dash: nothing beside what the change came with.
`;

function render(): string {
  const rows = Object.entries<AllowedChange>(allowedChanges).map(
    ([id, { what, condition, clause, codes }]) => {
      const cells = [codes.none, codes.p1, codes.p2, codes.p3].map((code) =>
        code === null ? '–' : `\`${code}\``,
      );
      return `| \`${id}\` | ${what} | ${condition} | ${clause} | ${cells.join(' | ')} |`;
    },
  );
  const title =
    '| row | change | whole condition | clause | none | P=1 | P=2 | P=3 |\n|---|---|---|---|---|---|---|---|';
  return `${head}\n<!-- prettier-ignore-start -->\n${title}\n${rows.join('\n')}\n<!-- prettier-ignore-end -->\n`;
}

describe('the table of allowed changes', () => {
  it('stands in docs/allowed-changes.md word for word', async () => {
    const document = new URL('../../../docs/allowed-changes.md', import.meta.url);
    await expect(render()).toMatchFileSnapshot(document.pathname);
  });

  it('ends with the row for everything else, which is red', () => {
    const { codes }: AllowedChange = allowedChanges.unexplained;
    expect(Object.keys(allowedChanges).at(-1)).toBe('unexplained');
    for (const code of Object.values(codes)) expect(code && verdictCodes[code].level).toBe('FAIL');
  });

  it('never means less under a stricter certification', () => {
    const weight = { NOTE: 0, UNSURE: 1, FAIL: 2 };
    const weigh = (code: AllowedChange['codes']['p1']) =>
      code === null ? 0 : weight[verdictCodes[code].level];
    for (const [id, { codes }] of Object.entries<AllowedChange>(allowedChanges)) {
      expect(weigh(codes.p1), id).toBeGreaterThanOrEqual(weigh(codes.p2));
      expect(weigh(codes.p2), id).toBeGreaterThanOrEqual(weigh(codes.p3));
    }
  });
});

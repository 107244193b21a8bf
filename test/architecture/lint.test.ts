/** What Electron would break is refused by lint: each line is linted as if it stood in src-main. */
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const place = 'src-main/domain/byte-source.ts';
// With CI set, the parser takes a run for its only one and reads files from disk: here the text is never what the disk has.
const parserOptions = { disallowAutomaticSingleRunInference: true };
const eslint = new ESLint({ overrideConfig: { languageOptions: { parserOptions } } });

async function messages(code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: place });
  return (result?.messages ?? []).map((message) => message.message);
}

describe('lint', () => {
  test.each([
    ["import { createHash } from 'node:crypto';\nexport const use = createHash;\n", 'only for randomness'],
    ["import * as everything from 'node:crypto';\nexport const use = everything;\n", 'by name'],
    ["import { fork } from 'node:child_process';\nexport const use = fork;\n", 'RunAsNode'],
    ["export const use = 'file:///tmp/page.html';\n", 'No file:// loading'],
    ['export const use = (value: any): unknown => value;\n', 'Unexpected any'],
    ['export function use(): void {\n  console.log(1);\n}\n', 'Unexpected console'],
  ])('refuses %j', async (code, expected) => {
    expect((await messages(code)).join('\n')).toContain(expected);
  });

  test('allows randomness', async () => {
    expect(
      await messages("import { randomBytes } from 'node:crypto';\nexport const use = randomBytes;\n"),
    ).toEqual([]);
  });
});

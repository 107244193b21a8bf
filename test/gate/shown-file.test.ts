/** What is shown before the PIN of a request is what is signed: a file that was exchanged meanwhile is refused, and nothing is on record. */
import { readFileSync, writeFileSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRequests, submitRequest } from '../../src-main/app/requests/requests.ts';
import { actor, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

const facts = { typeCode: '01', reason: '公函', uses: 1, keyword: [], seam: [], resolutions: [] } as const;

test.each([
  ['another file in its place', true, 'file-not-as-shown'],
  ['the same file', false, 'ok'],
])('%s, while the PIN is typed', async (_, isExchanged, code) => {
  const session = sessionOf(sandbox);
  const file = await writePdf(sandbox.folder, `${String(isExchanged)}.pdf`);
  const before = listRequests(session).length;
  const found = await codeOf(() =>
    submitRequest(
      session,
      async (draft) => {
        const { sm3 } = await session.signer().describeDraft(draft);
        if (isExchanged) await exchange(file);
        return { actor: actor(sandbox, 'applicant'), sm3 };
      },
      { ...facts, file, at: ['page=1,x=120mm,y=200mm'] },
    ),
  );
  expect(found).toBe(code);
  expect(listRequests(session).length - before).toBe(code === 'ok' ? 1 : 0);
});

async function exchange(file: string): Promise<void> {
  const document = await PDFDocument.load(readFileSync(file));
  document.getPage(0).drawText('another amount', { x: 72, y: 500, size: 12 });
  writeFileSync(file, await document.save());
}

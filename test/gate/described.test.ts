/** What the PIN window shows comes from the signer: read, checked and measured by it; and nothing else can be signed afterwards. */
import { appendFileSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeRequest, listRequests, submitDraft } from '../../src-main/app/requests/requests.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { closeDesk, openDesk, type Desk } from './support/open-desk.ts';
import { actor } from './support/sandbox.ts';
import { contractRequest, submit } from './support/story.ts';
import { tamper } from './support/tampering.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => closeDesk(desk));

/** A contract of its own, which a test may change. */
function copyOfContract(name: string): string {
  const path = join(desk.sandbox.folder, name);
  copyFileSync(desk.contract, path);
  return path;
}

test('a draft: the file as it is now, the seal by its registered name, every place counted', async () => {
  const { session } = desk;
  const file = copyOfContract('现在.pdf');
  const places = { at: ['page=1-2,x=120mm,y=200mm', 'page=3,x=60mm,y=60mm'], seam: ['right'] };
  const draft = await composeRequest(session, contractRequest(file, places));
  const before = await session.signer().describeDraft(draft);
  expect(before).toMatchObject({
    ...{ requestId: null, fileName: '现在.pdf', sm3: toHex(sm3(readFileSync(file))), typeCode: '04' },
    sealName: '开封市汴京文化传媒有限公司合同专用章',
    placed: { places: 3, seams: 1, seamPages: 3 },
    ...{ reason: '合同签订', amount: '128000', currency: 'CNY' },
  });
  appendFileSync(file, '\n');
  expect((await session.signer().describeDraft(draft)).sm3).not.toBe(before.sm3);
});

test('a file that is another one after it was shown is not asked for, and nothing is on record', async () => {
  const { session, sandbox } = desk;
  const file = copyOfContract('掉包.pdf');
  const draft = await composeRequest(session, contractRequest(file));
  const { sm3: shown } = await session.signer().describeDraft(draft);
  const before = listRequests(session).length;
  appendFileSync(file, '\n');
  const swapped = submitDraft(session, actor(sandbox, 'applicant'), { ...draft, sm3: shown });
  await expect(swapped).rejects.toMatchObject({ code: 'file-not-as-shown' });
  expect(listRequests(session)).toHaveLength(before);
  copyFileSync(desk.contract, file);
  const id = await submitDraft(session, actor(sandbox, 'applicant'), { ...draft, sm3: shown });
  expect(listRequests(session).map(({ request }) => request.id)).toContain(id);
});

test('a stored request is told as it was signed; one whose record was changed is not told at all', async () => {
  const { session, sandbox, contract } = desk;
  const good = await submit(sandbox, session, contract);
  const bad = await submit(sandbox, session, contract);
  const told = await session.signer().describeRequests([good, bad]);
  expect(told.map(({ requestId, sm3: digest }) => [requestId, digest])).toEqual(
    [good, bad].map((id) => [id, toHex(sm3(readFileSync(contract)))]),
  );
  tamper(sandbox, (database) =>
    database
      .prepare('UPDATE requests SET request = replace(request, ?, ?) WHERE id = ?')
      .run('"128000"', '"1"', bad),
  );
  await expect(session.signer().describeRequests([good, bad])).rejects.toThrow();
  expect(await session.signer().describeRequests([good])).toHaveLength(1);
});

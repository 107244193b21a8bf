/**
 * What is shown before the PIN of a request is what is signed, attachments as well: a file that was exchanged meanwhile is refused, and
 * nothing is on record. Whoever decides later opens the very files that were submitted, or hears that they are others.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachmentFile } from '../../src-main/app/requests/request-file.ts';
import { requestWarnings } from '../../src-main/app/requests/file-warnings.ts';
import { listRequests, showRequest, submitRequest } from '../../src-main/app/requests/requests.ts';
import { mainWindow, type MainWindow } from '../../src-main/app/router/main-window.ts';
import { requestHandlers } from '../../src-main/app/router/request-handlers.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { subjectLines } from '../../src-main/cli/subject-text.ts';
import { requestLines } from '../../src-main/cli/request-text.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { actor, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

const facts = { typeCode: '01', reason: '公函', uses: 1, keyword: [], seam: [] } as const;
const place = ['page=1,x=120mm,y=200mm'];

/** What somebody does to a file while the PIN is typed. */
const exchanges: Readonly<Record<string, (path: string) => Promise<void> | void>> = {
  'drawn over': async (path) => {
    const document = await PDFDocument.load(readFileSync(path));
    document.getPage(0).drawText('another amount', { x: 72, y: 500, size: 12 });
    writeFileSync(path, await document.save());
  },
  'of the same size': (path) => {
    const octets = readFileSync(path);
    // Within the comment behind the header: it is read as before.
    octets[12] = (octets[12] ?? 0) ^ 1;
    writeFileSync(path, octets);
  },
};

describe.each(['the document', 'the first attachment', 'the last attachment'])('%s', (what) => {
  test.each(Object.entries(exchanges))(
    'exchanged while the PIN is typed, %s: nothing is signed',
    async (_, exchange) => {
      const session = sessionOf(sandbox);
      const files = await filesFor(`${what} ${_}`);
      const before = listRequests(session).length;
      const found = await codeOf(() =>
        submitRequest(
          session,
          async (draft) => {
            const shown = await session.signer().describeDraft(draft);
            await exchange(
              { 'the document': files.file, 'the first attachment': files.resolutions[0] }[what] ??
                files.resolutions[1],
            );
            return { actor: actor(sandbox, 'applicant'), shown };
          },
          { ...facts, ...files, at: place },
        ),
      );
      expect(found).toBe('file-not-as-shown');
      expect(listRequests(session)).toHaveLength(before);
    },
  );
});

interface Files {
  readonly file: string;
  readonly resolutions: readonly [string, string];
}

async function filesFor(name: string): Promise<Files> {
  const write = (part: string): Promise<string> => writePdf(sandbox.folder, `${part} ${name}.pdf`);
  return { file: await write('函'), resolutions: [await write('决议甲'), await write('决议乙')] };
}

function sm3Of(path: string): string {
  return toHex(sm3(readFileSync(path)));
}

async function submitted(name: string): Promise<{ session: AppSession; files: Files; id: string }> {
  const session = sessionOf(sandbox);
  const files = await filesFor(name);
  const source = async (draft: Parameters<ReturnType<AppSession['signer']>['describeDraft']>[0]) => {
    const shown = await session.signer().describeDraft(draft);
    const digests = files.resolutions.map(sm3Of);
    expect(shown.attachments.map(({ kind, sm3: digest }) => [kind, digest])).toEqual(
      digests.map((digest) => ['resolution', digest]),
    );
    const told = subjectLines(shown).join('\n');
    expect(told).toContain('决议附件：决议甲');
    for (const digest of digests) expect(told.replaceAll(' ', '')).toContain(digest);
    expect(told).toContain('可用印 1 次');
    return { actor: actor(sandbox, 'applicant'), shown };
  };
  const id = await submitRequest(session, source, { ...facts, ...files, at: place });
  return { session, files, id };
}

/** A window that only looks at requests. */
function windowOf(session: AppSession): MainWindow {
  const running = {
    ports: {
      host: 'chromium' as const,
      now: () => new Date(),
      openPinWindow: () => Promise.reject(new Error()),
      report: () => undefined,
    },
    home: sandbox.home,
    appearance: { language: 'zh' as const, scheme: 'light' as const, large: false },
    session: () => session,
    reopen: () => undefined,
    tell: () => undefined,
    exclusively: <T>(work: () => Promise<T>) => work(),
    stop: () => undefined,
  };
  return mainWindow(running, {
    send: () => undefined,
    chooseFiles: () => Promise.resolve([]),
    chooseSave: () => Promise.resolve(null),
    confirm: () => Promise.resolve(false),
  });
}

test('a stored request that is another one than was shown before the PIN is not signed', async () => {
  const { session, id } = await submitted('另一份');
  const other = (await submitted('再一份')).id;
  const digestOf = async (each: string): Promise<string> =>
    (await session.signer().describeRequests([each]))[0]?.requestSm3 ?? '';
  const as = (person: string, shown: readonly string[]) => ({ ...actor(sandbox, person), shown });
  const wrong = [await digestOf(other)];
  const right = [await digestOf(id)];
  const tries = (shown: readonly string[]) => [
    () => session.signer().signDecision(as('department', shown), id, 'reject', '不同意'),
    () => session.signer().signDecision(as('department', shown), id, 'approve', ''),
    () => session.signer().signCancellation(as('applicant', shown), id, '不盖了'),
  ];
  for (const attempt of tries(wrong)) expect(await codeOf(attempt)).toBe('request-not-as-shown');
  expect(showRequest(session, id).state).toBe('in-approval');
  expect(await codeOf(tries([...wrong, ...right])[1] ?? (() => Promise.resolve()))).toBe('ok');
  const ready = showRequest(session, id).state === 'ready';
  const place = {
    requestId: id,
    file: showRequest(session, id).file ?? '',
    output: join(sandbox.folder, '另.pdf'),
  };
  const apply = (shown: readonly string[]) => () =>
    session
      .signer()
      .applySeal(as('keeper', shown), { ...place, timestampLength: 0 }, () => Promise.resolve(null));
  expect(await codeOf(apply(wrong))).toBe(ready ? 'request-not-as-shown' : 'approval-missing');
  if (ready) expect(await codeOf(apply(right))).toBe('ok');
});

test('whoever decides is told of the attachments by name and SM3, and opens the very files', async () => {
  const { session, files, id } = await submitted('打开');
  const [subject] = await session.signer().describeRequests([id]);
  expect(subject?.attachments.map(({ sm3: digest }) => digest)).toEqual(files.resolutions.map(sm3Of));
  expect([subject?.matter, subject?.uses]).toEqual(['letter', 1]);
  expect(requestLines(showRequest(session, id)).join('\n')).toContain(files.resolutions[1]);
  const window = windowOf(session);
  const open = requestHandlers(window)['request.openAttachment'];
  const document = await open({ id, index: 1 });
  expect(document.name).toContain('决议乙');
  expect(toHex(sm3(window.documents.read(document.id, 0, document.size)))).toBe(subject?.attachments[1]?.sm3);
  expect(await requestWarnings(session, id)).not.toContain('attachment-not-seen');
  window.documents.closeAll();
});

test.each<[string, string, (path: string) => Promise<void> | void]>([
  ...Object.entries(exchanges).map(
    ([name, exchange]): [string, string, (path: string) => Promise<void> | void] => [
      name,
      'attachment-changed',
      exchange,
    ],
  ),
  ['taken away', 'file-not-readable', (path) => rmSync(path)],
])(
  'an attachment that is %s after it was submitted is not shown as the submitted one',
  async (name, code, change) => {
    const { session, id } = await submitted(`之后 ${name}`);
    await change(attachmentFile(session, id, 0));
    const window = windowOf(session);
    const open = requestHandlers(window)['request.openAttachment'];
    expect(await codeOf(async () => open({ id, index: 0 }))).toBe(code);
    expect(await codeOf(async () => open({ id, index: 1 }))).toBe('ok');
    expect(await codeOf(async () => open({ id, index: 7 }))).toBe('file-not-readable');
    expect(await requestWarnings(session, id)).toContain('attachment-not-seen');
    window.documents.closeAll();
  },
);

test('a home that never knew where the attachments lie says so', async () => {
  const { session, id } = await submitted('没记');
  rmSync(join(sandbox.folder, `决议甲 没记.pdf`));
  expect(await requestWarnings(session, id)).toContain('attachment-not-seen');
});

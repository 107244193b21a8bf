/**
 * The browser's own file chooser, opened by main: an input that is in no document, in a world of its own that the page's code
 * cannot see. Main asks the browser where the chosen files are; the page learns nothing (docs/adr/0010).
 */
import { sep } from 'node:path';
import { fileKinds, type FileKind } from '../domain/file-kinds.ts';
import type { CDPSession, Page } from 'playwright-core';

interface Choice {
  readonly multiple: boolean;
  readonly kind: FileKind | 'folder';
}

/** The browser offers all files besides. */
function acceptOf(kind: Choice['kind']): string {
  return kind === 'folder' ? '' : fileKinds[kind].extensions.map((each) => `.${each}`).join(',');
}

/** Runs in the isolated world: resolves with the chosen files, none when the chooser is cancelled. */
const chooserScript = ({ multiple, kind }: Choice): string => `new Promise((resolve) => {
  // Held on to while the chooser is open: nothing else knows it.
  const input = (globalThis.chooser = document.createElement('input'));
  input.type = 'file';
  input.accept = '${acceptOf(kind)}';
  input.multiple = ${multiple};
  input.webkitdirectory = ${kind === 'folder'};
  // Of a folder one file is enough: it says where the folder is.
  input.addEventListener('change', () => resolve([...input.files].slice(0, ${kind === 'folder' ? 1 : undefined})));
  input.addEventListener('cancel', () => resolve([]));
  input.click();
})`;

/** Paths of the files that a person chose; empty when none, or when the window is gone. */
export async function chooseFiles(page: Page, choice: Choice): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'bianyin-chooser',
    });
    const { result } = await session.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression: chooserScript(choice),
      // A chooser opens for a person's gesture only; the click was in the page, the call came from there.
      userGesture: true,
      awaitPromise: true,
    });
    if (result.objectId === undefined) return [];
    return choice.kind === 'folder'
      ? await folderOf(session, result.objectId)
      : await pathsIn(session, result.objectId);
  } finally {
    await session.detach().catch(() => undefined);
  }
}

async function pathsIn(session: CDPSession, objectId: string): Promise<string[]> {
  const { result } = await session.send('Runtime.getProperties', { objectId, ownProperties: true });
  const files = result.filter(({ name }) => /^\d+$/.test(name));
  const paths: string[] = [];
  for (const { value } of files) {
    if (value?.objectId === undefined) continue;
    paths.push((await session.send('DOM.getFileInfo', { objectId: value.objectId })).path);
  }
  return paths;
}

/** The folder that was chosen: what is left of a file's path when its path inside the folder is taken away. */
async function folderOf(session: CDPSession, objectId: string): Promise<string[]> {
  const [path] = await pathsIn(session, objectId);
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: 'function () { return this[0]?.webkitRelativePath ?? ""; }',
    returnByValue: true,
  });
  const inside = String(result.value).split('/').slice(1).join(sep);
  if (path === undefined || inside === '' || !path.endsWith(inside)) return [];
  return [path.slice(0, path.length - inside.length)];
}

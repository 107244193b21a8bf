/**
 * The browser's own file chooser, opened by main: an input that is in no document, in a world of its own that the page's code
 * cannot see. Main asks the browser where the chosen files are; the page learns nothing (docs/adr/0010).
 */
import type { CDPSession, Page } from 'playwright-core';

/** Runs in the isolated world: resolves with the chosen files, none when the chooser is cancelled. */
const chooserScript = (multiple: boolean): string => `new Promise((resolve) => {
  // Held on to while the chooser is open: nothing else knows it.
  const input = (globalThis.chooser = document.createElement('input'));
  input.type = 'file';
  input.accept = '.pdf,application/pdf';
  input.multiple = ${multiple};
  input.addEventListener('change', () => resolve([...input.files]));
  input.addEventListener('cancel', () => resolve([]));
  input.click();
})`;

/** Paths of the files that a person chose; empty when none, or when the window is gone. */
export async function chooseFiles(
  page: Page,
  { multiple }: { readonly multiple: boolean },
): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'bianyin-chooser',
    });
    const { result } = await session.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression: chooserScript(multiple),
      // A chooser opens for a person's gesture only; the click was in the page, the call came from there.
      userGesture: true,
      awaitPromise: true,
    });
    return result.objectId === undefined ? [] : await pathsIn(session, result.objectId);
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

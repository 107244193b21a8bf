/**
 * Asks a person in a window of main's own: a page that was taken over must not make main write a file (where the desktop has no
 * chooser, choose-save.ts) or talk to somebody unasked. The window holds a text and two buttons; no page of ours has a way to it.
 */
import type { PersonQuestion } from '../app/ports.ts';
import { unseenSpelled } from '../domain/unseen-characters.ts';
import { openBrowserWindow, type WindowOptions } from './browser-window.ts';

export type OwnWindow = Pick<WindowOptions, 'executable' | 'bundle' | 'isHeadless' | 'position'>;

const size = { width: 560, height: 260 };

/** False for a no, for a window that is closed, and when there can be none. */
export async function askPerson(common: OwnWindow, question: PersonQuestion): Promise<boolean> {
  const window = await openBrowserWindow({ ...common, ...size, profile: null });
  try {
    await window.page.setContent(pageWith(question));
    const answer = window.page.evaluate<boolean>(waitForAnswer);
    return await Promise.race([answer, window.closed.then(() => false)]);
  } catch {
    return false;
  } finally {
    window.close();
  }
}

/** Whether a new file may be written. */
export function askToWrite(common: OwnWindow, path: string): Promise<boolean> {
  return askPerson(common, writeQuestion(path));
}

export function writeQuestion(subject: string): PersonQuestion {
  const zh = '汴印要写出一个新文件，不会覆盖已有文件：';
  const en = 'Bianyin is about to write a new file; nothing is overwritten:';
  return { zh, en, subject, yes: { zh: '写出', en: 'Write' } };
}

/** Runs in the window. */
const waitForAnswer = `new Promise((resolve) => {
  document.getElementById('yes').addEventListener('click', (event) => resolve(event.isTrusted));
  document.getElementById('no').addEventListener('click', () => resolve(false));
})`;

/** What stands in the subject is text, whatever it looks like. */
export function pageWith({ zh, en, subject, yes }: PersonQuestion): string {
  const shown = unseenSpelled(subject).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>汴印</title>
<style>body{font:14px/1.5 sans-serif;margin:20px}bdi{overflow-wrap:anywhere;font-weight:600}button{height:36px;padding:0 16px;margin-right:8px}</style>
<p>${zh}<br>${en}</p>
<p><bdi>${shown}</bdi></p>
<p><button id="no" autofocus>取消 Cancel</button><button id="yes">${yes.zh} ${yes.en}</button></p></html>`;
}

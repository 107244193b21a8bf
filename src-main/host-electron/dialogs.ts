/** The system's own choosers, opened by main over the window that asked. The page learns nothing of what is chosen. */
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { WindowPorts } from '../app/ports.ts';
import { fileKinds, type FileKind } from '../domain/file-kinds.ts';
import { unseenSpelled } from '../domain/unseen-characters.ts';

/** The kind that is wanted first; whoever asked says what is wrong with another one. */
function filtersOf(kind: FileKind): FileFilter[] {
  const { zh, en, extensions } = fileKinds[kind];
  return [
    { name: `${zh} · ${en}`, extensions: [...extensions] },
    { name: '所有文件 · All files', extensions: ['*'] },
  ];
}

/** The choosers of one window. A window that went away in the meantime has chosen nothing. */
export function dialogsOf(
  window: BrowserWindow,
): Pick<WindowPorts, 'chooseFiles' | 'chooseSave' | 'confirm'> {
  return {
    async chooseFiles({ multiple, kind }) {
      if (window.isDestroyed()) return [];
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        ...(kind === 'folder' ? {} : { filters: filtersOf(kind) }),
        properties: [kind === 'folder' ? 'openDirectory' : 'openFile', ...several(multiple)],
      });
      return canceled || window.isDestroyed() ? [] : filePaths;
    },
    async chooseSave(suggested) {
      if (window.isDestroyed()) return null;
      const options = { defaultPath: suggested, properties: ['showOverwriteConfirmation' as const] };
      const { canceled, filePath } = await dialog.showSaveDialog(window, options);
      return canceled || window.isDestroyed() || filePath === '' ? null : filePath;
    },
    async confirm({ zh, en, subject, yes }) {
      if (window.isDestroyed()) return false;
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: `${zh}\n${en}`,
        detail: unseenSpelled(subject),
        buttons: ['取消 Cancel', `${yes.zh} ${yes.en}`],
        ...{ defaultId: 0, cancelId: 0, noLink: true },
      });
      return response === 1 && !window.isDestroyed();
    },
  };
}

function several(multiple: boolean): 'multiSelections'[] {
  return multiple ? ['multiSelections'] : [];
}

/** The system's own choosers, opened by main over the window that asked. The page learns nothing of what is chosen. */
import { dialog, type BrowserWindow } from 'electron';
import type { WindowPorts } from '../app/ports.ts';
import { unseenSpelled } from '../domain/unseen-characters.ts';

/** Certificates, packs and token libraries are chosen here as well: whoever asked says what is wrong with a file. */
const filters = [
  { name: 'PDF', extensions: ['pdf'] },
  { name: '所有文件 · All files', extensions: ['*'] },
];

/** The choosers of one window. A window that went away in the meantime has chosen nothing. */
export function dialogsOf(
  window: BrowserWindow,
): Pick<WindowPorts, 'chooseFiles' | 'chooseSave' | 'confirm'> {
  return {
    async chooseFiles({ multiple, folder }) {
      if (window.isDestroyed()) return [];
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        ...(folder === true ? {} : { filters }),
        properties: [folder === true ? 'openDirectory' : 'openFile', ...several(multiple)],
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

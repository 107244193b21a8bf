/** No menu: its accelerators reload pages and open developer tools. On macOS the clipboard works through a menu alone. */
import { Menu } from 'electron';

export function setApplicationMenu(platform: NodeJS.Platform): void {
  const roles = ['appMenu', 'editMenu', 'windowMenu'] as const;
  Menu.setApplicationMenu(
    platform === 'darwin' ? Menu.buildFromTemplate(roles.map((role) => ({ role }))) : null,
  );
}

/** No menu: its accelerators reload pages and open developer tools. On macOS the clipboard works through a menu alone. */
import { Menu } from 'electron';

/** macOS needs a menu for copy and paste; elsewhere there is none. */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  const roles = ['appMenu', 'editMenu', 'windowMenu'] as const;
  Menu.setApplicationMenu(
    platform === 'darwin' ? Menu.buildFromTemplate(roles.map((role) => ({ role }))) : null,
  );
}

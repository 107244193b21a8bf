/** Notices of what waits for the person at this window, where the host has a way to show them. */
import type { CallName } from '../../contract/calls.ts';
import { quietNotices } from '../office/quiet-notices.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

export function noticeHandlers(window: MainWindow): Handlers<Extract<CallName, `notice.${string}`>> {
  const { ports, running } = window;
  const quiet = ports.notices && quietNotices(ports.notices);
  if (quiet) window.onClose(() => quiet.stop());
  return {
    'notice.tell'(told) {
      quiet?.tell(told, running.appearance.language);
      return {};
    },
  };
}

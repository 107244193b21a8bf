/** Calls by which a page hands over the octets of a file that was dropped on it. */
import type { CallName } from '../../contract/calls.ts';
import { showDocument, type MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

type AdoptCalls = Extract<CallName, `adoption.${string}`>;

export function adoptHandlers(window: MainWindow): Handlers<AdoptCalls> {
  const { adopted } = window;
  return {
    'adoption.begin': ({ name, size }) => ({ adoption: adopted.begin(name, size) }),
    'adoption.write'({ adoption, offset, data }) {
      adopted.write(adoption, offset, Buffer.from(data, 'base64'));
      return {};
    },
    'adoption.finish': ({ adoption }) => showDocument(window, adopted.finish(adoption), 'adopted'),
    'adoption.cancel'({ adoption }) {
      adopted.cancel(adoption);
      return {};
    },
  };
}

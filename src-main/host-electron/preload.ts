/**
 * Runs beside a page in its sandbox, in a world of its own, and puts the two functions of contract/bridge.ts into the page.
 * Bundled as CommonJS, the only kind that a sandboxed preload can be. Nothing is checked here: main checks everything.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { PageBridge } from '../contract/bridge.ts';
import type { NumberedEvent } from '../contract/events.ts';
import type { CallResult } from '../contract/result.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './bridge-channels.ts';

const listeners = new Set<(event: NumberedEvent) => void>();

ipcRenderer.on(EVENT_CHANNEL, (_: IpcRendererEvent, event: NumberedEvent) => {
  for (const listener of [...listeners]) listener(event);
});

/** Main says what is wrong with anything else. Asking it for its words could throw at the page: a copy of `{ __proto__: null }` has none. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const bridge: PageBridge = {
  call: (name, input) =>
    ipcRenderer.invoke(CALL_CHANNEL, textOf(name), textOf(input)) as Promise<CallResult<unknown>>,
  listen(onEvent) {
    // A function of the page comes as a new proxy each time: the one of this call is the one that is taken away again.
    listeners.add(onEvent);
    return () => void listeners.delete(onEvent);
  },
};

contextBridge.exposeInMainWorld('bianyin', bridge);

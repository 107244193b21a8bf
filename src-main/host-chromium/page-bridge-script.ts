/** What runs in the page before its own code: puts the two functions of contract/bridge.ts there and takes the raw ones away. */

/** Name of the raw call that the browser binds; gone before the page's code runs. */
export const RAW_CALL = '__bianyinCall';
/** How events come in. A page that calls it talks to itself only. */
export const DELIVER = '__bianyinDeliver';

/** Serialised and evaluated in the page: refers to nothing outside itself. */
export const pageBridgeScript = `(() => {
  const raw = globalThis.${RAW_CALL};
  delete globalThis.${RAW_CALL};
  if (globalThis !== globalThis.top || typeof raw !== 'function') return;
  const listeners = new Set();
  const bridge = {
    call: (name, input) => raw(String(name), String(input)),
    listen(onEvent) {
      listeners.add(onEvent);
      return () => listeners.delete(onEvent);
    },
  };
  Object.defineProperty(globalThis, 'bianyin', { value: Object.freeze(bridge) });
  Object.defineProperty(globalThis, '${DELIVER}', {
    value: (event) => { for (const listener of [...listeners]) listener(event); },
  });
})()`;

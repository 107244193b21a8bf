/**
 * What the Node in an Electron for trial (20.18) does not have yet, and what takes its place in a bundle for that runtime alone
 * (docs/adr/0061). A bundle for the product knows none of it; the store's own tests run over the stand-in as well.
 */
import type { Plugin } from 'vite';

/** The database: the same sources as Node's own module, built for older ones. */
export const sqliteStandIn = '@photostructure/sqlite';

const moduleStandIn = '\0bianyin:node-module';

/** Resolves the two modules to their stand-ins. */
export function nodeStandIns(): Plugin {
  return {
    name: 'node-stand-ins',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === 'node:sqlite') return { id: sqliteStandIn, external: true };
      return source === 'node:module' && importer !== moduleStandIn ? moduleStandIn : null;
    },
    // A cache of compiled code only saves time: where it cannot be written, nothing is missing.
    load: (id) =>
      id === moduleStandIn
        ? "export * from 'node:module'; export const flushCompileCache = () => undefined;"
        : null,
  };
}

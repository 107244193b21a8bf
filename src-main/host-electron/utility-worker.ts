/**
 * What stands first in every utility process: it makes the process look like the plain Node that our workers and their libraries
 * are written for, then runs the worker whose entry is its first argument.
 */
import { pathToFileURL } from 'node:url';

// pdf.js takes an Electron process with a `type` for a page, and looks for what only pages have.
Reflect.defineProperty(process, 'type', { value: undefined, configurable: true });
process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1] ?? '').href);

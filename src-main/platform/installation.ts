/**
 * Where the files of this installation are. Sources run from `src-main/ROOM/`, the bundle from `out/main/` (docs/adr/0016): both
 * are two folders below the root, and in a packaged program the root is inside `app.asar`.
 */
import { fileURLToPath } from 'node:url';

/** Absolute path of a file of the installation, named from its root: `assets/fonts/…`, `out/renderer`. */
export function installedFile(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

/** As `installedFile`, for what the system itself opens: libraries lie beside the archive, never in it. */
export function installedLibrary(name: string): string {
  return outsideArchive(installedFile(name));
}

/** The same place outside the archive, where there is one. */
function outsideArchive(path: string): string {
  return path.replace(/([/\\])app\.asar([/\\])/, '$1app.asar.unpacked$2');
}

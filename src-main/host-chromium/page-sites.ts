/**
 * The two reserved origins. Main page and PIN page are different sites, so that the browser keeps them in different renderer
 * processes. `.invalid` never resolves (RFC 2606 §2): nothing here can reach a network.
 */
import { pageFile as fileOf, type PageFile, type PageSites } from '../app/pages/page-file.ts';
import type { PageKind } from '../contract/calls.ts';

export const pageSites: PageSites = Object.freeze({
  main: { origin: 'https://bianyin.invalid', page: '/index.html' },
  pin: { origin: 'https://bianyin-pin.invalid', page: '/pin.html' },
});

/** A file of the bundle, or null: another origin, another page, or no such file. */
export function bundledFile(bundle: string, kind: PageKind, url: string): PageFile | null {
  return fileOf(bundle, pageSites[kind], url);
}

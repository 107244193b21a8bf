/** The scheme of our pages, and what is behind it: the bundle, by plain names, and nothing else (E04). */
import { protocol, type Session } from 'electron';
import { pageFile, type PageSite } from '../app/pages/page-file.ts';
import { SCHEME } from './app-sites.ts';

/** Once, before the application is ready. The scheme is held to its content security policy and has no service workers. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves one site of the bundle in folder `bundle` to the pages of a session. */
export function servePages(session: Session, bundle: string, site: PageSite): void {
  session.protocol.handle(SCHEME, ({ method, url }) => answer(method, bundle, site, url));
}

function answer(method: string, bundle: string, site: PageSite, url: string): Response {
  const file = method === 'GET' ? pageFile(bundle, site, url) : null;
  if (!file) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.body), { status: 200, headers: { ...file.headers } });
}

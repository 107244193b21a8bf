/** The two addresses of this host (docs/adr/0016): own scheme, one origin for each kind of page, nothing a network knows. */
import type { PageSites } from '../app/pages/page-file.ts';

export const SCHEME = 'app';

export const appSites: PageSites = Object.freeze({
  main: { origin: `${SCHEME}://main`, page: '/index.html' },
  pin: { origin: `${SCHEME}://pin`, page: '/pin.html' },
});

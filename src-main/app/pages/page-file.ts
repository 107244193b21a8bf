/** What a host may serve to a page, and the headers that go with it: the same for every host (docs/adr/0001, 0010). */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { PageKind } from '../../contract/calls.ts';

/** Where a page lives: an origin of its own, and the one page that may be opened there. */
export interface PageSite {
  /** Scheme and host, as in `https://example.org`. */
  readonly origin: string;
  /** Path of the one page. */
  readonly page: string;
}

export type PageSites = Readonly<Record<PageKind, PageSite>>;

export interface PageFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
};
/** Plain names below the folder: no dots that climb, no encoded ones, nothing hidden. */
const plainPath = /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** A file of the bundle in folder `bundle`, or null: another origin, another page, or no such file. */
export function pageFile(bundle: string, site: PageSite, url: string): PageFile | null {
  const address = URL.parse(url);
  if (!address || originOf(address) !== site.origin || !plainPath.test(address.pathname)) return null;
  const ending = extname(address.pathname);
  const type = types[ending];
  if (type === undefined || (ending === '.html' && address.pathname !== site.page)) return null;
  const body = readOrNull(join(bundle, address.pathname));
  if (!body) return null;
  if (ending !== '.html') return { body, headers: headersFor(type, '') };
  const nonce = randomBytes(16).toString('base64');
  return { body: withNonce(body, nonce), headers: headersFor(type, nonce) };
}

/** The origin of schemes that only we know is opaque to Node's URL. */
function originOf({ protocol, host }: URL): string {
  return `${protocol}//${host}`;
}

/** The address without what comes after `#`. */
export function withoutFragment(url: string): string {
  return url.split('#')[0] ?? '';
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** The page reads it from `meta[property=csp-nonce]` for the styles that its components make while they run; no browser translates seals. */
function withNonce(html: Buffer, nonce: string): Buffer {
  const meta = `<meta property="csp-nonce" nonce="${nonce}"><meta name="google" content="notranslate">`;
  return Buffer.from(html.toString('utf8').replace('<head>', `<head>${meta}`), 'utf8');
}

function headersFor(type: string, nonce: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(nonce),
    'permissions-policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

/**
 * `sandbox` without popups, top navigation, downloads and modals; forms are for components that listen to `submit`.
 * WebAssembly is for the image decoders of pdf.js.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self'${nonce === '' ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' blob: data:",
    "font-src 'self' blob: data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    'sandbox allow-scripts allow-same-origin allow-forms',
  ].join('; ');
}

const deniedFeatures = [
  'accelerometer',
  'camera',
  'clipboard-read',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
];

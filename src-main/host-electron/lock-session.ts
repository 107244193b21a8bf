/**
 * What a session of this program may do: load our own pages. No network, no device, no download, and no permission but the whole
 * display for the main page, which the counter takes (E05 to E07).
 */
import type { Session } from 'electron';
import type { PageSite } from '../app/pages/page-file.ts';

/** Chromium's code for "this certificate is refused". */
const REFUSE_CERTIFICATE = -2;

/** Call it before anything is loaded in the session. `mayFillDisplay`: its page may take the whole display. */
export function lockSession(session: Session, { origin }: PageSite, mayFillDisplay: boolean): void {
  const isGranted = (permission: string, isMainFrame: boolean, address: string | undefined): boolean =>
    mayFillDisplay && permission === 'fullscreen' && isMainFrame && isOf(address ?? '', origin);
  session.setPermissionRequestHandler((_, permission, answer, { isMainFrame, requestingUrl }) =>
    answer(isGranted(permission, isMainFrame, requestingUrl)),
  );
  session.setPermissionCheckHandler((_, permission, requestingOrigin, { isMainFrame }) =>
    isGranted(permission, isMainFrame, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  // Not `{}`: Electron throws at whoever was asked for a picture and gives none, in main.
  session.setDisplayMediaRequestHandler((_, answer) => answer(null));
  session.setCertificateVerifyProc((_, answer) => answer(REFUSE_CERTIFICATE));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.on('select-hid-device', (event, _, choose) => {
    event.preventDefault();
    choose(null);
  });
  session.on('select-serial-port', (event, _, __, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('select-usb-device', (event, _, choose) => {
    event.preventDefault();
    choose();
  });
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwnAddress(url, origin) }));
}

/** An origin, with or without the path after it. */
function isOf(address: string, origin: string): boolean {
  return address === origin || address.startsWith(`${origin}/`);
}

/** Our origin, what a page of it made itself (`blob:`), and pictures inside it (`data:`); navigations are judged elsewhere. */
function isOwnAddress(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`) || url.startsWith('data:image/');
}

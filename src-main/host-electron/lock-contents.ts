/** What every page of this program is refused, whoever opened it: going elsewhere, windows, web views, devices (E06, E07). */
import type { WebContents } from 'electron';

/** For `web-contents-created`: nothing is let go of before this has run. */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // A page that asks "leave this page?" cannot keep its window open.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _, choose) => {
    event.preventDefault();
    choose('');
  });
  // WebRTC knows no content security policy and is not asked about in `webRequest`: it sends nothing, because there is no proxy.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

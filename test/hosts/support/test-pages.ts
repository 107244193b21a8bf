/** Two small pages in place of the product's bundle: conformance is about the host, not about what the product draws. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const html = (title: string): string =>
  `<!doctype html><html><head><title>${title}</title><script type="module" src="./assets/page.js"></script></head>` +
  '<body><div id="root"></div></body></html>';

/**
 * What a page that was taken over would try. It runs as the page's own code, because the browser's debugger is above the
 * content security policy and the page is not.
 */
const script = `
const refused = [];
document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
const soon = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const nameOf = (error) => error.name;
const put = (parent, tag, fields) => parent.appendChild(Object.assign(document.createElement(tag), fields));

globalThis.attacks = {
  call: (name, input) => window.bianyin.call(name, input),
  shown: () => [Object.keys(window.bianyin), typeof globalThis.process, '__bianyinCall' in globalThis],
  async frame() {
    const frame = put(document.body, 'iframe', {});
    await soon(200);
    const inner = frame.contentWindow;
    const raw = inner.__bianyinCall;
    const result = raw ? await raw('home.describe', '{}') : 'no raw call';
    return { bridge: typeof inner.bianyin, result };
  },
  link(href, target = '') {
    const link = put(document.body, 'a', { href, target });
    link.click();
    link.remove();
  },
  refresh: () => void put(document.head, 'meta', { httpEquiv: 'refresh', content: '0;url=https://example.com/' }),
  form: () => put(document.body, 'form', { action: 'https://example.com/' }).submit(),
  frameOf: (src) => void put(document.body, 'iframe', { src }),
  async flood(count, ...names) {
    const codes = new Set();
    // The same calls in every run: a generator with a seed that is written down (Numerical Recipes, ranqd1).
    let state = 20261123;
    const next = (below) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % below;
    const leaves = [null, true, -1, 1e308, '', '/etc/passwd', '..\\\\x', '\u0000', '\ud800', [], {}, 'x'.repeat(300)];
    const value = (depth) =>
      depth === 0 || next(3) > 0
        ? leaves[next(leaves.length)]
        : next(2) > 0
          ? Array.from({ length: next(4) }, () => value(depth - 1))
          : { [['id', 'document', '__proto__', 'constructor'][next(4)]]: value(depth - 1) };
    const inputs = [
      // A key that no call knows: nothing can be made of it, whatever else is right.
      () => JSON.stringify({ ...names.map(() => value(2)), nobodyKnows: value(3) }),
      () => JSON.stringify(value(4) ?? 'x').replace(/^\\{\\}$/, '[]'),
      () => '{'.repeat(next(200)),
      () => value(2),
      () => 'x'.repeat(2e6),
    ];
    const name = () => [...names, '__proto__', 'toString', '', 'nobody.knows', {}, 7][next(names.length + 6)];
    for (let done = 0; done < Number(count); done += 200) {
      const calls = Array.from({ length: 200 }, () =>
        window.bianyin.call(name(), inputs[next(400) === 0 ? 4 : next(4)]()),
      );
      for (const result of await Promise.all(calls)) codes.add(result.ok ? 'ok' : result.error.code);
    }
    return [...codes];
  },
  store(text) {
    localStorage.setItem('left', text);
    document.cookie = 'left=' + encodeURIComponent(text);
  },
  stored: () => [document.cookie, localStorage.length],
  async serviceWorker() {
    await navigator.serviceWorker?.register('./assets/page.js').catch(() => undefined);
    return (await navigator.serviceWorker?.getRegistrations().catch(() => []))?.length ?? 0;
  },
  async reach(tcp, udp) {
    const http = 'http://127.0.0.1:' + tcp + '/';
    for (const rel of ['preconnect', 'prefetch', 'dns-prefetch', 'modulepreload', 'stylesheet', 'icon'])
      put(document.head, 'link', { rel, href: http + rel, as: 'script' });
    put(document.body, 'img', { src: http + 'img' });
    put(document.body, 'video', { src: http + 'video' });
    navigator.sendBeacon(http + 'beacon', 'x');
    const tried = [() => new WebSocket(http.replace('http', 'ws')), () => new EventSource(http + 'events')];
    tried.push(() => new Worker(http + 'worker'), () => fetch(http + 'fetch', { mode: 'no-cors' }).catch(nameOf));
    for (const act of tried) try { act(); } catch {}
    const servers = ['stun:127.0.0.1:' + udp, 'turn:127.0.0.1:' + tcp + '?transport=tcp'];
    const iceServers = servers.map((urls) => ({ urls, username: 'u', credential: 'c' }));
    try {
      const peer = new RTCPeerConnection({ iceServers });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
    } catch {}
    await soon(1500);
  },
  leave: (way, href) => location[way](href),
  open: () => window.open('https://example.com/') === null,
  download: () => put(document.body, 'a', { href: URL.createObjectURL(new Blob(['x'])), download: 'x.exe' }).click(),
  async code() {
    await soon(0);
    put(document.head, 'script', { textContent: 'globalThis.ranInline = true' });
    put(document.head, 'script', { src: 'https://example.com/a.js' });
    let evaluated = 'ran';
    try { new Function('return 1')(); } catch (error) { evaluated = error.name; }
    const fetched = await fetch('https://example.com/').then(() => 'fetched', nameOf);
    await soon(100);
    return { evaluated, fetched, ran: globalThis.ranInline ?? false, refused };
  },
  permissions: async () => [
    await Notification.requestPermission(),
    (await navigator.permissions.query({ name: 'microphone' })).state,
    (await navigator.permissions.query({ name: 'camera' })).state,
    await navigator.clipboard.readText().then(() => 'granted', nameOf),
    await new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('granted'), ({ code }) => done(code))),
  ],
};
`;

/** Writes the pages; returns their folder. */
export function writeTestPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), html('main'));
  writeFileSync(join(folder, 'pin.html'), html('pin'));
  writeFileSync(join(folder, 'assets/page.js'), script);
  return folder;
}

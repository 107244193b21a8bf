/** `npm start`: builds the pages when they are missing or older than their sources, then opens the window. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasBrowserSandbox } from '../src-main/host-chromium/browser-window.ts';
import { findChromium } from '../src-main/host-chromium/find-chromium.ts';
import { openChromiumHost } from '../src-main/host-chromium/open-chromium-host.ts';
import { homeDirectory } from '../src-main/platform/home-directory.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const bundle = at('out/renderer');

function say(zh: string, en: string): void {
  console.log(`${zh}\n${en}`);
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Math.max(0, ...files.map((each) => statSync(`${each.parentPath}/${each.name}`).mtimeMs));
}

/** The pages import the contract and the domain besides their own sources. */
function isStale(): boolean {
  const built = statSync(`${bundle}/index.html`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['src-renderer', 'src-main/contract', 'src-main/domain'].map(at);
  return sources.some((folder) => newest(folder) > built);
}

function buildPages(): void {
  say('正在生成页面…', 'Building the pages…');
  const vite = [at('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, vite, { cwd: at('.'), stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

async function start(): Promise<void> {
  if (!hasDisplay()) {
    say(
      '这台机器没有显示器，打不开窗口。不用窗口也能看完整流程：npm run demo',
      'There is no display here, so no window can open. The whole story without one: npm run demo',
    );
    process.exit(1);
  }
  const executable = findChromium();
  if (executable === null) {
    say(
      '没有找到 Chromium。请安装后再试（Debian：apt-get install chromium），或运行 npm run demo。',
      'No Chromium was found. Install one (Debian: apt-get install chromium), or run npm run demo.',
    );
    process.exit(1);
  }
  if (!existsSync(`${bundle}/index.html`) || isStale()) buildPages();
  say(
    '窗口由本机的 Chromium 显示：这个版本还没有 Electron 外壳。',
    'The window is drawn by the Chromium of this machine: this version has no Electron host yet.',
  );
  if (!hasBrowserSandbox) {
    say('以 root 运行：浏览器沙箱已关闭，请勿日常使用。', 'Running as root: the browser sandbox is off.');
  }
  const host = await openChromiumHost({ executable, home: homeDirectory(), bundle, isHeadless: false });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => host.close());
  await host.closed;
}

await start();

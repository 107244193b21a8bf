/**
 * `npm run screenshots`: every screen in both languages and themes into out/screens/, from the real application over a demo home.
 * `npm run screenshots readme` takes one look alone and makes the pictures of README.md of it.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { build } from 'vite';
import { writeReadmePictures } from './screens/readme-pictures.ts';
import type { Look } from './screens/desk.ts';
import { takeAll } from './screens/screens.ts';

const looks: readonly Look[] = [
  { name: 'zh-light', language: 'zh', scheme: 'light', scale: 1, large: false },
  { name: 'en-light', language: 'en', scheme: 'light', scale: 1, large: false },
  { name: 'zh-dark', language: 'zh', scheme: 'dark', scale: 1, large: false },
  { name: 'en-dark', language: 'en', scheme: 'dark', scale: 1, large: false },
  { name: 'zh-light-200', language: 'zh', scheme: 'light', scale: 2, large: false },
  // 200 % on an office PC leaves half of its pixels each way.
  {
    name: 'zh-light-zoomed',
    language: 'zh',
    scheme: 'light',
    scale: 2,
    large: false,
    window: { width: 683, height: 384 },
  },
  {
    name: 'en-dark-zoomed',
    language: 'en',
    scheme: 'dark',
    scale: 2,
    large: false,
    window: { width: 683, height: 384 },
  },
  {
    name: 'zh-light-720',
    language: 'zh',
    scheme: 'light',
    scale: 1,
    large: false,
    window: { width: 1280, height: 720 },
  },
  { name: 'zh-light-large', language: 'zh', scheme: 'light', scale: 1, large: true },
];

/** The look of README.md. */
const readmeLook = 'zh-light';
const demoHome = 'out/home';
const chromiumPath = process.env['BIANYIN_CHROMIUM'] ?? '/usr/bin/chromium';

async function main(): Promise<void> {
  if (!existsSync(join(demoHome, 'home.json')))
    throw new Error('Run `npm run demo` first: it makes out/home.');
  if (!process.env['BIANYIN_KEEP_BUNDLE']) await build({ logLevel: 'warn' });
  mkdirSync('out/screens', { recursive: true });
  const isReadme = process.argv[2] === 'readme';
  const wanted = isReadme ? [readmeLook] : process.argv[2]?.split(',');
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    // Chromium has no sandbox for root; this is a machine for pictures, with our own pages alone.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    for (const look of looks.filter(({ name }) => wanted?.includes(name) ?? true))
      await takeLook(browser, look);
  } finally {
    await browser.close();
  }
  if (isReadme) writeReadmePictures(readmeLook);
}

async function takeLook(browser: Browser, look: Look): Promise<void> {
  const room = mkdtempSync(join(tmpdir(), 'bianyin-screens-'));
  try {
    const home = join(room, 'home');
    cpSync(demoHome, home, { recursive: true });
    const names = await takeAll(browser, look, { home, empty: join(room, 'empty'), files: resolve('out') });
    console.log(`${look.name}: ${names.join(', ')}`);
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

await main();

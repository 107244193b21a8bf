/** A desk for a story: the real application in a real window of its own, over a copy of the sandbox home, watched from outside. */
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsoleMessage, Page } from 'playwright-core';
import { afterEach, inject } from 'vitest';
import type { PageConnection } from '../../../src-main/app/ports.ts';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import type { Sandbox } from '../../gate/support/sandbox.ts';
import { noAnswers, printedBy, writeAnswers } from './hosts/desk-answers.ts';
import { openWindows, type DeskWindows, type HostSetting } from './hosts/desk-windows.ts';
import { withoutDebugger, watchListeners } from './listeners.ts';
import { isPress, pressCounter } from './presses.ts';

export interface Desk {
  /** The folder of the run; its home is `home`, the browser's files are in `home.window`. */
  readonly sandbox: Sandbox;
  readonly page: Page;
  /** What every window of the run has written to its console, and the errors that nobody caught. */
  readonly said: readonly string[];
  /** PIN windows that were opened so far. */
  readonly pinWindows: () => number;
  /** How often somebody has pressed on anything in any window (a drag is one press). */
  readonly presses: () => number;
  /** Since the window was open. */
  readonly seconds: () => number;
  /** What that took, s. */
  readonly opening: number;
  /** The PIN window that is open, or the one that opens next. */
  pinWindow(): Promise<Page>;
  /** What the next choosers of the browser answer. */
  choose(...paths: readonly string[]): void;
  /** Where the next files go; null takes the suggestion, as on a machine without a dialog. */
  saveTo(path: string | null): void;
  /** The clock of the application from now on, ms later than the machine's. */
  later(ms: number): void;
  /** Whether the printer takes what comes next. */
  printerTakes(takes: boolean): void;
  /** How many files it has taken. */
  printed(): number;
  /** Puts tokens (`keeper`) in, or pulls them out. */
  plug(...people: readonly string[]): void;
  pull(...people: readonly string[]): void;
  /** Kills workers as a power cut would. Returns how many there were. */
  killWorker(name: 'signer' | 'document'): Promise<number>;
  /** Sockets on which anything of the run has listened so far. */
  readonly listeners: readonly string[];
  /** Closes the window and waits until it is gone; the files stay. */
  close(): Promise<void>;
  /** Closes the window and opens the application anew on the same home. */
  restart(): Promise<void>;
  /** Closes the window and takes the files away. */
  remove(): Promise<void>;
}

export interface DeskOptions {
  /** False: the first run on an empty machine. */
  readonly hasHome?: boolean;
  /** True: with a printer that takes what it is given. */
  readonly hasPrinter?: boolean;
  /** A run that is there already; absent: a fresh one. */
  readonly sandbox?: Sandbox;
  /** How large windows are; absent: as the host opens them. A PIN window is no larger than it opens, and fits into this. */
  readonly window?: { readonly width: number; readonly height: number };
  /** See DeskSetting. */
  readonly onConnection?: (connection: PageConnection) => void;
}

/** As large as PIN windows open at both hosts. */
const PIN_SIZE = { width: 440, height: 700 };

/** How long a person would wait for anything, ms. */
const PATIENCE_MS = 45_000;

/** True where there is something to open windows with. */
export const canOpenWindows = inject('host') !== null;

/** Errors of any window. */
export function complaintsOf({ said }: Desk): string[] {
  return said.filter((line) => /^(error|uncaught):/.test(line));
}

/** Leaves a picture of the window in out/e2e/ for every test of the file that fails. */
export function photographFailures(desk: () => Desk | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const path = `out/e2e/${task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`;
    await desk()
      ?.page.screenshot({ path, timeout: 5000 })
      .catch(() => undefined);
  });
}

/** Folder of a run with a home that nobody uses yet. */
export function freshSandbox({ hasHome = true }: DeskOptions = {}): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-desk-'));
  const home = homeDirectory(join(folder, 'home'));
  if (hasHome) cpSync(inject('homeTemplate'), home.root, { recursive: true });
  return { folder, home };
}

/** Pulls the tokens of people (`keeper`) out. */
export function pullTokens(sandbox: Sandbox, ...people: readonly string[]): void {
  for (const each of people) renameSync(tokenFile(sandbox, each), `${tokenFile(sandbox, each)}.pulled`);
}

function tokenFile({ home }: Sandbox, person: string): string {
  return join(home.tokens, `soft-${person}.ukey`);
}

/** File of the answers of a run, beside its home. */
export function answersOf({ home }: Sandbox): string {
  return `${home.root}.answers.json`;
}

/** The host of this run. Errors: where there is none, and nobody has asked `canOpenWindows`. */
export function hostOfRun(): HostSetting {
  const host = inject('host');
  if (host === null) throw new Error('there is nothing to open windows with');
  return host;
}

/** Opens the application. Ends with `remove`. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const sandbox = options.sandbox ?? freshSandbox(options);
  const said: string[] = [];
  const pins = pinWindowQueue();
  const presses = pressCounter();
  const listeners = watchListeners(sandbox.home.root);
  const path = answersOf(sandbox);
  let answers = noAnswers;
  const answer = (change: Partial<typeof answers>): void =>
    writeAnswers(path, (answers = { ...answers, ...change }));
  answer({});
  const debuggers = new Map<number, number>();
  let windows: DeskWindows;
  const open = async (): Promise<void> => {
    windows = await openWindows(hostOfRun(), {
      home: sandbox.home,
      answers: path,
      hasPrinter: options.hasPrinter ?? false,
      onWindow(page) {
        hear(page, said);
        presses.count(page);
      },
      onPinWindow(page) {
        // Nobody types into it before it has its size.
        void fitPin(page, options.window).then(() => pins.add(page));
      },
      onConnection: options.onConnection,
    });
    debuggers.set(windows.pid, windows.debuggerSockets);
    if (options.window) await windows.page.setViewportSize(options.window);
  };
  const begun = performance.now();
  await open();
  const openedAt = performance.now();
  const token = (person: string): string => tokenFile(sandbox, person);
  return {
    sandbox,
    get page() {
      return windows.page;
    },
    said,
    pinWindows: pins.count,
    presses: presses.total,
    opening: (openedAt - begun) / 1000,
    seconds: () => (performance.now() - openedAt) / 1000,
    pinWindow: pins.current,
    choose: (...chosen) => answer({ chosen }),
    saveTo: (saved) => answer({ saved }),
    later: (shiftMs) => answer({ shiftMs }),
    printerTakes: (printerTakes) => answer({ printerTakes }),
    printed: () => filesIn(printedBy(path)),
    plug: (...people) => people.forEach((each) => renameSync(`${token(each)}.pulled`, token(each))),
    pull: (...people) => pullTokens(sandbox, ...people),
    killWorker: (name) => windows.killWorker(name),
    get listeners() {
      return withoutDebugger(listeners.found, debuggers);
    },
    close: () => windows.close(),
    async restart() {
      await windows.close();
      await open();
    },
    async remove() {
      await windows.close();
      listeners.stop();
      rmSync(sandbox.folder, { recursive: true, force: true });
    },
  };
}

/** A window that is gone already has no size to be given. */
async function fitPin(page: Page, window: DeskOptions['window']): Promise<void> {
  if (!window) return;
  const [width, height] = [Math.min(PIN_SIZE.width, window.width), Math.min(PIN_SIZE.height, window.height)];
  await page.setViewportSize({ width, height }).catch(() => undefined);
}

/** Lines that say that a PDF file was taken. */
function filesIn(log: string): number {
  return existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line === '%PDF-').length
    : 0;
}

function hear(page: Page, said: string[]): void {
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => {
    if (!isPress(message)) said.push(`${message.type()}: ${message.text()} ${placeOf(message)}`);
  });
  page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
}

function placeOf(message: ConsoleMessage): string {
  const { url, lineNumber, columnNumber } = message.location();
  return `(${url}:${lineNumber}:${columnNumber})`;
}

interface PinWindows {
  readonly add: (page: Page) => void;
  readonly count: () => number;
  readonly current: () => Promise<Page>;
}

/** One question is asked at a time, so there is at most one window that nobody has answered. */
function pinWindowQueue(): PinWindows {
  let count = 0;
  let next = Promise.withResolvers<Page>();
  return {
    add(page) {
      count += 1;
      const { resolve } = next;
      // Whoever asks after this window is gone means another one.
      page.once('close', () => (next = Promise.withResolvers()));
      resolve(page);
    },
    count: () => count,
    async current() {
      const late = new Error('no PIN window has opened');
      const window = await Promise.race([next.promise, sleep(PATIENCE_MS)]);
      if (!window) throw late;
      return window;
    },
  };
}

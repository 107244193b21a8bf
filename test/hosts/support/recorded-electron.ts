/**
 * The module `electron` as a record of what was asked of it: no window opens. Written after Electron 45's own declarations; what
 * the host does with the real one is tested where its binary exists (electron-window.test.ts).
 */
import { EventEmitter } from 'node:events';

/** Every function that was given for something, by its name. */
type Handler = (...args: never[]) => unknown;

export class RecordedSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly isSpellCheckerEnabled: boolean[] = [];
  readonly name: string;
  readonly options: unknown;
  readonly protocol = {
    handle: (scheme: string, handler: Handler) => this.#set(`scheme ${scheme}`, handler),
  };
  readonly webRequest = { onBeforeRequest: (handler: Handler) => this.#set('request', handler) };

  constructor(name: string, options: unknown) {
    super();
    this.name = name;
    this.options = options;
  }

  setPermissionRequestHandler = (handler: Handler): void => this.#set('permission request', handler);
  setPermissionCheckHandler = (handler: Handler): void => this.#set('permission check', handler);
  setDevicePermissionHandler = (handler: Handler): void => this.#set('device permission', handler);
  setDisplayMediaRequestHandler = (handler: Handler): void => this.#set('display media', handler);
  setCertificateVerifyProc = (handler: Handler): void => this.#set('certificate', handler);
  setSpellCheckerEnabled = (isEnabled: boolean): void => void this.isSpellCheckerEnabled.push(isEnabled);

  /** What the handler of this name answers. */
  ask<T>(name: string, ...args: unknown[]): T {
    const handler = this.handlers.get(name) as ((...given: unknown[]) => T) | undefined;
    if (!handler) throw new Error(`nobody handles ${name}`);
    return handler(...args);
  }

  #set(name: string, handler: Handler): void {
    this.handlers.set(name, handler);
  }
}

interface RecordedFrame {
  url: string;
  origin: string;
  parent: RecordedFrame | null;
  isDestroyed(): boolean;
}

export class RecordedContents extends EventEmitter {
  readonly loaded: string[] = [];
  readonly sent: (readonly [string, unknown])[] = [];
  readonly mainFrame: RecordedFrame = { url: '', origin: '', parent: null, isDestroyed: () => false };
  onCall: Handler | undefined;
  webRtcPolicy = '';
  onWindowOpen: (() => { action: string }) | undefined;
  readonly ipc = { handle: (channel: string, handler: Handler) => this.#handle(channel, handler) };

  #handle(channel: string, handler: Handler): void {
    if (channel !== 'bianyin.call') throw new Error(`unknown channel ${channel}`);
    this.onCall = handler;
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.mainFrame.url = url;
    this.mainFrame.origin = url.split('/').slice(0, 3).join('/');
    return Promise.resolve();
  }

  send(channel: string, value: unknown): void {
    this.sent.push([channel, value]);
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.onWindowOpen = handler;
  }
}

export class RecordedWindow extends EventEmitter {
  readonly webContents = new RecordedContents();
  readonly options: Record<string, unknown>;
  readonly contentProtection: boolean[] = [];
  isShown = false;
  isGone = false;
  hasFocus = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    record.windows.push(this);
    record.app.emit('web-contents-created', {}, this.webContents);
  }

  show = (): void => void (this.isShown = true);
  focus = (): void => void (this.hasFocus = true);
  isFocused = (): boolean => this.hasFocus;
  isMinimized = (): boolean => false;
  isDestroyed = (): boolean => this.isGone;
  setContentProtection = (isOn: boolean): void => void this.contentProtection.push(isOn);
  destroy(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.emit('closed');
  }
}

/** A notice of the system. */
export class RecordedNotification extends EventEmitter {
  static isSupported = (): boolean => record.hasNotices;
  readonly options: unknown;
  isShown = false;
  isClosed = false;

  constructor(options: unknown) {
    super();
    this.options = options;
    record.notices.push(this);
  }

  show = (): void => void (this.isShown = true);
  close = (): void => void (this.isClosed = true);
}

/** A utility process; tests speak for it. */
export class RecordedProcess extends EventEmitter {
  pid: number | undefined;
  readonly entry: string;
  readonly args: readonly string[];
  readonly options: Record<string, unknown>;
  readonly posted: string[] = [];
  kills = 0;

  constructor(entry: string, args: readonly string[], options: Record<string, unknown>) {
    super();
    this.entry = entry;
    this.args = args;
    this.options = options;
    record.processes.push(this);
  }

  postMessage = (text: string): void => void this.posted.push(text);
  kill(): boolean {
    this.kills += 1;
    return this.pid !== undefined;
  }
}

class RecordedApp extends EventEmitter {
  isPackaged = true;
  isFirst = true;
  switches: string[] = [];
  metrics: { pid: number; memory: { workingSetSize: number } }[] = [];
  /** In the order in which they were said. */
  readonly said: string[] = [];
  readonly commandLine = {
    hasSwitch: (name: string) => this.switches.includes(name),
    appendSwitch: (name: string, value: string): void => void this.said.push(`--${name}=${value}`),
  };
  enableSandbox = (): void => void this.said.push('sandbox');
  setPath = (name: string, path: string): void => void this.said.push(`${name} ${path}`);
  setAppUserModelId = (id: string): void => void this.said.push(`known as ${id}`);
  requestSingleInstanceLock(): boolean {
    this.said.push('lock');
    return this.isFirst;
  }
  whenReady(): Promise<void> {
    this.said.push('ready');
    return Promise.resolve();
  }
  quit = (): void => void this.said.push('quit');
  exit = (code: number): void => void this.said.push(`exit ${code}`);
  getAppMetrics = (): RecordedApp['metrics'] => this.metrics;
}

export interface ElectronRecord {
  app: RecordedApp;
  windows: RecordedWindow[];
  sessions: Map<string, RecordedSession>;
  processes: RecordedProcess[];
  menus: unknown[];
  schemes: unknown[];
  dialogs: unknown[];
  /** Whether the system shows any, and those that were made. */
  hasNotices: boolean;
  notices: RecordedNotification[];
  /** Title and words of each box. */
  errorBoxes: (readonly [string, string])[];
  /** What bars of the desktop leave free of the screen that the person is at. */
  workArea: { x: number; y: number; width: number; height: number };
  /** What the next choosers answer. */
  chosen: { canceled: boolean; filePaths: string[]; filePath: string };
}

export const record: ElectronRecord = freshRecord();

function freshRecord(): ElectronRecord {
  return {
    app: new RecordedApp(),
    windows: [],
    sessions: new Map(),
    processes: [],
    menus: [],
    schemes: [],
    dialogs: [],
    hasNotices: true,
    notices: [],
    errorBoxes: [],
    workArea: { x: 0, y: 0, width: 1920, height: 1040 },
    chosen: { canceled: false, filePaths: [], filePath: '' },
  };
}

/** Forgets everything. */
export function forgetRecord(): void {
  Object.assign(record, freshRecord());
}

function sessionNamed(name: string, options?: unknown): RecordedSession {
  const known = record.sessions.get(name) ?? new RecordedSession(name, options);
  record.sessions.set(name, known);
  return known;
}

/** What `import … from 'electron'` gives in tests. */
export const electron = {
  get app() {
    return record.app;
  },
  BrowserWindow: RecordedWindow,
  screen: {
    getCursorScreenPoint: () => ({ x: record.workArea.x, y: record.workArea.y }),
    getDisplayNearestPoint: () => ({ workArea: record.workArea }),
  },
  Notification: RecordedNotification,
  session: {
    get defaultSession() {
      return sessionNamed('default');
    },
    fromPartition: (name: string, options: unknown) => sessionNamed(name, options),
  },
  protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => record.schemes.push(...schemes) },
  dialog: {
    showOpenDialog: (_: unknown, options: unknown) => answerDialog(options),
    showErrorBox: (title: string, words: string) => void record.errorBoxes.push([title, words]),
    showSaveDialog: (_: unknown, options: unknown) => answerDialog(options),
  },
  Menu: {
    setApplicationMenu: (menu: unknown) => record.menus.push(menu),
    buildFromTemplate: (template: unknown) => template,
  },
  utilityProcess: {
    fork: (entry: string, args: string[], options: Record<string, unknown>) =>
      new RecordedProcess(entry, args, options),
  },
};

function answerDialog(options: unknown): Promise<ElectronRecord['chosen']> {
  record.dialogs.push(options);
  return Promise.resolve(record.chosen);
}

/** Which host `npm start` opens on this machine, and the sentences that say why: a pure function over what was found. */

export interface FoundOnMachine {
  /** File of the Electron program, or null. */
  readonly electron: string | null;
  /** Version of the Electron for trial, where that is what was found (docs/adr/0061); else null. */
  readonly trialVersion: string | null;
  /** ELECTRON_OVERRIDE_DIST_PATH is set. */
  readonly isElectronOverridden: boolean;
  /** File of a Chromium, or null. */
  readonly chromium: string | null;
  readonly hasDisplay: boolean;
  /** Root on Linux: browsers do not start for root with their sandbox on. */
  readonly isRoot: boolean;
}

/** What is said to the person at the terminal. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

export type HostChoice =
  | { readonly host: 'electron' | 'chromium'; readonly executable: string; readonly why: Sentence }
  | { readonly host: 'none'; readonly why: Sentence };

/** Electron where its program is, else Chromium; nothing without a display. */
export function chooseHost(found: FoundOnMachine): HostChoice {
  if (!found.hasDisplay) return { host: 'none', why: sentences.noDisplay };
  if (found.electron !== null && !found.isRoot)
    return {
      host: 'electron',
      executable: found.electron,
      why: whyElectron(found),
    };
  if (found.chromium !== null)
    return { host: 'chromium', executable: found.chromium, why: whyChromium(found) };
  return { host: 'none', why: sentences.noBrowser };
}

function whyElectron({ trialVersion, isElectronOverridden }: FoundOnMachine): Sentence {
  if (trialVersion !== null) return trialElectron(trialVersion);
  return isElectronOverridden ? sentences.otherElectron : sentences.electron;
}

function trialElectron(version: string): Sentence {
  return {
    zh: `窗口由试用的 Electron ${version} 显示：它已不再维护，只用来试看和测试，不要用它办理真的用印。`,
    en: `The window is drawn by Electron ${version} for trial: it is out of support. Look and test with it, seal nothing that counts.`,
  };
}

function whyChromium({ electron, isElectronOverridden, isRoot }: FoundOnMachine): Sentence {
  if (electron !== null && isRoot) return sentences.chromiumForRoot;
  return isElectronOverridden ? sentences.chromiumNoOther : sentences.chromium;
}

const sentences = {
  electron: {
    zh: '窗口由 Electron 显示（node_modules/electron 里有它的程序）。',
    en: 'The window is drawn by Electron: its program is in node_modules/electron.',
  },
  otherElectron: {
    zh: '窗口由 Electron 显示（程序在 ELECTRON_OVERRIDE_DIST_PATH 指定的文件夹里）。',
    en: 'The window is drawn by Electron, from the folder that ELECTRON_OVERRIDE_DIST_PATH names.',
  },
  chromium: {
    zh: '窗口由本机的 Chromium 显示：这里没有 Electron 的程序。',
    en: 'The window is drawn by the Chromium of this machine: there is no Electron program here.',
  },
  chromiumNoOther: {
    zh: '窗口由本机的 Chromium 显示：ELECTRON_OVERRIDE_DIST_PATH 指定的文件夹里没有 Electron 的程序。',
    en: 'The window is drawn by the Chromium of this machine: the folder that ELECTRON_OVERRIDE_DIST_PATH names has no Electron program.',
  },
  chromiumForRoot: {
    zh: '窗口由本机的 Chromium 显示：以 root 运行时 Electron 不能开着沙箱启动，而汴印不接受关掉沙箱。',
    en: 'The window is drawn by the Chromium of this machine: for root Electron does not start with its sandbox on, and Bianyin does not start it without.',
  },
  noDisplay: {
    zh: '这台机器没有显示器，打不开窗口。不用窗口也能看完整流程：npm run demo',
    en: 'There is no display here, so no window can open. The whole story without one: npm run demo',
  },
  noBrowser: {
    zh: '没有找到 Electron，也没有找到 Chromium。请装上其中一个再试（Debian：apt-get install chromium），或运行 npm run demo。',
    en: 'Neither Electron nor Chromium was found. Install one (Debian: apt-get install chromium), or run npm run demo.',
  },
} as const satisfies Record<string, Sentence>;

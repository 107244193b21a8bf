/**
 * What this program will not be started with. Command-line switches and a few variables turn an Electron program into a
 * debugger, a plain Node or an unguarded browser (Electron security checklist; fuses do not cover Chromium's own switches).
 * So no switch is taken but the few that only concern the display.
 */

/** Switches that change how windows are drawn and nothing else. */
const allowed: ReadonlySet<string> = new Set([
  'ozone-platform',
  'ozone-platform-hint',
  'enable-wayland-ime',
  'force-device-scale-factor',
  'high-dpi-support',
  'disable-gpu',
  'lang',
]);

/** Variables that put somebody else's code into the program, or take its guards away. */
const refusedVariables = [
  'ELECTRON_RUN_AS_NODE',
  'NODE_OPTIONS',
  'NODE_REPL_EXTERNAL_MODULE',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'ELECTRON_DISABLE_SANDBOX',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_LOG_FILE',
  'SSLKEYLOGFILE',
] as const;

export interface StartFacts {
  /** Program and arguments, as `process.argv`. */
  readonly argv: readonly string[];
  /** As `process.execArgv`: where Node puts what it took for its own. */
  readonly execArgv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** The switch or variable that this start is refused for, or null. Chromium takes `-x`, and `/x` on Windows. */
export function refusedStart({ argv, execArgv, environment, platform }: StartFacts): string | null {
  const marks = platform === 'win32' ? /^(--?|\/)/ : /^--?/;
  const wrong = [...execArgv, ...argv.slice(1)].find((argument) => {
    // A file manager of older macOS says so which of its processes this is.
    if (platform === 'darwin' && /^-psn_\d+_\d+$/.test(argument)) return false;
    return marks.test(argument) && !allowed.has(nameOf(argument, marks));
  });
  if (wrong !== undefined) return wrong.split('=')[0] ?? wrong;
  return refusedVariables.find((name) => (environment[name] ?? '') !== '') ?? null;
}

function nameOf(argument: string, marks: RegExp): string {
  return argument.replace(marks, '').split('=')[0] ?? '';
}

/** The sentence for who started it so. */
export function refusalSentence(what: string): string {
  return (
    `汴印没有启动：不接受启动参数或环境变量 ${what}，它会改变程序的安全设置。请去掉它再启动。\n` +
    `Bianyin did not start: ${what} would change its protections and is not accepted. Remove it and start again.\n`
  );
}

/** Chromium's own reading of the command line is asked for these as well: it knows spellings that we may not. */
export const switchesThatMustBeAbsent = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'inspect',
  'inspect-brk',
  'load-extension',
  'user-data-dir',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'proxy-server',
  'proxy-pac-url',
  'ignore-certificate-errors',
  'host-resolver-rules',
] as const;

/**
 * `npm run package`: packs the program for this system and processor (electron-builder.yml) into out/packages. Arguments go to
 * electron-builder; `--dir` packs without making installers. Nothing is published.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildPages } from './build-pages.ts';
import { bundleMain } from './bundle-main.ts';
import { electronFolder, findElectron } from './find-electron.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;
const given = process.argv.slice(2);
const processors = ['--x64', '--ia32', '--arm64', '--armv7l', '--universal'];
const own = `--${process.arch}`;

function refuse(zh: string, en: string): never {
  console.error(`${zh}\n${en}`);
  process.exit(1);
}

if (findElectron(override) === null)
  refuse(
    '没有打包：这台机器上没有 Electron 的程序。请用 node node_modules/electron/install.js 取得，或用 ELECTRON_OVERRIDE_DIST_PATH 指定它的文件夹。',
    'Nothing was packed: there is no Electron program on this machine. Get it with node node_modules/electron/install.js, or name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
  );
const others = given.filter((argument) => processors.includes(argument) && argument !== own);
if (others.length > 0)
  refuse(
    `没有打包：原生模块是为本机的处理器（${process.arch}）生成的，不能装进 ${others.join(' ')} 的安装包。请在那种机器上打包。`,
    `Nothing was packed: the native parts are built for this processor (${process.arch}) and do not fit ${others.join(' ')}. Pack there.`,
  );

buildPages();
await bundleMain(at('out/main'));
const { status } = spawnSync(
  process.execPath,
  [
    at('node_modules/electron-builder/cli.js'),
    ...(given.includes(own) ? given : [...given, own]),
    ...['--publish', 'never', `-c.electronDist=${electronFolder(override)}`],
  ],
  { cwd: at('.'), stdio: 'inherit' },
);
process.exitCode = status ?? 1;

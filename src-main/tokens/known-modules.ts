/**
 * PKCS#11 libraries and USB devices of UKey makers, by their names in public installers. None of it was tried on hardware by
 * this project: it helps to guess a cause, and a token is only believed after its library showed it.
 */
export interface KnownModule {
  readonly id: string;
  readonly title: string;
  /** File names by system; looked for in folders of the system only, never by a search path. */
  readonly files: readonly string[];
  readonly isSoftware: boolean;
}

export const softModuleId = 'soft-ukey';

/** The software token behind an SKF library, which a sandbox may give to its keeper. */
export const softSkfModuleId = 'soft-skf';

export const knownModules: readonly KnownModule[] = Object.freeze([
  module('longmai', '龙脉 GM3000（Longmai）', ['gm3000_pkcs11.dll', 'libgm3000_pkcs11.so']),
  module('feitian', '飞天诚信 ePass（Feitian）', [
    'ShuttleCsp11_3000GM.dll',
    'ShuttleCsp11_3003.dll',
    'eps2003csp11.dll',
    'libShuttleCsp11_3000GM.so',
  ]),
  module('watchdata', '握奇（WatchData）', ['WDPKCS.dll']),
  module('haitai', '海泰方圆（Haitai）', ['HtPkcs11.dll', 'HtPkcs1120549.dll', 'HtPkcs1120079.dll']),
  module('sansec', '三未信安（Sansec）', ['upkcs11.dll', 'libupkcs11.so']),
  module('longmai-skf', '龙脉 GM3000（SKF）', [
    'mtoken_gm3000.dll',
    'mtoken_k7.dll',
    'libgm3000.1.0.so',
    'libk7.1.0.so',
  ]),
  module('feitian-skf', '飞天诚信 ePass（SKF）', ['SNCA_3000GM.dll', 'gm3k_for_bjca.dll', 'libes_3000gm.so']),
  module('haitai-skf', '海泰方圆（SKF）', ['SKFAPI20549.dll', 'SKFAPI20079.dll']),
  module('thales', 'Thales Luna', ['cryptoki.dll', 'libCryptoki2.so', 'libCryptoki2_64.so']),
  Object.freeze({
    id: softModuleId,
    title: '软件 UKey（Software UKey）',
    files: [],
    isSoftware: true,
  }),
]);

function module(id: string, title: string, files: readonly string[]): KnownModule {
  return Object.freeze({ id, title, files, isSoftware: false });
}

/** USB vendor numbers that UKeys were seen with. `module` names the library that goes with them. */
export const ukeyVendors: readonly {
  readonly vendor: number;
  readonly name: string;
  readonly module: string | null;
}[] = Object.freeze([
  { vendor: 0x055c, name: '龙脉 Longmai', module: 'longmai' },
  { vendor: 0x096e, name: '飞天诚信 Feitian', module: 'feitian' },
  { vendor: 0x163c, name: '握奇 WatchData', module: 'watchdata' },
  { vendor: 0x5448, name: '海泰方圆 Haitai', module: 'haitai' },
  { vendor: 0x1ea8, name: '文鼎创', module: null },
  { vendor: 0x1d99, name: '华申 ShareSun', module: null },
  { vendor: 0x6588, name: '凌国 Linguo', module: null },
  { vendor: 0x22fb, name: '中天信安 ZTXA', module: null },
]);

/** Products under those numbers that are no UKeys for seals: dongles and FIDO keys. */
export const notUkeys: readonly string[] = Object.freeze([
  '096e:0006',
  '096e:0850',
  '096e:0858',
  '096e:0880',
]);

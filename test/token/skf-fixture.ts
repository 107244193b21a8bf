/** The bridge and the software SKF token, in its four layouts, for tests. */
import { fileURLToPath } from 'node:url';

const built = (path: string): string => fileURLToPath(new URL(`../../native/${path}`, import.meta.url));

export const skfBridgePath = built('skf-bridge/build/libbianyin-skf-bridge.so');

/** How the structures are laid out, and what the bridge calls it. */
export const skfLayouts = {
  'u32-packed': { library: built('soft-skf/build/libbianyin-soft-skf.so'), told: 'ULONG 4, packed' },
  'u32-natural': {
    library: built('soft-skf/build/libbianyin-soft-skf-u32-natural.so'),
    told: 'ULONG 4, natural',
  },
  'u64-packed': {
    library: built('soft-skf/build/libbianyin-soft-skf-u64-packed.so'),
    told: 'ULONG 8, packed',
  },
  'u64-natural': {
    library: built('soft-skf/build/libbianyin-soft-skf-u64-natural.so'),
    told: 'ULONG 8, natural',
  },
} as const;
export type SkfLayout = keyof typeof skfLayouts;

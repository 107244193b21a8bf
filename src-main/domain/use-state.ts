/** How a use of a seal stands in the register (Art. 16): one word for each use, whatever rows it has. */
export const useStates = [
  'sealed',
  'waiting',
  'missing',
  'under-way',
  'failed',
  'interrupted',
  'returned',
] as const;
export type UseState = (typeof useStates)[number];

/** On the screen, on paper and in the terminal. */
export const useStateNames: Readonly<Record<UseState, { readonly zh: string; readonly en: string }>> =
  Object.freeze({
    sealed: { zh: '已盖章', en: 'Sealed' },
    waiting: { zh: '已盖章，待时间戳', en: 'Sealed, waits for a time stamp' },
    missing: { zh: '已签名，文件待确认', en: 'Signature made, file to be confirmed' },
    'under-way': { zh: '未了结', en: 'Not ended' },
    failed: { zh: '失败', en: 'Failed' },
    interrupted: { zh: '中断', en: 'Broken off' },
    returned: { zh: '未签名，次数退回', en: 'Not signed, given back' },
  });

/** States of uses of which a sealed file came: their amounts are what was sealed. */
export const sealedStates: ReadonlySet<UseState> = new Set<UseState>(['sealed', 'waiting', 'missing']);

/** Where each file of a list stands, and what that is called on the screen and in the terminal (docs/adr/0035). */
export const itemStates = [
  'in-approval',
  'ready',
  'sealed',
  'stamp-waiting',
  'skipped',
  'failed',
  'ended',
] as const;

export type ItemState = (typeof itemStates)[number];

/** The name of each state. */
export const itemStateNames: Readonly<Record<ItemState, { readonly zh: string; readonly en: string }>> =
  Object.freeze({
    'in-approval': { zh: '待审批', en: 'In approval' },
    ready: { zh: '可盖章', en: 'Ready to be sealed' },
    sealed: { zh: '已盖', en: 'Sealed' },
    'stamp-waiting': { zh: '待时间戳', en: 'Waits for a time stamp' },
    // The file changed or is gone, or somebody left it out; it can be sealed later while the list runs.
    skipped: { zh: '跳过', en: 'Skipped' },
    failed: { zh: '失败', en: 'Failed' },
    // With its list: rejected, taken back, expired or void.
    ended: { zh: '已终止', en: 'Ended' },
  });

/** Where a request stands, and what that is called on the screen and in the terminal. */
export const requestStates = [
  'in-approval',
  'ready',
  'partly-used',
  'used',
  'rejected',
  'cancelled',
  'expired',
  'void',
] as const;

export type RequestState = (typeof requestStates)[number];

/** The name of each state. */
export const requestStateNames: Readonly<Record<RequestState, { readonly zh: string; readonly en: string }>> =
  Object.freeze({
    'in-approval': { zh: '审批中', en: 'In approval' },
    ready: { zh: '待用印', en: 'Ready to be sealed' },
    'partly-used': { zh: '部分用印', en: 'Partly used' },
    used: { zh: '已用印', en: 'Used' },
    rejected: { zh: '已驳回', en: 'Rejected' },
    cancelled: { zh: '已撤回', en: 'Taken back' },
    expired: { zh: '已过期', en: 'Expired' },
    void: { zh: '已作废', en: 'Void' },
  });

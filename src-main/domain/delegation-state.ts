/** How a delegation stands (docs/adr/0045), and what that is called. */
export const delegationStates = ['offered', 'coming', 'live', 'over', 'revoked', 'void'] as const;
export type DelegationState = (typeof delegationStates)[number];

export const delegationStateNames: Readonly<
  Record<DelegationState, { readonly zh: string; readonly en: string }>
> = Object.freeze({
  offered: { zh: '待代理人接受', en: 'To be accepted' },
  coming: { zh: '尚未开始', en: 'Not begun' },
  live: { zh: '有效', en: 'In force' },
  over: { zh: '已到期', en: 'Over' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  void: { zh: '制度不再列为代理人', en: 'Not in the policy any more' },
});

/** What a file is that goes with a request: a resolution that the policy asks for, or something else that explains it. */
export const attachmentKinds = ['resolution', 'other'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

export const attachmentKindNames: Readonly<
  Record<AttachmentKind, { readonly zh: string; readonly en: string }>
> = Object.freeze({
  resolution: { zh: '决议附件', en: 'Resolution' },
  other: { zh: '其他附件', en: 'Attachment' },
});

/** Errors of the area "approval". */
export const approvalErrors = {} as const;

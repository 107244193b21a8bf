/** Errors of the area "token". */
export const tokenErrors = {} as const;

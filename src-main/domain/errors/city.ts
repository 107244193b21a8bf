/** Errors of the area "city". */
export const cityErrors = {} as const;

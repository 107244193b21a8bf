/** Errors of the area "seal". */
export const sealErrors = {} as const;

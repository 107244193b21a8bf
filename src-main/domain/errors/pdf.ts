/** Errors of the area "pdf". */
export const pdfErrors = {} as const;

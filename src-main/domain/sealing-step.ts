/** How far one sealing has come. Until `spending` it can still be stopped; the use is spent there, and there is no way back. */
export const sealingSteps = ['copied', 'checked', 'spending', 'verified'] as const;
export type SealingStep = (typeof sealingSteps)[number];

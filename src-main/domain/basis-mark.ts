/** How sure we are of what a rule of this program stands on: nothing unconfirmed is shown as law. */

/** `confirmed`: read in the published text. `gist`: its sense, in our words. `sample`: ours, no rule. `unconfirmed`: not checked. */
export const basisMarks = ['confirmed', 'gist', 'sample', 'unconfirmed'] as const;

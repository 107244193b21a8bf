/** Whether the status of the seals is new enough to seal by; the permit gate refuses with an older one. */

/** `until` as `home.describe` gives it; `now` in ms. */
export function isUsable(until: string | null, now: number): boolean {
  return until !== null && now < Date.parse(until);
}

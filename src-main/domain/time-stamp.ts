/** Time stamps (RFC 3161) of a sealing: what is to be had, and what a sealed file has. One list of words for gate, register and pages. */

/** `now`: no seal without one. `later`: with one if it can be had, else the file waits for it. `none`: without, by choice. */
export type TimeStampWish = 'now' | 'later' | 'none';

/** What a sealed file has. `waiting`: one was wanted and was not to be had; it can be added (docs/adr/0033). */
export const timeStampStates = ['stamped', 'waiting', 'none'] as const;
export type TimeStampState = (typeof timeStampStates)[number];

/**
 * Whether a time stamp is to be had now. `untrusted`: the service answers, and what it gives proves nothing here;
 * `clock-differs`: its time and the clock of this machine contradict each other.
 */
export const timeStampSupplies = [
  'ready',
  'not-set-up',
  'unreachable',
  'untrusted',
  'clock-differs',
] as const;
export type TimeStampSupply = (typeof timeStampSupplies)[number];

/** What becomes of a sealing: a stamp, none by somebody's own choice, or none for now and why. */
export const timeStampOutlooks = ['not-wanted', ...timeStampSupplies] as const;
export type TimeStampOutlook = (typeof timeStampOutlooks)[number];

/** How each state is called on the screen, on paper and in the terminal. */
export const timeStampStateNames: Readonly<
  Record<TimeStampState, { readonly zh: string; readonly en: string }>
> = Object.freeze({
  stamped: { zh: '有时间戳', en: 'Time-stamped' },
  waiting: { zh: '待时间戳', en: 'Waits for a time stamp' },
  none: { zh: '未加时间戳', en: 'No time stamp' },
});

/** The same, for the file of a use that got its time stamp afterwards. */
export const timeStampAddedName = { zh: '已补盖时间戳', en: 'Time stamp added later' } as const;

export function isTimeStampState(word: string): word is TimeStampState {
  return Object.hasOwn(timeStampStateNames, word);
}

/** What is said before the PIN, in the window, in the PIN window and in the terminal alike. */
export const timeStampOutlookNames: Readonly<
  Record<TimeStampOutlook, { readonly zh: string; readonly en: string }>
> = Object.freeze({
  ready: { zh: '将加时间戳', en: 'A time stamp will be added' },
  'not-wanted': {
    zh: '不加时间戳（您选的）：盖章时间没有证明',
    en: 'No time stamp, by your choice: nothing will prove when it was sealed',
  },
  'not-set-up': {
    zh: '未配置时间戳服务：盖好后记为“待时间戳”，以后补盖',
    en: 'No time-stamp service is set up: the sealed file will wait for its time stamp, to be added later',
  },
  unreachable: {
    zh: '时间戳服务不可达：盖好后记为“待时间戳”，以后补盖',
    en: 'The time-stamp service cannot be reached: the sealed file will wait for its time stamp, to be added later',
  },
  untrusted: {
    zh: '时间戳服务给的时间戳不受信任，不会用：盖好后记为“待时间戳”，以后补盖',
    en: 'What the time-stamp service gives is not trusted and will not be used: the sealed file will wait for its time stamp',
  },
  'clock-differs': {
    zh: '时间戳和这台电脑的时钟相差超过 5 分钟，不会用：盖好后记为“待时间戳”，请校准时钟后补盖',
    en: 'The time stamp and the clock of this machine are more than five minutes apart: the sealed file will wait; set the clock right and add it then',
  },
});

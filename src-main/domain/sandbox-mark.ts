/**
 * What tells a sandbox from the world: the organisation that its root names. Whatever leaves the program and was judged by such a
 * root says so: nobody may take a seal that was made for trying for a real one.
 */

/** O of every certificate of the embedded city. */
export const sandboxOrganization = '汴印沙箱（演示，非官方）';

export const sandboxWords = Object.freeze({
  zh: '沙箱 · 仅供试用：这里的印章和机构都是演示用的，没有法律效力',
  en: 'Sandbox · for trial only: its seals and authorities are for demonstration and have no legal effect',
});

/** Words of placement templates (docs/adr/0043). */
export const templateWords = {
  template: { zh: '位置模板', en: 'Placement template' },
  choose: { zh: '选一个模板', en: 'Choose a template' },
  withPair: { zh: '{name}（配法定代表人章）', en: "{name} (with the legal representative's seal)" },
  none: { zh: '还没有模板', en: 'No template yet' },
  manage: { zh: '模板……', en: 'Templates…' },
  name: { zh: '模板名称', en: 'Name of the template' },
  keep: { zh: '存为模板', en: 'Keep as a template' },
  replace: { zh: '替换', en: 'Replace' },
  rename: { zh: '改名', en: 'Rename' },
  remove: { zh: '删除模板', en: 'Remove the template' },
  noRule: {
    zh: '模板只记“盖在哪些字后面”和骑缝，不记坐标。请先用字词放章，或加骑缝章。',
    en: 'A template holds words and the seam, never coordinates. Put the seal after words first, or add a seam seal.',
  },
} as const;

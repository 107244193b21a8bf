/** Words for how often a seal is put on a document. */
export const placeWords = {
  places: { zh: '{places} 处', en: '× {places}' },
  seam: { zh: '骑缝 {seams} 组（{seamPages} 页）', en: 'seam × {seams} ({seamPages} pages)' },
} as const;

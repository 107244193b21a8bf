/** Verdicts are told apart by shape, and navigation never shows a screen that does not exist. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src-renderer/app/navigation.tsx';
import { pictureStyle } from '../../../src-renderer/ui/mark-picture.tsx';
import { VerdictShape } from '../../../src-renderer/ui/verdict-shape.tsx';

const levels = ['PASS', 'UNSURE', 'FAIL', 'NONE'] as const;

describe('verdict shapes', () => {
  it('differ in their drawing, not only in their colour', () => {
    const drawings = levels.map((level) =>
      renderToStaticMarkup(createElement(VerdictShape, { level, size: 20 })).replace(/class="[^"]*"/, ''),
    );
    expect(new Set(drawings).size).toBe(levels.length);
  });

  it('have a name where they stand alone, and none beside words', () => {
    expect(
      renderToStaticMarkup(createElement(VerdictShape, { level: 'FAIL', size: 20, label: '不通过' })),
    ).toContain('aria-label="不通过"');
    expect(renderToStaticMarkup(createElement(VerdictShape, { level: 'FAIL', size: 20 }))).toContain(
      'aria-hidden',
    );
  });
});

describe('slices of a seam', () => {
  it('show the first, a middle and the last part of the picture', () => {
    const at = (index: number) => pictureStyle('AAAA', { index, count: 3 });
    expect([at(0), at(1), at(2)].map((style) => style.backgroundPosition)).toEqual([
      '0% 0',
      '50% 0',
      '100% 0',
    ]);
    expect(at(1).backgroundSize).toBe('300% 100%');
    expect(pictureStyle('AAAA', null).backgroundSize).toBe('100% 100%');
  });
});

describe('places', () => {
  it('read screen and request out of the address, and fall back to the workbench', () => {
    expect(placeOf('#approve/YY-04-20261123-0001')).toEqual({
      screen: 'approve',
      request: 'YY-04-20261123-0001',
    });
    expect(placeOf('#nowhere')).toEqual({ screen: 'workbench', request: null });
    expect(placeOf('')).toEqual({ screen: 'workbench', request: null });
  });
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { centreBox, fitBox, type Box, type Size } from './fit.ts';

const sizes = fc.integer({ min: 60, max: 3_000 });
const drawings = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }), width: sizes, height: sizes });
const windows = fc.record({ width: fc.integer({ min: 300, max: 2_000 }), height: fc.integer({ min: 180, max: 1_200 }) });

const onScreen = (drawing: Box, shown: Box, window: Size) => {
  const scale = window.width / shown.width;
  return {
    left: (drawing.x - shown.x) * scale,
    top: (drawing.y - shown.y) * scale,
    right: (drawing.x + drawing.width - shown.x) * scale,
    bottom: (drawing.y + drawing.height - shown.y) * scale,
  };
};

test('the whole drawing is in the window, in its own proportions', () => {
  fc.assert(
    fc.property(drawings, windows, (drawing, window) => {
      const shown = fitBox(drawing, window);
      const { left, top, right, bottom } = onScreen(drawing, shown, window);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(13.9);
      expect(right).toBeLessThanOrEqual(window.width - 13.9);
      expect(bottom).toBeLessThanOrEqual(window.height - 13.9);
      expect(shown.width / shown.height).toBeCloseTo(window.width / window.height, 5);
    }),
  );
});

test('nothing of it lies under the mark in the lower right corner', () => {
  fc.assert(
    fc.property(drawings, windows, (drawing, window) => {
      const { right, bottom } = onScreen(drawing, fitBox(drawing, window), window);
      expect(right <= window.width - 87.9 || bottom <= window.height - 47.9).toBe(true);
    }),
  );
});

test('a small drawing is not blown up', () => {
  const shown = fitBox({ x: 0, y: 0, width: 100, height: 60 }, { width: 1_000, height: 600 });
  expect(1_000 / shown.width).toBeCloseTo(1.25);
});

test('an element stands in the middle', () => {
  const shown = centreBox({ x: 500, y: 300, width: 116, height: 70 }, { width: 558, height: 210 }, 1);
  expect([shown.x + shown.width / 2, shown.y + shown.height / 2]).toEqual([558, 335]);
});

test('a window that is not laid out yet asks for nothing impossible', () => {
  expect(fitBox({ x: 0, y: 0, width: 10, height: 10 }, { width: 0, height: 0 })).toEqual({ x: 0, y: 0, width: 1, height: 1 });
});

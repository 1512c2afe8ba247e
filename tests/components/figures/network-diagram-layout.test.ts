import { describe, expect, it } from 'vitest';
import { layoutNetworkDiagram } from '../../../src/components/figures/network/network-diagram-layout.ts';
import { count, mobileNetV1 } from '../../../src/models/index.ts';

const counted = count(mobileNetV1(), 224);
const metrics = ['multiply-adds', 'params'] as const;

describe.each([
  ['across', 960],
  ['down', 320],
] as const)('the network drawn %s the page', (orientation, width) => {
  it.each(metrics)('gives every block an area in proportion to its %s', (metric) => {
    const diagram = layoutNetworkDiagram(counted, metric, width);
    expect(diagram.orientation).toBe(orientation);
    expect(diagram.blocks).toHaveLength(15);
    const density = diagram.blocks.map(({ width: w, height, value }) => (w * height) / value);
    for (const each of density) expect(each / (density[0] ?? NaN)).toBeCloseTo(1, 9);
  });

  it.each(metrics)('cuts a block into parts that fill it: %s', (metric) => {
    for (const block of layoutNetworkDiagram(counted, metric, width).blocks) {
      const filled = block.parts.reduce((sum, part) => sum + part.width, 0);
      expect(filled).toBeCloseTo(block.width, 9);
      expect(block.parts.reduce((sum, part) => sum + part.value, 0)).toBe(block.value);
    }
  });

  it('stays inside its width', () => {
    for (const { x, width: w } of layoutNetworkDiagram(counted, 'params', width).blocks) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + w).toBeLessThanOrEqual(width + 1e-9);
    }
  });
});

it('adds up to the oracle’s totals', () => {
  const total = (metric: (typeof metrics)[number]) =>
    layoutNetworkDiagram(counted, metric, 960).blocks.reduce((sum, { value }) => sum + value, 0);
  expect(total('multiply-adds')).toBe(568_740_352);
  expect(total('params')).toBe(4_231_976);
});

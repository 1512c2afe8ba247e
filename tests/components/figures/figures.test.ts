import { describe, expect, it } from 'vitest';
import {
  contours,
  padScales,
  sampleAlphas,
} from '../../../src/components/figures/mobilenet-v1/alpha-resolution-layout.ts';
import {
  costByKind,
  layoutShares,
} from '../../../src/components/figures/mobilenet-v1/cost-by-kind-layout.ts';
import { toCsv } from '../../../src/components/figures/frame/figure-table.ts';
import {
  layoutSilhouette,
  slabFaces,
} from '../../../src/components/figures/network/network-silhouette-layout.ts';
import { PUBLISHED_V1, TABLE_2 } from '../../../src/components/figures/published/published-v1.ts';
import {
  fixedPoint,
  quantise,
} from '../../../src/components/figures/mobilenet-v1/rectifier-layout.ts';
import { magnet } from '../../../src/components/controls/magnet.ts';
import { count, mobileNetV1 } from '../../../src/models/index.ts';
import { DEFAULT_STUDY } from '../../../src/state/study.ts';

const published = count(mobileNetV1(), 224);

describe('the cost by kind of layer', () => {
  const kinds = costByKind(published);

  it('is Table 2 of the V1 paper, but for the swapped digits of the stem', () => {
    const rows = { ...TABLE_2, classifier: TABLE_2.linear, project: undefined };
    expect(kinds.map(({ operation }) => operation)).toEqual([
      'standard',
      'depthwise',
      'pointwise',
      'classifier',
    ]);
    for (const { operation, weightsShare, multiplyAddsShare } of kinds) {
      const row = operation === 'squeeze-excite' ? undefined : rows[operation];
      expect(Number((weightsShare * 100).toFixed(2))).toBe(row?.weights);
      const computed = Number((multiplyAddsShare * 100).toFixed(2));
      expect(computed).toBe(operation === 'standard' ? 1.91 : row?.multiplyAdds);
    }
  });

  it('fills its bar', () => {
    const slices = layoutShares(kinds, 'multiplyAddsShare', 900);
    const last = slices.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(900, 6);
  });
});

describe('the published networks', () => {
  it('agree with the recount where no cause is given, and differ where one is', () => {
    for (const row of PUBLISHED_V1) {
      const network = mobileNetV1({ alpha: row.alpha });
      const { multiplyAdds, params } = count(network, row.resolution);
      const printed = Math.round(multiplyAdds.total / 1e6) === row.megaMultiplyAdds;
      expect([row.alpha, row.resolution, printed]).toEqual([
        row.alpha,
        row.resolution,
        row.cause === undefined,
      ]);
      // Three values a batch-norm channel: γ, β and one of the two statistics.
      const three = params.trainable + params.batchNormStatistics / 2;
      expect(Number((three / 1e6).toFixed(2))).toBe(row.megaParams);
    }
  });
});

describe('the map of the family', () => {
  it('draws each contour where the recount has its level', () => {
    const panel = {
      width: 600,
      height: 400,
      margin: { top: 0, right: 0, bottom: 0, left: 0 },
    };
    const scales = padScales(panel);
    for (const { level, path } of contours(sampleAlphas(DEFAULT_STUDY), scales)) {
      const points = [...path.matchAll(/[ML]([\d.]+),([\d.]+)/g)];
      expect(points.length).toBeGreaterThan(1);
      const [, x, y] = points[Math.floor(points.length / 2)] ?? [];
      const alpha = scales.x.invert(Number(x));
      const resolution = scales.y.invert(Number(y));
      // To the nearest size that the strides divide evenly, scaled back by the square.
      const even = Math.max(32, Math.round(resolution / 32) * 32);
      const { multiplyAdds } = count(mobileNetV1({ alpha }), even);
      const convolutions = multiplyAdds.total - multiplyAdds.linear;
      const here = convolutions * (resolution / even) ** 2 + multiplyAdds.linear;
      expect(here / level).toBeCloseTo(1, 2);
    }
  });
});

describe('the silhouette', () => {
  it('has a slab for the picture and each convolution and linear layer, to one scale', () => {
    const { slabs } = layoutSilhouette(published, published, 1000, 270);
    expect(slabs).toHaveLength(1 + 1 + 26 + 1);
    const [picture, stem] = slabs;
    expect((picture?.height ?? 0) / (stem?.height ?? 1)).toBeCloseTo(2, 9);
    const right = Math.max(...slabs.map(({ x, width, depth }) => x + width + depth));
    expect(right).toBeLessThanOrEqual(1000);
  });

  it('shrinks with α and resolution inside the published frame', () => {
    const small = count(mobileNetV1({ alpha: 0.5 }), 112);
    const frame = layoutSilhouette(published, published, 1000, 270).slabs;
    layoutSilhouette(small, published, 1000, 270).slabs.forEach((slab, index) => {
      expect(slab.height).toBeLessThanOrEqual(frame[index]?.height ?? 0);
      expect(slab.width).toBeLessThanOrEqual(frame[index]?.width ?? 0);
    });
  });

  it('draws closed faces', () => {
    const slab = layoutSilhouette(published, published, 1000, 270).slabs[3];
    expect(slab && slabFaces(slab).front).toMatch(/^M.*Z$/);
  });
});

describe('small parts', () => {
  it('rests at a detent when near, and nowhere else', () => {
    expect(magnet(0.507, [0.25, 0.5], 1)).toBe(0.5);
    expect(magnet(0.53, [0.25, 0.5], 1)).toBe(0.53);
  });

  it('quantises to the nearest step and never beyond the range', () => {
    const format = fixedPoint(8, 6);
    expect(format.step).toBeCloseTo(6 / 255, 12);
    expect(quantise(9, format)).toBeCloseTo(6, 12);
    expect(quantise(-1, format)).toBe(0);
    expect(Math.abs(quantise(3.1, format) - 3.1)).toBeLessThanOrEqual(format.step / 2);
  });

  it('writes CSV that a spreadsheet reads back', () => {
    const table = { columns: ['a', 'b "c"'], rows: [['x, y', 1.5]] };
    expect(toCsv(table)).toBe('a,"b ""c"""\r\n"x, y",1.5\r\n');
  });
});

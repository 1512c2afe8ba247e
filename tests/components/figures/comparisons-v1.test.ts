import { describe, expect, it } from 'vitest';
import { layoutComparison } from '../../../src/components/figures/mobilenet-v1/comparison-layout.ts';
import { comparedNetworks } from '../../../src/components/figures/mobilenet-v1/comparisons-v1.ts';

describe('the comparisons of the V1 paper', () => {
  // Howard et al. 2017, Tables 4 to 7, as printed.
  it.each([
    ['4', ['4866', '569'], ['29.3', '4.2']],
    ['5', ['325', '307'], ['2.6', '2.9']],
    ['6', ['569', '325', '149', '41'], ['4.2', '2.6', '1.3', '0.5']],
    ['7', ['569', '418', '290', '186'], ['4.2', undefined, undefined, undefined]],
  ] as const)('print Table %s as the paper does', (table, multiplyAdds, params) => {
    const networks = comparedNetworks(table);
    expect(networks.map((network) => network.megaMultiplyAdds)).toEqual(multiplyAdds);
    expect(networks.map((network) => network.megaParams)).toEqual(params);
  });

  // The counts are those of ../shared/oracle, kept in tests/fixtures/counts.
  it('count the relatives', () => {
    const counts = (['4', '5'] as const).flatMap((table) =>
      comparedNetworks(table).map(({ counted }) => counted.multiplyAdds.total),
    );
    expect(counts).toEqual([4_867_293_184, 568_740_352, 325_400_448, 307_323_392]);
  });

  it('give a cause for the two that are not the recount, and for no other', () => {
    const rows = (['4', '5', '6', '7'] as const).flatMap((table) => comparedNetworks(table));
    expect(
      rows.filter(({ cause }) => cause !== '').map(({ megaMultiplyAdds }) => megaMultiplyAdds),
    ).toEqual(['4866', '290']);
  });
});

describe('their drawing', () => {
  const networks = comparedNetworks('6');
  const { rows, width, height } = layoutComparison(networks, 900);

  it('draws areas in proportion to multiply-adds, in all rows alike', () => {
    const areaPerCount = rows.map(({ blocks }, index) => {
      const area = blocks
        .flatMap(({ parts }) => parts)
        .reduce((sum, part) => sum + part.width * part.height, 0);
      return area / networks[index]!.counted.multiplyAdds.total;
    });
    for (const ratio of areaPerCount) expect(ratio / areaPerCount[0]!).toBeCloseTo(1, 6);
  });

  it('gives the costliest row all the room, and keeps every block inside', () => {
    expect(Math.max(...rows.map(({ right }) => right))).toBeCloseTo(width, 6);
    for (const part of rows.flatMap(({ blocks }) => blocks.flatMap(({ parts }) => parts))) {
      expect(part.x).toBeGreaterThanOrEqual(0);
      expect(part.y).toBeGreaterThanOrEqual(0);
      expect(part.x + part.width).toBeLessThanOrEqual(width + 1e-6);
      expect(part.y + part.height).toBeLessThanOrEqual(height + 1e-6);
    }
  });
});

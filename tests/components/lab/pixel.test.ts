import { describe, expect, it } from 'vitest';
import { formatValue } from '../../../src/components/lab/format-value.ts';
import { pixelLines } from '../../../src/components/lab/pixel-lines.ts';
import { pathThrough } from '../../../src/components/lab/pixel-path.ts';
import {
  largestPlace,
  placeAfterKey,
  windowAround,
  within,
} from '../../../src/components/lab/pixel-place.ts';
import { stepFormula } from '../../../src/components/lab/step-formula.ts';
import { count, inferShapes, mobileNetV2, mobileNetV3Large } from '../../../src/models/index.ts';
import type { LayerOutput } from '../../../src/models/replay/layer-output.ts';
import type { Replay } from '../../../src/models/replay/replay-value.ts';
import type { Surgery } from '../../../src/models/run/surgery.ts';
import { valueRecipe } from '../../../src/models/run/value-recipe.ts';
import { bindTorch } from '../../../src/models/checkpoint/bind-torch.ts';
import { depthLayers } from '../../../src/state/depth-layers.ts';
import { seededTensors } from '../../models/run/seeded-weights.ts';

const POSITION = { row: 0, column: 0, channel: 0 };
const term = (weight: number, value: number) => ({
  at: POSITION,
  isPadding: false,
  weight,
  value,
  product: weight * value,
});

describe('the place in a channel', () => {
  const shape = [7, 5, 3] as const;

  it.each([
    ['ArrowRight', { row: 2, column: 4 }],
    ['ArrowLeft', { row: 2, column: 2 }],
    ['ArrowUp', { row: 1, column: 3 }],
    ['ArrowDown', { row: 3, column: 3 }],
    ['Home', { row: 2, column: 0 }],
    ['End', { row: 2, column: 4 }],
    ['PageUp', { row: 0, column: 3 }],
    ['PageDown', { row: 6, column: 3 }],
    ['a', undefined],
  ])('moves by the key %s', (key, place) => {
    expect(placeAfterKey(shape, { row: 2, column: 3 }, key)).toEqual(place);
  });

  it('stays within the channel', () => {
    expect(placeAfterKey(shape, { row: 0, column: 4 }, 'ArrowRight')).toEqual({
      row: 0,
      column: 4,
    });
    expect(within(shape, { row: 99, column: -1 })).toEqual({ row: 6, column: 0 });
  });

  it('is the largest value’s until another is picked', () => {
    const data = Float32Array.from([1, 9, 2, 3, 7, 1, 5, 2]);
    // Channel 0 is 1, 2 / 7, 5.
    expect(largestPlace({ shape: [2, 2, 2], data }, 0)).toEqual({ row: 1, column: 0 });
  });

  it('is in the middle of what a table shows, where there is room', () => {
    const { rows, columns } = windowAround([112, 5, 1], { row: 60, column: 1 }, 9);
    expect([rows[0], rows.at(-1), rows.length]).toEqual([56, 64, 9]);
    expect(columns).toEqual([0, 1, 2, 3, 4]);
    expect(windowAround([112, 5, 1], { row: 111, column: 1 }, 9).rows.at(-1)).toBe(111);
  });
});

describe('the sum on paper', () => {
  it('goes from the products over batch norm to the activation', () => {
    const replay: Replay = {
      position: POSITION,
      gatherer: 'x',
      gathering: {
        kind: 'products',
        input: 'w',
        terms: [term(2, 3), term(-1, 0.5)],
        bias: undefined,
        folded: false,
        value: 5.5,
      },
      changes: [
        {
          layer: 'n',
          change: { kind: 'batch-norm', scale: 2, shift: -0.5 },
          before: 5.5,
          after: 10.5,
        },
        { layer: 'a', change: { kind: 'activation', activation: 'relu6' }, before: 10.5, after: 6 },
      ],
      value: 6,
    };
    expect(pixelLines(replay)).toEqual([
      { name: 'sum of 2 products', terms: '', value: 5.5 },
      { name: 'batch norm', terms: '5.5 × 2 + (−0.5)', value: 10.5 },
      { name: 'ReLU6', terms: 'min(max(0, 10.5), 6)', value: 6 },
    ]);
  });

  it('says where a bias is a batch norm that was folded in, and what 8 bits and surgery do', () => {
    const replay: Replay = {
      position: POSITION,
      gatherer: 'x',
      gathering: {
        kind: 'products',
        input: 'w',
        terms: [term(2, 3)],
        bias: 1,
        folded: true,
        value: 7,
      },
      changes: [
        { layer: 'x', change: { kind: 'clamp', range: { min: 0, max: 6 } }, before: 7, after: 6 },
        { layer: 'x', change: { kind: 'constant', value: 0 }, before: 6, after: 0 },
      ],
      value: 0,
    };
    expect(pixelLines(replay).map(({ name, terms }) => `${name}: ${terms}`)).toEqual([
      'product: ',
      'bias, batch norm’s shift folded in: 6 + 1',
      'range of its 8 bits: 7, kept from 0 to 6',
      'surgery: 6 is replaced',
    ]);
  });

  it('has six digits, enough to hold two numbers against each other', () => {
    expect(formatValue(-0.123456789, 6)).toBe('−0.123457');
  });
});

describe('a step’s formula', () => {
  const { blocks } = count(mobileNetV3Large(), 224);
  const formula = (block: string, layer: string) =>
    stepFormula(
      blocks
        .find((each) => each.block.name === block)!
        .layers.find((each) => each.layer.name === `${block}.${layer}`)!,
    );

  it('has the numbers of this very step', () => {
    // V3-Large's sixth row of Table 1: 28² × 40, expanded to 120, 5 × 5, stride 1.
    const { formula: text, counts } = formula('block5', 'depthwise');
    expect(text).toContain('25 products w · x of a 5 × 5 window of the same channel');
    expect(counts[0]).toBe(
      '28 × 28 × 120 outputs × 5 × 5 window × 1 input channel = 2,352,000 multiply-adds',
    );
    expect(formula('block5', 'expand').formula).toContain('w₄₀x₄₀');
    expect(formula('block5', 'se.pool').formula).toContain('/ 784');
  });

  it('is that of what runs, once surgery has changed it', () => {
    const operated = (block: string, name: string, change: Surgery) => {
      const layer = blocks
        .find((each) => each.block.name === block)!
        .layers.find((each) => each.layer.name === `${block}.${name}`)!;
      return stepFormula(layer, [change]).formula;
    };
    expect(
      operated('stem', 'conv.hard-swish', {
        kind: 'replace-activation',
        layer: 'stem.conv.hard-swish',
        activation: 'linear',
      }),
    ).toBe('y = x');
    expect(operated('block5', 'add', { kind: 'drop-skip', layer: 'block5.add' })).toMatch(
      /^y = branch,/,
    );
    expect(
      operated('block5', 'se.scale', { kind: 'open-gates', layer: 'block5.se.scale' }),
    ).toMatch(/every gate is 1/);
    // A change elsewhere changes nothing here.
    expect(operated('block5', 'add', { kind: 'drop-skip', layer: 'block6.add' })).toMatch(
      /^y = input \+ branch/,
    );
  });
});

describe('what is asked for when a block is opened', () => {
  const counted = count(mobileNetV2({ alpha: 0.35, classes: 7 }), 64);

  it('is its stops, what the step reads, and what came before an activation', () => {
    expect(depthLayers(counted, 'block3', 'block3.depthwise.relu6')).toEqual({
      shown: 'block3.depthwise.relu6',
      values: [
        'block2.project.batch-norm',
        'block3.expand.relu6',
        'block3.depthwise.relu6',
        'block3.project.batch-norm',
        'block3.add',
        'block3.depthwise.batch-norm',
      ],
      recipes: [
        'block3.expand.relu6',
        'block3.depthwise.relu6',
        'block3.project.batch-norm',
        'block3.add',
      ],
    });
  });

  it('is its output for a step that the block has not, and nothing for the picture', () => {
    expect(depthLayers(counted, 'block3', 'block9.expand')?.shown).toBe('block3.add');
    expect(depthLayers(counted, 'input')).toBeUndefined();
  });

  it('is enough to follow a place through every block, from any of its stops', () => {
    const { network } = counted;
    const { weights } = bindTorch(network, seededTensors(network, 'torchvision', 3), 'torchvision');
    const shapes = inferShapes(network, 64);
    const outputs = new Map<string, LayerOutput>(
      [...shapes].map(([name, shape]) => {
        const data = Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, i) =>
          Math.sin(i),
        );
        return [name, { shape, data }];
      }),
    );
    for (const { block, layers } of counted.blocks) {
      for (const { layer } of layers) {
        const wanted = depthLayers(counted, block.name, layer.name)!;
        const given = new Map([...outputs].filter(([name]) => wanted.values.includes(name)));
        const recipes = new Map(
          wanted.recipes.map((name) => [name, valueRecipe(network, weights, name)]),
        );
        const stops = pathThrough(layers, { outputs: given, recipes }, layer.name, POSITION);
        expect(stops.length, layer.name).toBeGreaterThan(1);
        expect(stops.filter(({ isHere }) => isHere)).toHaveLength(1);
        for (const { layer: name, position, value } of stops) {
          const { shape, data } = outputs.get(name)!;
          const at = (position.row * shape[1] + position.column) * shape[2] + position.channel;
          expect(value).toBe(data[at]);
        }
      }
    }
  });
});

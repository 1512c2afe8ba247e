import { describe, expect, it } from 'vitest';
import {
  count,
  layersOf,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
  mobileNetV3Small,
  type InvertedResidualBlock,
  type Network,
} from '../../../src/models/index.ts';

function residuals({ blocks }: Network): readonly InvertedResidualBlock[] {
  return blocks.filter((block) => block.kind === 'inverted-residual');
}

function widths({ blocks }: Network): readonly number[] {
  return blocks.map(({ outChannels }) => outChannels);
}

describe('MobileNetV2', () => {
  it('has 17 inverted residuals, 10 of them with a skip', () => {
    const blocks = residuals(mobileNetV2());
    expect(blocks.length).toBe(17);
    expect(blocks.filter(({ skip }) => skip).length).toBe(10);
  });

  it('has no expansion in its first block, and no activation after a projection', () => {
    const layers = layersOf(mobileNetV2());
    expect(layers.some(({ name }) => name === 'block1.expand')).toBe(false);
    const projections = layers.filter(({ name }) => name.endsWith('.project.batch-norm'));
    const readers = layers.filter(({ kind, inputs }) =>
      inputs.some((input) => kind === 'activation' && input.endsWith('.project.batch-norm')),
    );
    expect([projections.length, readers.length]).toEqual([17, 0]);
  });

  it('keeps its 1280-wide head below α = 1 and widens it above', () => {
    const head = (alpha: number) => mobileNetV2({ alpha }).blocks.at(-2)?.outChannels;
    expect([head(0.35), head(1), head(1.4)]).toEqual([1280, 1280, 1792]);
  });

  it('rounds to 4 in d-li14 at α = 0.1, and nowhere else', () => {
    expect(widths(mobileNetV2({ alpha: 0.1, dialect: 'd-li14' })).slice(0, 4)).toEqual([
      4, 4, 4, 4,
    ]);
    expect(widths(mobileNetV2({ alpha: 0.1 })).slice(0, 4)).toEqual([8, 8, 8, 8]);
  });

  it('cuts c · α to a whole number first in Keras, which shows where c · α is just under 9', () => {
    // 16 · 0.56 = 8.96: 8 < 0.9 · 8.96 rounds up, 8 < 0.9 · 8 does not.
    expect(mobileNetV2({ alpha: 0.56 }).blocks[1]?.outChannels).toBe(16);
    expect(mobileNetV2({ alpha: 0.56, dialect: 'keras' }).blocks[1]?.outChannels).toBe(8);
  });

  it('takes another expansion for every block that has one', () => {
    const blocks = residuals(mobileNetV2({ expansion: 4 }));
    expect(blocks.map((b) => b.expandedChannels / b.inChannels)).toEqual([
      1,
      ...Array<number>(16).fill(4),
    ]);
    expect(residuals(mobileNetV2({ expansion: 1 })).some(({ expands }) => expands)).toBe(false);
  });
});

describe('MobileNetV3', () => {
  it('gates 8 of 15 blocks in Large and 9 of 11 in Small', () => {
    const gated = (network: Network) => residuals(network).filter((b) => b.squeezeExcite).length;
    expect([residuals(mobileNetV3Large()).length, gated(mobileNetV3Large())]).toEqual([15, 8]);
    expect([residuals(mobileNetV3Small()).length, gated(mobileNetV3Small())]).toEqual([11, 9]);
  });

  it('uses hard-swish from the 80-channel blocks on in Large, from 40 on in Small', () => {
    const swish = (network: Network) =>
      residuals(network).find((b) => b.activation === 'hard-swish')?.name;
    expect([swish(mobileNetV3Large()), swish(mobileNetV3Small())]).toEqual(['block7', 'block4']);
  });

  it('derives the expanded width from the table in torchvision, from the input elsewhere', () => {
    const second = (dialect: 'torchvision' | 'keras' | 'd-li14' | 'paper') =>
      residuals(mobileNetV3Large({ alpha: 0.75, dialect }))[1]?.expandedChannels;
    expect([second('torchvision'), second('keras'), second('d-li14'), second('paper')]).toEqual([
      48, 64, 64, 64,
    ]);
  });

  it('keeps the stem at 16 in Keras whatever α is', () => {
    const stem = (dialect: 'torchvision' | 'keras') =>
      mobileNetV3Small({ alpha: 2, dialect }).blocks[0]?.outChannels;
    expect([stem('torchvision'), stem('keras')]).toEqual([32, 16]);
  });

  it('gates before the activation in blocks that expand in d-li14, after it elsewhere', () => {
    const order = (dialect: 'torchvision' | 'd-li14', block: string) =>
      layersOf(mobileNetV3Small({ dialect }))
        .map(({ name }) => name)
        .filter((name) => name === `${block}.se.scale` || name.startsWith(`${block}.depthwise.`));
    expect(order('d-li14', 'block4')).toEqual([
      'block4.depthwise.batch-norm',
      'block4.se.scale',
      'block4.depthwise.hard-swish',
    ]);
    expect(order('d-li14', 'block1').at(-1)).toBe('block1.se.scale');
    expect(order('torchvision', 'block4').at(-1)).toBe('block4.se.scale');
  });

  it('drops gates, hard-swish and 5×5 kernels when minimalistic', () => {
    const network = mobileNetV3Large({ minimalistic: true, dialect: 'keras' });
    const layers = layersOf(network);
    expect(layers.some(({ kind }) => kind === 'multiply')).toBe(false);
    expect(layers.some((l) => l.kind === 'activation' && l.activation !== 'relu')).toBe(false);
    expect(Math.max(...residuals(network).map(({ kernel }) => kernel))).toBe(3);
  });

  it('lets a chapter take out gates, hard-swish or the redesigned last stage one by one', () => {
    const layers = (options: Parameters<typeof mobileNetV3Large>[0]) =>
      layersOf(mobileNetV3Large(options));
    expect(layers({ squeezeExcite: false }).some(({ kind }) => kind === 'multiply')).toBe(false);
    expect(
      layers({ hardSwish: false }).some(
        (l) => l.kind === 'activation' && l.activation === 'hard-swish',
      ),
    ).toBe(false);
    expect(
      mobileNetV3Large({ redesignedLastStage: false })
        .blocks.slice(-3)
        .map((b) => [b.name, b.outChannels]),
    ).toEqual([
      ['block16', 320],
      ['head', 1280],
      ['classifier', 1000],
    ]);
  });
});

describe('the redesigned last stage', () => {
  it('saves the 30 million multiply-adds of section 5.1', () => {
    const total = (redesignedLastStage: boolean) =>
      count(mobileNetV3Large({ redesignedLastStage }), 224).multiplyAdds.total;
    const saved = total(false) - total(true);
    // By hand: filter, projection and wide 1×1 on 7 × 7, less the 1×1 after the pool.
    expect(saved).toBe(49 * (960 * 9 + 960 * 320 + 320 * 1280) - 960 * 1280);
    expect(saved / 1e6).toBeCloseTo(34.3, 1);
  });
});

describe('padding and batch-norm ε', () => {
  it('follow the implementation, not the model alone', () => {
    const of = ({ dialect }: Network) => [dialect.padding, dialect.batchNormEpsilon];
    expect(of(mobileNetV2())).toEqual(['symmetric', 1e-5]);
    expect(of(mobileNetV3Large())).toEqual(['symmetric', 1e-3]);
    expect(of(mobileNetV1({ dialect: 'keras' }))).toEqual(['end', 1e-3]);
    expect(of(mobileNetV2({ dialect: 'keras' }))).toEqual(['same', 1e-3]);
    expect(of(mobileNetV3Small({ dialect: 'd-li14' }))).toEqual(['symmetric', 1e-5]);
  });
});

import { describe, expect, it } from 'vitest';
import { mobileNetV1 } from '../../src/models/index.ts';
import { CLASSES } from '../../src/scenes/scenes.ts';
import {
  keepBest,
  netAdaptSeed,
  proposalsFor,
  type NetAdaptSeed,
} from '../../src/state/net-adapt.ts';
import { runNetAdapt, type NetAdaptState } from '../../src/state/run-net-adapt.ts';
import type { RunAnswer, RunRequest } from '../../src/worker/messages.ts';

const network = mobileNetV1({ alpha: 0.5, classes: CLASSES.length });
const seed = netAdaptSeed([
  {
    model: 'v1',
    dialect: 'torchvision',
    manifest: '/weights/manifest.json',
    alphas: [0.5],
    resolutions: [96],
    classes: CLASSES.length,
    scores: [],
  },
]) as NetAdaptSeed;

describe('proposals', () => {
  it('take a quarter of one block each, of all thirteen', () => {
    const proposals = proposalsFor(seed, {});
    expect(proposals).toHaveLength(13);
    expect(proposals[0]).toMatchObject({ block: 'block1', channels: 24 });
    expect(proposals.at(-1)).toMatchObject({ block: 'block13', channels: 384 });
    // Block 13 at α = 0.5, 96 px: 512 in at 3 × 3; 128 channels fewer, and 128 · 12 in the classifier.
    const { multiplyAdds = 0 } = proposals.at(-1) ?? {};
    expect(seed.multiplyAdds - multiplyAdds).toBe(3 * 3 * 512 * 128 + 128 * 12);
  });

  it('build on what is narrowed already, and leave every block a quarter', () => {
    const [first] = proposalsFor(seed, { block1: 16 });
    expect(first).toMatchObject({ block: 'block1', channels: 8, widths: { block1: 8 } });
    expect(proposalsFor(seed, { block1: 8 })[0]?.block).toBe('block2');
    const least = Object.fromEntries(
      network.blocks
        .filter(({ kind }) => kind === 'depthwise-separable')
        .map(({ name, outChannels }) => [name, outChannels / 4]),
    );
    expect(proposalsFor(seed, least)).toEqual([]);
  });
});

describe('what is kept', () => {
  const before = { correct: 50, multiplyAdds: 1000 };
  const tried = [
    { block: 'a', channels: 8, widths: {}, multiplyAdds: 900, correct: 49 },
    { block: 'b', channels: 8, widths: {}, multiplyAdds: 700, correct: 48 },
    { block: 'c', channels: 8, widths: {}, multiplyAdds: 600, correct: 40 },
  ];

  it('is by V3’s rule the least loss for each multiply-add, by NetAdapt’s the least loss', () => {
    // 1 / 100, 2 / 300 and 10 / 400: the second is the smallest.
    expect(keepBest(tried, before, 'ratio').block).toBe('b');
    expect(keepBest(tried, before, 'accuracy').block).toBe('a');
  });

  it('is of equals the one that saves most', () => {
    const equal = tried.map((each) => ({ ...each, correct: 50 }));
    expect(keepBest(equal, before, 'ratio').block).toBe('c');
    expect(keepBest(equal, before, 'accuracy').block).toBe('c');
    expect(() => keepBest([], before, 'ratio')).toThrow(/no proposal/);
  });
});

describe('the search', () => {
  const SCENES = 4;

  /** A network that is right unless block 1 is narrowed. */
  function tools(asked: RunRequest[]) {
    const shown: string[] = [];
    return {
      render: (scene: { class: string }) => {
        shown.push(scene.class);
        return Promise.resolve({
          width: 1,
          height: 1,
          data: new Uint8ClampedArray([CLASSES.indexOf(scene.class as never), 0, 0, 255]),
        });
      },
      run: (request: RunRequest) => {
        asked.push(request);
        const truth = request.picture.data[0] ?? 0;
        const isHurt = request.network?.narrowed?.['block1'] !== undefined;
        const index = isHurt ? (truth + 1) % CLASSES.length : truth;
        return Promise.resolve({
          top: [{ index, label: '', probability: 1 }],
        } as unknown as RunAnswer);
      },
    };
  }

  it('asks every proposal about the same scenes, spares the block that matters, and halves the cost', async () => {
    const asked: RunRequest[] = [];
    const states: NetAdaptState[] = [];
    const request = {
      seed,
      weights: 'w',
      rule: 'ratio',
      scenes: SCENES,
      draw: 5,
      signal: new AbortController().signal,
    } as const;
    await runNetAdapt(request, tools(asked), (state) => states.push(state));
    const steps = states.at(-1)?.steps ?? [];
    expect(steps[0]).toMatchObject({ block: undefined, correct: SCENES, checked: SCENES });
    expect(steps.at(-1)?.multiplyAdds).toBeLessThanOrEqual(seed.multiplyAdds / 2);
    expect(steps.map(({ block }) => block)).not.toContain('block1');
    expect(steps.every(({ correct }) => correct === SCENES)).toBe(true);
    for (const [index, { multiplyAdds }] of steps.entries()) {
      if (index > 0) expect(multiplyAdds).toBeLessThan(steps[index - 1]?.multiplyAdds ?? 0);
    }
    // The seed on both halves of the scenes, then every first proposal on the first half.
    expect(asked.slice(0, 2 * SCENES).every(({ network }) => network?.alpha === 0.5)).toBe(true);
    const first = asked.slice(2 * SCENES, 3 * SCENES).map(({ picture }) => picture);
    expect(first).toEqual(asked.slice(0, SCENES).map(({ picture }) => picture));
  });

  it('stops where it is once it is told to', async () => {
    const asked: RunRequest[] = [];
    const controller = new AbortController();
    const states: NetAdaptState[] = [];
    const request = { seed, weights: 'w', rule: 'ratio', scenes: SCENES, draw: 5 } as const;
    await runNetAdapt({ ...request, signal: controller.signal }, tools(asked), (state) => {
      states.push(state);
      if (state.steps.length === 2) controller.abort();
    });
    expect(states.at(-1)?.steps).toHaveLength(2);
    expect(asked.length).toBeLessThan(3 * 13 * SCENES);
  });
});

import { render } from 'svelte/server';
import { afterEach, describe, expect, it } from 'vitest';
import LiveGates from '../../../src/components/figures/mobilenet-v3/LiveGates.svelte';
import type { TrainedNetwork } from '../../../src/state/evaluation-plan.ts';
import { firstPictureOf } from '../../../src/state/first-picture.ts';
import { DEFAULT_STUDY, openPage, $study as study } from '../../../src/state/study.ts';
import { RECTIFIED, SCORED } from './support/scored-network.ts';

/** A V3-Small with three gates in its last block. */
const GATED: TrainedNetwork = {
  ...SCORED,
  model: 'v3-small',
  firstPicture: {
    alpha: 1,
    resolution: 128,
    answer: [{ label: 'mushroom', probability: 0.9 }],
    gates: { block1: [0.5], block11: [0, 0.25, 1] },
  },
};

/** The words of the figure of gates as the site draws it. */
const words = (trained: readonly TrainedNetwork[]) =>
  render(LiveGates, { props: { id: 'gates', number: '1', trained } })
    .body.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

afterEach(() => {
  openPage();
});

describe('what is said of the first picture', () => {
  it('is drawn where a press would run just that', () => {
    const published = { ...DEFAULT_STUDY, model: 'v2' } as const;
    expect(firstPictureOf(RECTIFIED, published)).toBe(RECTIFIED.firstPicture);
    // The nearest trained sides of 96 and of 224 pixels are 96 and 128.
    expect(firstPictureOf(RECTIFIED, { ...published, resolution: 96 })).toBeUndefined();
    expect(firstPictureOf(RECTIFIED, { ...published, alpha: 0.5 })).toBeUndefined();
  });

  it('is of the network as published on a page about another', () => {
    expect(firstPictureOf(RECTIFIED, { ...DEFAULT_STUDY, alpha: 0.5 })).toBe(
      RECTIFIED.firstPicture,
    );
  });

  it('shows the gates of the only V3 with weights, on a page about the other', () => {
    openPage('v3-large');
    const text = words([SCORED, GATED]);
    expect(text).toContain('with MobileNetV3-Small trained on toy scenes');
    expect(text).toContain('The 3 gates of block11 go from 0.00 to 1.00');
    expect(text).toContain('1 is shut and 1 fully open');
  });

  it('shows how many gates there are where none was measured', () => {
    openPage('v3-large');
    expect(words([SCORED])).toContain('MobileNetV3-Large has 4,056 gates');
    study.setKey('model', 'v3-small');
    study.setKey('alpha', 0.5);
    expect(words([GATED])).not.toContain('Measured when the site was made');
  });
});

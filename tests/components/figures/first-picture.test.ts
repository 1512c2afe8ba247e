import { render } from 'svelte/server';
import { afterEach, describe, expect, it } from 'vitest';
import LiveGates from '../../../src/components/figures/mobilenet-v3/LiveGates.svelte';
import type { TrainedNetwork } from '../../../src/state/evaluation-plan.ts';
import { openPage, $study as study } from '../../../src/state/study.ts';
import { SCORED } from './support/scored-network.ts';

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
  });

  it('stays when the network under study is another, so that nothing jumps in a drag', () => {
    openPage('v3-small');
    const before = words([GATED]);
    study.setKey('alpha', 0.5);
    study.setKey('resolution', 96);
    expect(words([GATED])).toBe(before);
    expect(before).toContain('α = 1 at 128 px');
  });
});

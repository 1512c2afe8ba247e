import { describe, expect, it } from 'vitest';
import { PREPROCESSINGS } from '../../src/models/run/preprocessing.ts';
import {
  countPlan,
  describePlan,
  nearest,
  planRun,
  tapNames,
  type PlanWeights,
} from '../../src/state/lab-plan.ts';
import { remarksOn } from '../../src/state/lab-remarks.ts';
import { DEFAULT_STUDY } from '../../src/state/study.ts';

const TOYSHELF: PlanWeights = {
  id: 'weights-1',
  model: 'v1',
  dialect: 'torchvision',
  alphas: Array.from({ length: 13 }, (_, index) => 0.25 + index / 16),
  resolutions: [32, 64, 96, 128],
  classes: 12,
  inputChannels: 3,
  preprocessing: PREPROCESSINGS.scenes,
};
const IMAGENET: PlanWeights = {
  ...TOYSHELF,
  id: 'weights-2',
  dialect: 'keras',
  alphas: [0.25],
  resolutions: [224],
  classes: 1001,
  preprocessing: PREPROCESSINGS.tensorflow,
};
const HOME = { ...DEFAULT_STUDY, alpha: 0.5, resolution: 128 };

const about = (...of: Parameters<typeof remarksOn>) => remarksOn(...of).map(({ about }) => about);

describe('a run', () => {
  it('is of the nearest width that the weights have', () => {
    expect(planRun({ ...HOME, alpha: 0.51 }, TOYSHELF, 'trained').alpha).toBe(0.5);
    expect(planRun({ ...HOME, alpha: 0.54 }, TOYSHELF, 'trained').alpha).toBe(0.5625);
    expect(planRun({ ...HOME, alpha: 1.5 }, TOYSHELF, 'trained').alpha).toBe(1);
    expect(planRun({ ...HOME, alpha: 0.125 }, TOYSHELF, 'trained').alpha).toBe(0.25);
    expect(planRun({ ...HOME, alpha: 1 }, IMAGENET, 'trained').alpha).toBe(0.25);
  });

  it('makes pictures square as the weights were trained, unless the reader says otherwise', () => {
    expect(planRun(HOME, TOYSHELF, 'trained').fit).toBe('crop');
    expect(planRun(HOME, IMAGENET, 'trained').fit).toBe('squash');
    expect(planRun(HOME, IMAGENET, 'crop').fit).toBe('crop');
  });

  it('is counted with the weights’ own classes', () => {
    const counted = countPlan(
      planRun({ ...HOME, alpha: 0.25, resolution: 224 }, IMAGENET, 'trained'),
    );
    // 470,072 trainable parameters with 1,000 classes (counted by hooks in PyTorch), and one more class
    // of 256 weights and a bias.
    expect(counted.params.trainable).toBe(470_072 + 257);
    expect(tapNames(counted)).toEqual([
      'input',
      'stem',
      ...Array.from({ length: 13 }, (_, index) => `block${index + 1}`),
      'classifier',
    ]);
  });

  it('is described by what is run, not by what was asked for', () => {
    const plan = planRun({ ...HOME, alpha: 0.51, useRelu6: false }, TOYSHELF, 'trained');
    expect(describePlan(plan)).toBe('MobileNetV1, α = 0.5, 128 px, ReLU');
  });
});

describe('remarks', () => {
  it('are none where the weights are at home', () => {
    expect(remarksOn(HOME, TOYSHELF)).toEqual([]);
    expect(remarksOn({ ...DEFAULT_STUDY, alpha: 0.25 }, IMAGENET)).toEqual([]);
  });

  it('say which width runs, and offer to set the bar to it', () => {
    const [remark] = remarksOn({ ...HOME, alpha: 0.51 }, TOYSHELF);
    expect(remark!.text).toBe(
      'These weights exist at α = 0.25 to 1 in steps of 0.0625. Running α = 0.5, not 0.51.',
    );
    expect(remark!.remedy!.change).toEqual({ alpha: 0.5 });
  });

  it('say where the resolution is outside of what was trained, and leave it', () => {
    const study = { ...HOME, resolution: 224 };
    const [remark] = remarksOn(study, TOYSHELF);
    expect(remark!.text).toContain('Running at 224 px.');
    expect(remark!.text).toContain('32 to 128 px');
    expect(remark!.remedy!.change).toEqual({ resolution: 128 });
    expect(planRun(study, TOYSHELF, 'trained').resolution).toBe(224);
  });

  it('name everything else that differs', () => {
    const study = { ...HOME, useRelu6: false, classes: 10, inputChannels: 1 };
    expect(about(study, TOYSHELF)).toEqual(['activation', 'classes', 'channels']);
    expect(about({ ...HOME, model: 'v2' }, TOYSHELF)).toEqual(['model']);
  });

  it('are gone once their remedies are taken', () => {
    let study = {
      ...DEFAULT_STUDY,
      alpha: 0.9,
      resolution: 300,
      useRelu6: false,
      inputChannels: 4,
    };
    for (const { remedy } of remarksOn(study, TOYSHELF)) study = { ...study, ...remedy?.change };
    expect(remarksOn(study, TOYSHELF)).toEqual([]);
  });
});

describe('the nearest of some values', () => {
  it('is the smaller of two that are as near', () => {
    expect(nearest([1, 2], 1.5)).toBe(1);
  });

  it('does not exist among none', () => {
    expect(() => nearest([], 1)).toThrow('no width');
  });

  it('says at which widths pretrained weights exist, each listed where they are at no equal steps', () => {
    const family = [0.1, 0.25, 0.35, 0.5, 0.75, 1];
    const weights: PlanWeights = { ...IMAGENET, model: 'v2', alphas: [0.5] };
    const text = (alpha: number) =>
      remarksOn({ ...DEFAULT_STUDY, model: 'v2', alpha }, weights, family).map(({ text }) => text);
    expect(text(0.6)).toEqual([
      'These weights exist at α = 0.1, 0.25, 0.35, 0.5, 0.75, 1. Running α = 0.5, not 0.6.',
    ]);
    expect(text(0.75)).toEqual([
      'Running α = 0.5: the weights for α = 0.75 have not been fetched yet.',
    ]);
    expect(text(0.5)).toEqual([]);
  });
});

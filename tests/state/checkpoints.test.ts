import { describe, expect, it } from 'vitest';
import {
  BUILT_IN,
  isOwnFile,
  nearestPretrained,
  ownFileName,
  pretrainedAlphas,
  weightsOwner,
} from '../../src/state/checkpoints.ts';

const near = (model: 'v1' | 'v2' | 'v3-large' | 'v3-small', alpha: number, resolution: number) =>
  nearestPretrained({ model, alpha, resolution })?.id;

describe('pretrained weights', () => {
  // The rows are those of the authors' own lists: https://github.com/d-li14/mobilenetv2.pytorch and
  // mobilenetv3.pytorch for the .pth, TensorFlow's and Coral's test data for the .tflite.
  it('exist at the widths that their authors list', () => {
    expect(pretrainedAlphas('v1')).toEqual([0.25, 0.5, 0.75]);
    expect(pretrainedAlphas('v2')).toEqual([0.1, 0.25, 0.35, 0.5, 0.75, 1]);
    expect(pretrainedAlphas('v3-large')).toEqual([0.75, 1]);
    expect(pretrainedAlphas('v3-small')).toEqual([0.75, 1]);
  });

  it('are of the nearest width, and of that the nearest resolution', () => {
    expect(near('v2', 0.6, 224)).toBe('mobilenetv2_0.5-imagenet');
    expect(near('v2', 0.64, 96)).toBe('mobilenetv2_0.75-imagenet');
    expect(near('v2', 1.5, 96)).toBe('mobilenetv2_96x96-imagenet');
    expect(near('v2', 0.9, 170)).toBe('mobilenetv2_160x160-imagenet');
    expect(near('v3-small', 0.125, 224)).toBe('mobilenetv3-small-0.75-imagenet');
    expect(near('v1', 0.5, 224)).toBe('mobilenet_v1_0.5_160_quant');
  });

  it('stay those that were chosen among several of one width and resolution', () => {
    const study = { model: 'v2', alpha: 1, resolution: 224 } as const;
    for (const id of ['mobilenet_v2_1.0_224_quant', 'mobilenetv2_1.0-imagenet']) {
      expect(nearestPretrained(study, id)?.id).toBe(id);
    }
    // What was chosen does not hold on where others come nearer.
    expect(nearestPretrained({ ...study, resolution: 128 }, 'mobilenetv2_1.0-imagenet')?.id).toBe(
      'mobilenetv2_128x128-imagenet',
    );
  });
});

describe('a name of weights', () => {
  it('tells whose they are', () => {
    expect(weightsOwner(BUILT_IN)).toBe('Toyshelf');
    expect(weightsOwner('mobilenetv2_0.5-imagenet')).toBe('ImageNet');
    const own = ownFileName('my net.pth');
    expect(weightsOwner(own)).toBe('my net.pth');
    expect([own, BUILT_IN, 'mobilenetv2_0.5-imagenet'].map(isOwnFile)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

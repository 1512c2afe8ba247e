import { activationMemory, arithmeticIntensity, count } from '../../../models/index.ts';
import { networkOf } from '../../../state/derived.ts';
import type { Change } from '../../../state/one-change.ts';
import type { Study } from '../../../state/study.ts';

/** What a reader may do to the network. */
export const CHANGES = {
  resolution: 'Half the resolution',
  alpha: 'Half the width',
  classes: 'Ten classes',
  bits: 'Half the bits',
} as const satisfies Record<Change, string>;

export interface ChangedNumber {
  readonly name: string;
  readonly unit: 'plain' | 'bytes';
  readonly before: number;
  readonly after: number;
}

const LEAST = { resolution: 32, alpha: 0.1 };

/** A study after a change, and the bytes of a value. */
function changed(study: Study, change: Change): { study: Study; bytesPerValue: number } {
  switch (change) {
    case 'resolution': {
      const resolution = Math.max(LEAST.resolution, Math.round(study.resolution / 2));
      return { study: { ...study, resolution }, bytesPerValue: 4 };
    }
    case 'alpha':
      return {
        study: { ...study, alpha: Math.max(LEAST.alpha, study.alpha / 2) },
        bytesPerValue: 4,
      };
    case 'classes':
      return { study: { ...study, classes: 10 }, bytesPerValue: 4 };
    case 'bits':
      return { study, bytesPerValue: 2 };
  }
}

function numbersOf(study: Study, bytesPerValue: number) {
  const counted = count(networkOf(study), study.resolution);
  return {
    params: counted.params.trainable,
    multiplyAdds: counted.multiplyAdds.total,
    weightBytes: counted.params.trainable * bytesPerValue,
    peakBytes: activationMemory(counted, { bytesPerValue }).peakBytes,
    movedBytes: arithmeticIntensity(counted, { bytesPerValue }).bytes,
  };
}

/** The numbers that a network is judged by, before and after one change. */
export function fiveNumbers(study: Study, change: Change): readonly ChangedNumber[] {
  const after = changed(study, change);
  const [a, b] = [numbersOf(study, 4), numbersOf(after.study, after.bytesPerValue)];
  return [
    { name: 'Parameters', unit: 'plain', before: a.params, after: b.params },
    { name: 'Multiply-adds', unit: 'plain', before: a.multiplyAdds, after: b.multiplyAdds },
    { name: 'FLOPs', unit: 'plain', before: 2 * a.multiplyAdds, after: 2 * b.multiplyAdds },
    { name: 'Memory for parameters', unit: 'bytes', before: a.weightBytes, after: b.weightBytes },
    { name: 'Memory for activations', unit: 'bytes', before: a.peakBytes, after: b.peakBytes },
    { name: 'Bytes moved', unit: 'bytes', before: a.movedBytes, after: b.movedBytes },
  ];
}

import type { Padding } from './layer.ts';

export type DialectName = 'paper' | 'torchvision' | 'keras' | 'd-li14';

/** What published implementations of the same paper do differently. */
export interface Dialect {
  readonly name: DialectName;
  readonly padding: Padding;
  readonly batchNormEpsilon: number;
}

const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  paper: { name: 'paper', padding: 'symmetric', batchNormEpsilon: 1e-5 },
  torchvision: { name: 'torchvision', padding: 'symmetric', batchNormEpsilon: 1e-5 },
  keras: { name: 'keras', padding: 'same', batchNormEpsilon: 1e-3 },
  'd-li14': { name: 'd-li14', padding: 'symmetric', batchNormEpsilon: 1e-5 },
};

export function dialect(name: DialectName): Dialect {
  return DIALECTS[name];
}

import type { Network } from '../../spec/network.ts';

/**
 * Whose module tree the code has, so that their state dicts fit. The paper and Keras have none;
 * they get torchvision's. torchvision's V1 is a port in its style.
 */
export type TorchLayout = 'torchvision-v1' | 'torchvision-v2' | 'torchvision-v3' | 'd-li14';

/** The module tree that a network's code has. */
export function torchLayout({ model, dialect }: Network): TorchLayout {
  if (model === 'v1') return 'torchvision-v1';
  if (dialect.name === 'd-li14') return 'd-li14';
  return model === 'v2' ? 'torchvision-v2' : 'torchvision-v3';
}

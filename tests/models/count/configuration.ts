import {
  buildNetwork,
  type DialectName,
  type ModelName,
  type Network,
} from '../../../src/models/index.ts';

/** The network that a row of the oracle is about: `v3_large_minimalistic_keras` at a width. */
export function networkOf(family: string, alpha: number): Network {
  const dialect = dialectOf(family);
  if (family.startsWith('v1')) {
    const variant = family.includes('conv')
      ? 'conv'
      : family.includes('shallow')
        ? 'shallow'
        : 'separable';
    return buildNetwork('v1', { alpha, dialect, variant });
  }
  if (family.startsWith('v2')) return buildNetwork('v2', { alpha, dialect });
  const model: ModelName = family.startsWith('v3_large') ? 'v3-large' : 'v3-small';
  return buildNetwork(model, { alpha, dialect, minimalistic: family.includes('minimalistic') });
}

function dialectOf(family: string): DialectName {
  if (family.endsWith('keras')) return 'keras';
  if (family.endsWith('dli14')) return 'd-li14';
  if (family.includes('paper')) return 'paper';
  return 'torchvision';
}

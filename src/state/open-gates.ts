import type { NetworkCount } from '../models/index.ts';
import type { Surgery } from '../models/run/surgery.ts';
import type { GateView } from './gates.ts';

/** The layer that makes the gates, by block. */
export function gateLayers({ blocks }: NetworkCount): ReadonlyMap<string, string> {
  return new Map(
    blocks.flatMap(({ block, layers }) => {
      const product = layers.find(({ layer }) => layer.kind === 'multiply')?.layer;
      const gate = product?.inputs[1];
      return gate ? [[block.name, gate] as const] : [];
    }),
  );
}

/** Holds open the gates that a view opens: none, those of its block, or all. */
export function openGates(
  { blocks }: NetworkCount,
  { block, opened }: GateView,
): readonly Surgery[] {
  if (opened === 'none') return [];
  return blocks
    .filter(({ block: { name } }) => opened === 'all' || name === block)
    .flatMap(({ layers }) => layers.filter(({ layer }) => layer.kind === 'multiply'))
    .map(({ layer }) => ({ kind: 'open-gates', layer: layer.name }));
}

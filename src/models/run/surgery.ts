import type { Activation } from '../spec/activation.ts';
import { inferShapes } from '../shape/infer-shapes.ts';
import { layersOf } from '../spec/expand.ts';
import type { Layer } from '../spec/layer.ts';
import type { Network } from '../spec/network.ts';

/**
 * One change to a network that is already loaded. The weights stay as they are, so what comes
 * out is an untrained network: that is the point.
 */
export type Surgery =
  | {
      readonly kind: 'replace-activation';
      /** An activation layer. */
      readonly layer: string;
      /** `linear` takes it out. */
      readonly activation: Activation | 'linear';
    }
  /** A residual `add` layer gives the branch alone. */
  | { readonly kind: 'drop-skip'; readonly layer: string }
  /** The gates that a squeeze-and-excite `multiply` layer reads become 1. */
  | { readonly kind: 'open-gates'; readonly layer: string }
  /** An activation after any layer, as the ReLU after a projection that V2 argues against. */
  | {
      readonly kind: 'insert-activation';
      readonly layer: string;
      readonly activation: Activation;
    }
  /** One channel of any layer's output becomes 0. */
  | { readonly kind: 'zero-channel'; readonly layer: string; readonly channel: number };

/** @throws RangeError for a layer that is not there or not of the kind the change is for. */
export function checkSurgery(network: Network, surgery: readonly Surgery[]): void {
  if (surgery.length === 0) return;
  const layers = new Map(layersOf(network).map((layer) => [layer.name, layer]));
  for (const change of surgery) {
    const layer = layers.get(change.layer);
    if (!layer) throw new RangeError(`${change.kind}: the network has no layer ${change.layer}`);
    const expected = NEEDED_KIND[change.kind];
    if (expected && layer.kind !== expected) {
      throw new RangeError(
        `${change.kind} is for a layer of kind ${expected}; ${layer.name} is of kind ${layer.kind}`,
      );
    }
    if (change.kind === 'zero-channel') checkChannel(network, change);
  }
}

function checkChannel(
  network: Network,
  { layer, channel }: Extract<Surgery, { kind: 'zero-channel' }>,
): void {
  // The number of channels does not depend on the resolution.
  const channels = inferShapes(network, 224).get(layer)?.[2] ?? 0;
  if (!Number.isInteger(channel) || channel < 0 || channel >= channels) {
    throw new RangeError(`${layer} has the channels 0 to ${channels - 1}; got ${channel}`);
  }
}

const NEEDED_KIND: Readonly<Record<Surgery['kind'], Layer['kind'] | undefined>> = {
  'replace-activation': 'activation',
  'drop-skip': 'add',
  'open-gates': 'multiply',
  'insert-activation': undefined,
  'zero-channel': undefined,
};

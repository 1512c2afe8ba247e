import { expand, inferShapes, type Activation, type Network } from '../models/index.ts';
import type { Surgery } from '../models/run/surgery.ts';

/** Where in one block a network can be operated on; layers by their names. */
export interface SurgerySites {
  readonly block: string;
  /** The sum of the residual connection. */
  readonly skip: string | undefined;
  /** The product with squeeze-and-excite's gates. */
  readonly gates: string | undefined;
  readonly activations: readonly { readonly layer: string; readonly activation: Activation }[];
  /** What comes out of the projection, which V2 keeps linear. */
  readonly projection: string | undefined;
  /** Every step's output, of whose channels one can be zeroed. */
  readonly outputs: readonly { readonly layer: string; readonly channels: number }[];
}

/** The number of channels does not depend on the resolution. */
const ANY_RESOLUTION = 224;

/** Where each block of a network can be operated on, in order. */
export function surgerySites(network: Network): readonly SurgerySites[] {
  const shapes = inferShapes(network, ANY_RESOLUTION);
  return expand(network).map(({ block, layers }) => {
    const projection = layers.findIndex(
      (layer) => layer.kind === 'convolution' && layer.role === 'project',
    );
    return {
      block: block.name,
      skip: layers.find(({ kind }) => kind === 'add')?.name,
      gates: layers.find(({ kind }) => kind === 'multiply')?.name,
      activations: layers.flatMap((layer) =>
        layer.kind === 'activation' ? [{ layer: layer.name, activation: layer.activation }] : [],
      ),
      // Its batch norm: of folded weights the two have one value.
      projection: projection < 0 ? undefined : layers[projection + 1]?.name,
      outputs: layers.map(({ name }) => ({ layer: name, channels: shapes.get(name)?.[2] ?? 0 })),
    };
  });
}

/** Whether a change can be made to a block at these sites. */
export function fitsSite(change: Surgery, sites: readonly SurgerySites[]): boolean {
  switch (change.kind) {
    case 'drop-skip':
      return sites.some(({ skip }) => skip === change.layer);
    case 'open-gates':
      return sites.some(({ gates }) => gates === change.layer);
    case 'replace-activation':
      return sites.some(({ activations }) =>
        activations.some(({ layer }) => layer === change.layer),
      );
    case 'insert-activation':
      return sites.some(({ outputs }) => outputs.some(({ layer }) => layer === change.layer));
    case 'zero-channel':
      return sites.some(({ outputs }) =>
        outputs.some(({ layer, channels }) => layer === change.layer && change.channel < channels),
      );
  }
}

/** Changes to all of a network at once, as far as it has what they are for. */
export const WHOLE_NETWORK_CHANGES = ['skips', 'gates', 'rectified-projections', 'linear'] as const;
export type WholeNetworkChange = (typeof WHOLE_NETWORK_CHANGES)[number];

export function wholeNetworkChange(
  kind: WholeNetworkChange,
  sites: readonly SurgerySites[],
): readonly Surgery[] {
  return sites.flatMap(({ skip, gates, projection, activations }): readonly Surgery[] => {
    switch (kind) {
      case 'skips':
        return skip === undefined ? [] : [{ kind: 'drop-skip', layer: skip }];
      case 'gates':
        return gates === undefined ? [] : [{ kind: 'open-gates', layer: gates }];
      case 'rectified-projections':
        return projection === undefined
          ? []
          : [{ kind: 'insert-activation', layer: projection, activation: 'relu' }];
      case 'linear':
        return activations
          .filter(({ activation }) => activation !== 'hard-sigmoid')
          .map(({ layer }) => ({ kind: 'replace-activation', layer, activation: 'linear' }));
    }
  });
}

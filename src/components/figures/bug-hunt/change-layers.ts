import {
  expand,
  type Block,
  type ExpandedBlock,
  type Layer,
  type Network,
} from '../../../models/index.ts';
import { faithful, type Port } from './port.ts';

/** A port in which blocks are other than in the network; their layers follow. */
export function changeBlocks(
  network: Network,
  change: (block: Block, index: number) => Block,
): Port {
  const blocks = network.blocks.map(change);
  return { ...faithful(network), blocks: expand({ ...network, blocks }) };
}

/** A port in which single layers are other than their blocks say. */
export function changeLayers(network: Network, change: (layer: Layer) => Layer): Port {
  return mapBlocks(network, (layers) => layers.map(change));
}

/** A port without some layers: whoever read one reads what it read last. */
export function dropLayers(network: Network, isDropped: (layer: Layer) => boolean): Port {
  const instead = new Map<string, string>();
  for (const { layers } of expand(network)) {
    for (const layer of layers) {
      const read = layer.inputs.at(-1);
      if (isDropped(layer) && read !== undefined)
        instead.set(layer.name, instead.get(read) ?? read);
    }
  }
  return mapBlocks(network, (layers) =>
    layers
      .filter((layer) => !isDropped(layer))
      .map((layer) => ({
        ...layer,
        inputs: layer.inputs.map((name) => instead.get(name) ?? name),
      })),
  );
}

/** A port with an activation after some layers, which whoever read them reads now. */
export function insertAfter(
  network: Network,
  activation: 'relu' | 'relu6',
  isFollowed: (layer: Layer) => boolean,
): Port {
  const nameAfter = ({ name }: Layer) => `${name.replace(/\.batch-norm$/, '')}.${activation}`;
  const instead = new Map<string, string>();
  for (const { layers } of expand(network)) {
    for (const layer of layers) if (isFollowed(layer)) instead.set(layer.name, nameAfter(layer));
  }
  return mapBlocks(network, (layers) =>
    layers.flatMap((layer): Layer[] => {
      const inputs = layer.inputs.map((name) => instead.get(name) ?? name);
      const read = { ...layer, inputs };
      if (!isFollowed(layer)) return [read];
      return [
        read,
        { kind: 'activation', name: nameAfter(layer), inputs: [layer.name], activation },
      ];
    }),
  );
}

function mapBlocks(network: Network, change: (layers: readonly Layer[]) => readonly Layer[]): Port {
  const blocks = expand(network).map(({ block, layers }): ExpandedBlock => ({
    block,
    layers: change(layers),
  }));
  return { ...faithful(network), blocks };
}

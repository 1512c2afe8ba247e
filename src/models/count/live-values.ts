import { sizeOf } from '../shape/shape.ts';
import { INPUT, type Layer } from '../spec/layer.ts';
import type { LayerCount, NetworkCount } from './count.ts';

/** A stretch of memory: a tensor, and those written over it later. */
interface Buffer {
  readonly values: number;
  /** Index of the last layer that reads what is in it. */
  lastRead: number;
}

/** How many activation values exist while each layer runs, by the layer's name. */
export function liveValues({ network, resolution, blocks }: NetworkCount): Map<string, number> {
  const layers = blocks.flatMap((block) => block.layers);
  const lastReads = lastReadsOf(layers);
  const readUntil = (name: string) => lastReads.get(name) ?? layers.length;
  const picture: Buffer = {
    values: resolution ** 2 * network.inputChannels,
    lastRead: readUntil(INPUT),
  };
  const buffers = new Map<string, Buffer>([[INPUT, picture]]);
  const existing = new Set<Buffer>([picture]);
  const live = new Map<string, number>();
  layers.forEach(({ layer, outputShape }, index) => {
    const over = overwritten(layer, readUntil, index);
    const buffer = (over === undefined ? undefined : buffers.get(over)) ?? {
      values: sizeOf(outputShape),
      lastRead: index,
    };
    buffer.lastRead = readUntil(layer.name);
    buffers.set(layer.name, buffer);
    existing.add(buffer);
    let values = 0;
    for (const { values: held } of existing) values += held;
    live.set(layer.name, values);
    for (const held of existing) if (held.lastRead <= index) existing.delete(held);
  });
  return live;
}

function lastReadsOf(layers: readonly LayerCount[]): ReadonlyMap<string, number> {
  const lastReads = new Map<string, number>();
  layers.forEach(({ layer }, index) => {
    for (const name of layer.inputs) lastReads.set(name, index);
  });
  return lastReads;
}

/** The input that an elementwise layer may write over: of its own size, and read by nobody later. */
function overwritten(
  layer: Layer,
  readUntil: (name: string) => number,
  index: number,
): string | undefined {
  switch (layer.kind) {
    case 'batch-norm':
    case 'activation':
    case 'add':
      return layer.inputs.find((name) => readUntil(name) === index);
    case 'multiply':
      return layer.inputs.slice(0, 1).find((name) => readUntil(name) === index);
    case 'convolution':
    case 'linear':
    case 'global-pool':
      return undefined;
  }
}

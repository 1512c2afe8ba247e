import {
  countBlocks,
  expand,
  sizeOf,
  type ExpandedBlock,
  type Layer,
  type Network,
  type NetworkCount,
} from '../../../models/index.ts';
import type { Surgery } from '../../../models/run/surgery.ts';
import type { PictureFeed } from '../../../state/feed-picture.ts';
import type { PortOutput } from '../../../state/port-trial.ts';
import type { Reading } from '../../../worker/messages.ts';
import type { HardSwishForm } from './hard-swish-forms.ts';

/** A network as somebody wrote it: its layers, right or wrong, and what no layer says of them. */
export interface Port {
  readonly network: Network;
  readonly blocks: readonly ExpandedBlock[];
  /** How pictures reach it. */
  readonly feed: PictureFeed;
  /** What its layers called hard-swish compute. */
  readonly hardSwish: HardSwishForm;
  /** What leaves it. */
  readonly output: PortOutput;
}

/** The network itself, without a mistake. */
export function faithful(network: Network): Port {
  return {
    network,
    blocks: expand(network),
    feed: 'as-trained',
    hardSwish: 'published',
    output: 'logits',
  };
}

/** Every number about a port. */
export function countPort({ network, blocks }: Port, resolution: number): NetworkCount {
  return countBlocks(network, blocks, resolution);
}

/** Whether two ports are the same network, used in the same way: layer by layer, not by their counts. */
export function samePort(one: Port, other: Port): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ blocks, feed, hardSwish, output }: Port): string {
  return JSON.stringify([feed, hardSwish, output, blocks.flatMap(({ layers }) => layers)]);
}

/** The first layer in which two ports differ, as a sentence's object; `undefined` where none does. */
export function firstDifference(one: Port, other: Port): string | undefined {
  const [mine, theirs] = [layersOf(one), layersOf(other)];
  const names = new Set(theirs.map(({ name }) => name));
  const known = new Map(mine.map((layer) => [layer.name, layer]));
  const missing = mine.find(({ name }) => !names.has(name));
  const different = theirs.find((layer) => {
    const own = known.get(layer.name);
    return !own || JSON.stringify(own) !== JSON.stringify(layer);
  });
  return (different ?? missing)?.name;
}

/** The residual sums of tensors that do not have the same shape: where a run would stop. */
export function impossibleSums(
  counted: NetworkCount,
): readonly { readonly name: string; readonly shapes: readonly [string, string] }[] {
  const layers = counted.blocks.flatMap((block) => block.layers);
  const shapes = new Map(layers.map(({ layer, outputShape }) => [layer.name, outputShape]));
  return layers.flatMap(({ layer }) => {
    if (layer.kind !== 'add') return [];
    const [a, b] = layer.inputs.map((name) => shapes.get(name));
    if (!a || !b || (a.join() === b.join() && sizeOf(a) === sizeOf(b))) return [];
    return [{ name: layer.name, shapes: [a.join(' × '), b.join(' × ')] as const }];
  });
}

/** The conventions by which a port runs the same weights otherwise; `undefined` where it does not. */
export function readingFor(right: Port, port: Port): Reading | undefined {
  const [own, other] = [right.network.dialect, port.network.dialect];
  if (own.padding === other.padding && own.batchNormEpsilon === other.batchNormEpsilon) {
    return undefined;
  }
  return { padding: other.padding, batchNormEpsilon: other.batchNormEpsilon };
}

/**
 * The changes that make a trained network run as a port of it does, as far as it is only activations and
 * skips that differ; its weights stay as they are.
 */
export function surgeryFor(right: Port, port: Port): readonly Surgery[] {
  const theirs = new Map(layersOf(port).map((layer) => [layer.name, layer]));
  const ours = new Set(layersOf(right).map(({ name }) => name));
  const taken = layersOf(right).flatMap((layer): Surgery[] => {
    const other = theirs.get(layer.name);
    if (layer.kind === 'activation' && other?.kind === 'activation') {
      const { activation } = other;
      return activation === layer.activation
        ? []
        : [{ kind: 'replace-activation', layer: layer.name, activation }];
    }
    if (other) return [];
    if (layer.kind === 'activation') {
      return [{ kind: 'replace-activation', layer: layer.name, activation: 'linear' }];
    }
    return layer.kind === 'add' ? [{ kind: 'drop-skip', layer: layer.name }] : [];
  });
  const added = layersOf(port).flatMap((layer): Surgery[] => {
    const [after] = layer.inputs;
    if (ours.has(layer.name) || layer.kind !== 'activation' || after === undefined) return [];
    return [{ kind: 'insert-activation', layer: after, activation: layer.activation }];
  });
  return [...taken, ...added];
}

function layersOf({ blocks }: Port): readonly Layer[] {
  return blocks.flatMap(({ layers }) => layers);
}

import { INPUT, type Layer } from '../spec/layer.ts';

/**
 * One stop of a value on its way through a block: an operation that gathers, and the batch norm and
 * activation that its values then go through in place.
 */
export interface Station {
  /** The gathering layer: a convolution, a pool, a product with gates, a sum. */
  readonly gatherer: Layer;
  /** All of its layers, in order; the last one's values are what goes on. */
  readonly layers: readonly string[];
  /** The layer whose values the next station reads. */
  readonly output: string;
}

/**
 * The stops on the main way through a block, from its input to its output: the branch of a residual, and
 * past squeeze-and-excite's gates, which are made on the side.
 *
 * @param layers - the block's, in the order they run.
 */
export function stationsOf(layers: readonly Layer[]): readonly Station[] {
  const known = new Map(layers.map((layer) => [layer.name, layer]));
  const stations: Station[] = [];
  let held: string[] = [];
  let output: string | undefined;
  for (let layer = layers.at(-1); layer; layer = known.get(mainInput(layer))) {
    output ??= layer.name;
    held = [layer.name, ...held];
    if (layer.kind === 'batch-norm' || layer.kind === 'activation') continue;
    stations.unshift({ gatherer: layer, layers: held, output });
    held = [];
    output = undefined;
  }
  return stations;
}

/** The input that a layer's values come from: of a sum the branch, of a product what is scaled. */
function mainInput(layer: Layer): string {
  const [first = INPUT, second = first] = layer.inputs;
  return layer.kind === 'add' ? second : first;
}

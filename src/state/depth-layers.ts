import type { LayerCount, NetworkCount } from '../models/index.ts';
import { stationsOf } from '../models/replay/stations.ts';

/** What has to be known of a block to show one of its steps down to a single value. */
export interface DepthLayers {
  /** The layer that is shown. */
  readonly shown: string;
  /** Layers whose values are wanted, in the block or the one before. */
  readonly values: readonly string[];
  /** Layers of which it is wanted how their values are made. */
  readonly recipes: readonly string[];
}

/**
 * The layers to ask for when a block is opened: its stops, what each step reads, and what an activation
 * had before it. `undefined` for the picture, which has none.
 *
 * @param layer - the step that is looked at; default the last.
 */
export function depthLayers(
  { blocks }: NetworkCount,
  blockName: string,
  layer?: string,
): DepthLayers | undefined {
  const counted = blocks.find(({ block }) => block.name === blockName)?.layers ?? [];
  const step = counted.find((each) => each.layer.name === layer) ?? counted.at(-1);
  if (!step) return undefined;
  const stations = stationsOf(counted.map((each) => each.layer));
  const gatherer = gathererOf(counted, step);
  const shown = step.layer.name;
  const values = [
    ...stations.flatMap((station) => [...station.gatherer.inputs, station.output]),
    ...gatherer.layer.inputs,
    ...(step.layer.kind === 'activation' ? step.layer.inputs : []),
    shown,
  ];
  const recipes = [...stations.map(({ output }) => output), shown];
  return { shown, values: [...new Set(values)], recipes: [...new Set(recipes)] };
}

/** The layer that makes a step's values, before batch norm and activation change them in place. */
function gathererOf(counted: readonly LayerCount[], step: LayerCount): LayerCount {
  let at = step;
  for (;;) {
    const { layer } = at;
    const before = counted.find((each) => each.layer.name === layer.inputs[0]);
    if ((layer.kind !== 'batch-norm' && layer.kind !== 'activation') || !before) return at;
    at = before;
  }
}

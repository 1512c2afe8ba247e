import type { LayerCount } from '../../models/index.ts';
import { comesFrom, goesTo } from '../../models/replay/follow.ts';
import { valueAt, type LayerOutput, type Position } from '../../models/replay/layer-output.ts';
import { replayValue } from '../../models/replay/replay-value.ts';
import { stationsOf } from '../../models/replay/stations.ts';
import type { ValueRecipe } from '../../models/run/value-recipe.ts';

/** One stop of the way of a value through its block. */
export interface PathStop {
  /** The layer whose value it is; of the first stop the one that the block reads. */
  readonly layer: string;
  /** The operation that its values come from, before batch norm and activation. */
  readonly gatherer: string;
  readonly position: Position;
  readonly value: number;
  /** Whether it is the value that is looked at, or was made from it in place. */
  readonly isHere: boolean;
}

interface Inside {
  readonly outputs: ReadonlyMap<string, LayerOutput>;
  readonly recipes: ReadonlyMap<string, ValueRecipe>;
}

/**
 * The same place followed through a block, from what it reads to what it gives: upwards to the channel
 * that gave most, downwards to the one that weighs it most. Empty for a layer beside the main way, as
 * those that make the gates are.
 */
export function pathThrough(
  layers: readonly LayerCount[],
  { outputs, recipes }: Inside,
  shown: string,
  position: Position,
): readonly PathStop[] {
  const stations = stationsOf(layers.map(({ layer }) => layer));
  const here = stations.findIndex((station) => station.layers.includes(shown));
  if (here < 0) return [];
  // What each station reads, and then what the last one makes.
  const names = [entryOf(stations), ...stations.map(({ output }) => output)];
  const tensor = (index: number): LayerOutput | undefined => outputs.get(names[index] ?? '');
  const positions: Position[] = [];
  positions[here + 1] = position;
  for (let index = here; index >= 0; index--) {
    const station = stations[index];
    const recipe = station && recipes.get(station.output);
    const [at, input] = [positions[index + 1], tensor(index)];
    if (!recipe || !at || !input) return [];
    positions[index] = comesFrom(station.gatherer, replayValue(recipe, outputs, at), input);
  }
  for (let index = here + 1; index < stations.length; index++) {
    const station = stations[index];
    const recipe = station && recipes.get(station.output);
    const [at, input, output] = [positions[index], tensor(index), tensor(index + 1)];
    if (!recipe || !at || !input || !output) return [];
    const sizes = { input: input.shape, output: output.shape };
    positions[index + 1] = goesTo(station.gatherer, recipe, sizes, at);
  }
  return names.flatMap((layer, index) => {
    const [at, values] = [positions[index], tensor(index)];
    if (!at || !values) return [];
    const value = valueAt(values, at) ?? NaN;
    const gatherer = stations[index - 1]?.gatherer.name ?? layer;
    return [{ layer, gatherer, position: at, value, isHere: index === here + 1 }];
  });
}

function entryOf(stations: ReturnType<typeof stationsOf>): string {
  const [first] = stations;
  return first?.gatherer.inputs[0] ?? '';
}

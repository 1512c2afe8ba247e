import { atom } from 'nanostores';
import { INPUT } from '../models/index.ts';
import type { LayerOutput } from '../models/replay/layer-output.ts';
import type { LayerValues } from '../models/run/layer-values.ts';
import type { ValueRecipe } from '../models/run/value-recipe.ts';
import { LatestOnly } from '../worker/latest-only.ts';
import { depthLayers, type DepthLayers } from './depth-layers.ts';
import { $isCurrent, $result, type LabResult } from './lab-run.ts';
import { $block, $layer } from './lab-view.ts';
import { inference } from './lab-weights.ts';

/** What is inside the opened block for one run's picture, down to what each value is made of. */
export interface Depths {
  /** The run whose block was opened: nothing is mixed with another's. */
  readonly result: LabResult;
  readonly block: string;
  readonly shown: string;
  /** Values by layer; those of the block before under its last layer's name. */
  readonly outputs: ReadonlyMap<string, LayerOutput>;
  /** How the values of a layer are made. */
  readonly recipes: ReadonlyMap<string, ValueRecipe>;
}

export const $depths = atom<Depths | undefined>(undefined);

/** Why the inside of a block could not be had, for a person. */
export const $depthsTrouble = atom<string | undefined>(undefined);

interface Wish {
  readonly result: LabResult;
  readonly block: string;
  readonly layers: DepthLayers;
}

const queue = new LatestOnly(load);

/**
 * Keeps the depths at what is opened and at the latest run, once nothing newer is wanted: a drag is not held
 * up by what it passes. @returns what ends it.
 */
export function followDepths(): () => void {
  const ends = [$result, $isCurrent, $block, $layer].map((store) => store.listen(request));
  request();
  return () => {
    for (const end of ends) end();
    $depths.set(undefined);
  };
}

function request(): void {
  const result = $isCurrent.get() ? $result.get() : undefined;
  const block = $block.get();
  const layers = result && depthLayers(result.counted, block, $layer.get());
  if (!layers || isThere(result, block, layers.shown)) return;
  queue.submit({ result, block, layers }).then(
    (depths) => {
      $depthsTrouble.set(undefined);
      if (depths) $depths.set(depths);
    },
    (error: unknown) => {
      // Weights may have been exchanged meanwhile; then another run's are asked for already.
      if (result !== $result.get()) return;
      $depthsTrouble.set(error instanceof Error ? error.message : String(error));
    },
  );
}

function isThere(result: LabResult, block: string, shown: string): boolean {
  const depths = $depths.get();
  return depths?.result === result && depths.block === block && depths.shown === shown;
}

async function load({ result, block, layers }: Wish): Promise<Depths> {
  const { weights, alpha, useRelu6, surgery } = result.answer.configuration;
  const common = { weights, network: { alpha, useRelu6 }, surgery };
  const there = blockOutputs(result);
  const [answer, recipes] = await Promise.all([
    inference.run(
      {
        ...common,
        picture: result.picture,
        taps: layers.values.filter((name) => !there.has(name)),
        top: 1,
      },
      'depths',
    ),
    recipesOf({ ...common, resolution: result.picture.width, layers: layers.recipes }),
  ]);
  const outputs = new Map<string, LayerOutput>(there);
  for (const tap of answer?.taps ?? []) outputs.set(tap.name, tap);
  return {
    result,
    block,
    shown: layers.shown,
    outputs,
    recipes: new Map(recipes.map((recipe) => [recipe.layer, recipe])),
  };
}

/** What the run gave already: the output of every block, under the name of its last layer. */
function blockOutputs({ counted, taps }: LabResult): ReadonlyMap<string, LayerOutput> {
  const lastLayers = new Map(
    counted.blocks.map(({ block, layers }) => [
      layers.at(-1)?.layer.name ?? block.name,
      block.name,
    ]),
  );
  const outputs = new Map<string, LayerOutput>();
  for (const [layer, name] of [[INPUT, INPUT] as const, ...lastLayers]) {
    const tap = taps.get(name);
    if (tap) outputs.set(layer, tap);
  }
  return outputs;
}

/** What a layer of the network that ran multiplies with and adds; `undefined` where it stores nothing. */
export async function layerValuesOf(
  { answer: { configuration } }: LabResult,
  layer: string,
): Promise<LayerValues | undefined> {
  const { weights, alpha, useRelu6, resolution } = configuration;
  const network = { alpha, useRelu6 };
  const [recipe] = await inference.valueRecipes({ weights, network, resolution, layers: [layer] });
  return recipe?.steps.at(-1)?.values;
}

type RecipesRequest = Parameters<typeof inference.valueRecipes>[0];

let known: { readonly key: string; readonly recipes: readonly ValueRecipe[] } | undefined;

/** Weights do not change with the picture: they are asked for once. */
async function recipesOf(request: RecipesRequest): Promise<readonly ValueRecipe[]> {
  const key = JSON.stringify(request);
  if (known?.key === key) return known.recipes;
  const recipes = await inference.valueRecipes(request);
  known = { key, recipes };
  return recipes;
}

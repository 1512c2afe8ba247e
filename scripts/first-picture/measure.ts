import { readManifest, readSlimmable } from '../../src/cli/built-in-weights.ts';
import { count } from '../../src/models/index.ts';
import { linearNormalisation, normalisePictures } from '../../src/models/run/normalise-picture.ts';
import { RunnableNetwork } from '../../src/models/run/runnable-network.ts';
import { topClasses } from '../../src/models/replay/top-classes.ts';
import { renderScene } from '../../src/scenes/scenes.ts';
import type { FirstPicture, TopAnswers } from '../../src/state/first-picture.ts';
import { DEFAULT_SCENE } from '../../src/state/lab-address.ts';
import { gateLayers } from '../../src/state/open-gates.ts';
import { rectifyProjections, type RunOnce } from '../../src/state/rectify-projections.ts';

/** Answers that are kept, as many as a figure names. */
const NAMED = 3;

/**
 * Runs the built-in weights in a folder on the picture that figures begin with, at full width and resolution.
 * The backend must have been started.
 *
 * @throws Error for a folder without weights.
 */
export async function measureFirstPicture(folder: string): Promise<FirstPicture> {
  const manifest = await readManifest(folder);
  const alpha = manifest.widths.at(-1) ?? 1;
  const resolution = manifest.resolutions.at(-1) ?? 0;
  const { network, weights } = await readSlimmable(folder, manifest, { alpha, resolution });
  const runnable = new RunnableNetwork(network, weights);
  const data = renderScene(DEFAULT_SCENE, resolution);
  const batch = normalisePictures(
    [{ width: resolution, height: resolution, data }],
    linearNormalisation(manifest.input.scale, manifest.input.offset),
  );
  const run = async ({ taps = [], surgery }: Parameters<RunOnce<unknown>>[0]) => {
    const result = await runnable.run(batch, { taps, surgery });
    const top = topClasses(result.logits, NAMED).map((each) => ({
      ...each,
      label: manifest.classes[each.index] ?? '',
    }));
    const read = [...result.taps].map(([name, tap]) => {
      const [, ...shape] = tap.shape;
      return { name, shape, data: tap.data };
    });
    return { logits: result.logits, top, taps: read };
  };
  const named = (top: TopAnswers): TopAnswers =>
    top.map(({ label, probability }) => ({ label, probability }));

  const gates = [...gateLayers(count(network, resolution))];
  const { top, taps } = await run({ taps: gates.map(([, layer]) => layer) });
  const rectified = network.model === 'v2' ? await rectifyProjections(network, run) : undefined;
  runnable.dispose();
  return {
    alpha,
    resolution,
    answer: named(top),
    ...(rectified && { rectified: { blocks: rectified.blocks, all: named(rectified.all.top) } }),
    ...(taps.length > 0 && {
      gates: Object.fromEntries(taps.map(({ data }, at) => [gates[at]?.[0] ?? '', [...data]])),
    }),
  };
}

import { randomInt } from 'node:crypto';
import type { SlimmableManifest } from '../../models/checkpoint/slimmable-manifest.ts';
import { MODEL_NAMES, modelTitle, RESOLUTION_RANGE, type ModelName } from '../../models/index.ts';
import { linearNormalisation, normalisePictures } from '../../models/run/normalise-picture.ts';
import { RunnableNetwork } from '../../models/run/runnable-network.ts';
import { topClasses } from '../../models/replay/top-classes.ts';
import { evaluationSeed } from '../../scenes/evaluation/evaluation-seeds.ts';
import type { Score } from '../../scenes/evaluation/accuracy-table.ts';
import { LAST_EVALUATION } from '../../scenes/evaluation/last-evaluation.ts';
import { classTallies, emptyTally, tallied, type Tally } from '../../scenes/evaluation/tally.ts';
import { wilsonInterval } from '../../scenes/evaluation/wilson-interval.ts';
import { CLASSES, renderScene, sceneFromSeed } from '../../scenes/scenes.ts';
import { builtInFolder, readManifest, readMeasured, readSlimmable } from '../built-in-weights.ts';
import { UsageError, type Command } from '../command.ts';
import { startBackend } from '../node-backend.ts';
import { choice, parseOptions, toNumber, wholeNumber } from '../parse-options.ts';
import { ProgressLine } from '../progress-line.ts';
import { table } from '../table.ts';

/** Runs before the clock counts: the first one fills caches and compiles. */
const WARM_UP_RUNS = 2;

export const command: Command = {
  usage: `depthwise eval [--model v1] [OPTION …]

How often the built-in weights name the toy, on fresh scenes from the seeds that training refuses.
The same seed gives the same scenes and the same answer.

  --model v1          ${MODEL_NAMES.join(', ')}: whose built-in weights
  --alpha 1           width multiplier, one of those it was trained at
  --resolution        side of the scenes in pixels; default: where this width scored best when it
                      was trained, or without such a table the middle of those it was trained at
  --count 2000        how many scenes
  --seed              whole number from 0 to ${LAST_EVALUATION}; default: a new one, which is printed
  --weights FOLDER    a manifest and its files, instead of the built-in ones
  --backend wasm      wasm or cpu
  --json              exact numbers for programs

The interval is Wilson's, of 95 %. In the confusion a row is what was shown, a column what was answered.
millisecondsPerImage is the mean forward pass alone, millisecondsPerScene the mean drawing of a scene.`,
  async run(args) {
    const { values, positionals } = parseOptions(args, {
      model: { type: 'string' },
      alpha: { type: 'string' },
      resolution: { type: 'string' },
      count: { type: 'string' },
      seed: { type: 'string' },
      weights: { type: 'string' },
      backend: { type: 'string' },
      json: { type: 'boolean' },
    });
    if (positionals.length > 0) {
      throw new UsageError(`what is ${positionals.join(' ')}? name the model with --model`);
    }
    const model = choice('--model', values.model ?? 'v1', MODEL_NAMES);
    const backend = choice('--backend', values.backend ?? 'wasm', ['wasm', 'cpu'] as const);
    const alpha = values.alpha === undefined ? undefined : toNumber('--alpha', values.alpha);
    const asked = wholeNumber('--resolution', values.resolution, RESOLUTION_RANGE);
    const count = wholeNumber('--count', values.count, { min: 1, max: 1_000_000 }) ?? 2000;
    const seed =
      wholeNumber('--seed', values.seed, { min: 0, max: LAST_EVALUATION }) ??
      randomInt(LAST_EVALUATION + 1);
    const folder = values.weights ?? builtInFolder(model);
    const manifest = await readManifest(folder);
    checkManifest(manifest, model, folder);
    const width = alpha ?? manifest.widths.at(-1) ?? 1;
    const resolution = asked ?? homeOf(manifest, width, await readMeasured(folder));
    const { network, weights } = await readSlimmable(folder, manifest, {
      alpha: width,
      resolution,
    });
    await startBackend(backend);
    const runnable = new RunnableNetwork(network, weights);
    const result = await evaluate(runnable, manifest, { resolution, count, seed });
    runnable.dispose();
    const { correct } = result.tally;
    const { low, high } = wilsonInterval(correct, count);
    const data = {
      model,
      alpha: width,
      resolution,
      seed,
      backend,
      accuracy: correct / count,
      interval: [low, high],
      correct,
      count,
      classes: CLASSES,
      confusion: result.tally.confusion,
      millisecondsPerImage: result.forward / count,
      millisecondsPerScene: result.drawing / count,
    };
    return values.json ? JSON.stringify(data) : asText(data, manifest, result.tally);
  },
};

interface Result {
  readonly tally: Tally;
  /** Milliseconds of all forward passes, and of drawing all scenes. */
  readonly forward: number;
  readonly drawing: number;
}

async function evaluate(
  runnable: RunnableNetwork,
  { input }: SlimmableManifest,
  options: { readonly resolution: number; readonly count: number; readonly seed: number },
): Promise<Result> {
  const { resolution, count, seed } = options;
  const normalisation = linearNormalisation(input.scale, input.offset);
  const progress = new ProgressLine();
  let [tally, forward, drawing] = [emptyTally(CLASSES.length), 0, 0];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    const scene = sceneFromSeed(evaluationSeed(seed, index));
    const data = renderScene(scene, resolution);
    const batch = normalisePictures(
      [{ width: resolution, height: resolution, data }],
      normalisation,
    );
    const drawn = performance.now();
    for (let warm = 0; index === 0 && warm < WARM_UP_RUNS; warm++) await runnable.run(batch);
    const ready = performance.now();
    const { logits } = await runnable.run(batch);
    forward += performance.now() - ready;
    drawing += drawn - started;
    const [best] = topClasses(logits, 1);
    tally = tallied(tally, CLASSES.indexOf(scene.class), best?.index ?? -1);
    progress.show(
      () => `${tally.count} of ${count} scenes: ${percent(tally.correct / tally.count)}`,
    );
  }
  progress.clear();
  return { tally, forward, drawing };
}

/** The resolution at which a width is at its best, as far as that was measured. */
function homeOf(
  { resolutions }: SlimmableManifest,
  alpha: number,
  measured: readonly Score[],
): number {
  const own = measured.filter((score) => score.alpha === alpha);
  const scores = own.length > 0 ? own : measured;
  const [best] = [...scores].sort((a, b) => b.correct / b.count - a.correct / a.count);
  const middle = resolutions[Math.floor((resolutions.length - 1) / 2)];
  return best?.resolution ?? middle ?? RESOLUTION_RANGE.min;
}

/** A folder named by hand may hold anything. */
function checkManifest(manifest: SlimmableManifest, model: ModelName, folder: string): void {
  if (manifest.model !== model) {
    throw new UsageError(
      `${folder} holds weights of ${manifest.model}; add --model ${manifest.model}, or name another folder`,
    );
  }
  if (manifest.classes.join() !== CLASSES.join()) {
    throw new UsageError(
      `the weights in ${folder} tell ${manifest.classes.join(', ')} apart; the scenes show ${CLASSES.join(', ')}`,
    );
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

interface Data {
  readonly model: ModelName;
  readonly alpha: number;
  readonly resolution: number;
  readonly seed: number;
  readonly accuracy: number;
  readonly interval: readonly number[];
  readonly correct: number;
  readonly count: number;
  readonly millisecondsPerImage: number;
  readonly millisecondsPerScene: number;
  readonly backend: string;
}

function asText(data: Data, { resolutions }: SlimmableManifest, tally: Tally): string {
  const { model, alpha, resolution, seed, correct, count, accuracy } = data;
  const [low = 0, high = 1] = data.interval;
  const [least = 0, most = 0] = [resolutions[0], resolutions.at(-1)];
  const outside = resolution < least || resolution > most;
  return [
    `${modelTitle(model)}, α = ${alpha}, ${resolution} × ${resolution}, ${data.backend}`,
    ...(outside ? [`(trained at ${least} to ${most} pixels: this is outside)`] : []),
    `${correct} of ${count} scenes right: ${percent(accuracy)}, 95 % interval ${percent(low)} to ${percent(high)}`,
    `${data.millisecondsPerImage.toFixed(1)} ms a forward pass, ${data.millisecondsPerScene.toFixed(1)} ms a scene drawn`,
    `again with --seed ${seed}`,
    '',
    table(
      ['class', 'scenes', 'right', '', 'most taken for'],
      classTallies(tally).map(({ index, count: shown, correct: right, mistakenFor }) => [
        CLASSES[index] ?? '',
        String(shown),
        String(right),
        shown > 0 ? percent(right / shown) : '',
        mistakenFor ? `${CLASSES[mistakenFor.index] ?? ''} ${mistakenFor.count}` : '',
      ]),
    ),
    '',
    table(
      ['shown \\ answered', ...CLASSES],
      tally.confusion.map((row, index) => [
        CLASSES[index] ?? '',
        ...row.map((times) => (times > 0 ? String(times) : '·')),
      ]),
    ),
  ].join('\n');
}

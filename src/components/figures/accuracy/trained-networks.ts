import { parseSlimmableManifest } from '../../../models/checkpoint/slimmable-manifest.ts';
import { buildNetwork, count, type ModelName } from '../../../models/index.ts';
import type {
  FirstAnswers,
  SlimmingScores,
  TrainedNetwork,
  TrainedScore,
} from '../../../state/evaluation-plan.ts';
import type { FirstPicture } from '../../../state/first-picture.ts';
import { sitePath } from '../../site-path.ts';
import {
  readAnswers,
  readPeers,
  readScores,
  type Score,
} from '../../../scenes/evaluation/accuracy-table.ts';
import { CLASSES, sceneFromSeed } from '../../../scenes/scenes.ts';

// Read while the site is built: a page carries only what its figures need of them.
const manifests = import.meta.glob<string>('/public/weights/*/manifest.json', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const tables = import.meta.glob<string>('/public/weights/*/accuracy.json', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** The networks that come with the site, with what they scored when they were trained. */
export const TRAINED: readonly TrainedNetwork[] = Object.entries(manifests).map(([path, text]) => {
  const manifest = parseSlimmableManifest(text);
  const { model, dialect, classes, widths, resolutions } = manifest;
  const table = tables[path.replace('manifest.json', 'accuracy.json')];
  const networkAt = (alpha: number) =>
    buildNetwork(model, { alpha, dialect, classes: classes.length });
  const scores = table === undefined ? [] : readScores(table);
  return {
    model,
    dialect,
    manifest: sitePath(path.replace('/public/', '')),
    alphas: widths,
    resolutions,
    classes: classes.length,
    slimming: table === undefined ? undefined : slimmingOf(table),
    scores: scores.map((score): TrainedScore => {
      const { multiplyAdds, params } = count(networkAt(score.alpha), score.resolution);
      return { ...score, multiplyAdds: multiplyAdds.total, params: params.trainable };
    }),
  };
});

/** How often training showed each of them every picture. */
export const PASSES: ReadonlyMap<ModelName, number> = new Map(
  Object.values(manifests).flatMap((text) => {
    const { model, passes } = parseSlimmableManifest(text);
    return passes === undefined ? [] : [[model, passes]];
  }),
);

const pictures = import.meta.glob<FirstPicture>('/public/weights/*/first-picture.json', {
  eager: true,
  import: 'default',
});

/** {@link TRAINED}, with what each says of the picture that figures begin with. */
export const WITH_FIRST_PICTURE: readonly TrainedNetwork[] = TRAINED.map((network) => ({
  ...network,
  firstPicture: pictures[fileBeside(network, 'first-picture.json')],
}));

/** {@link TRAINED}, with the first answers of each measurement. */
export const WITH_FIRST_ANSWERS: readonly TrainedNetwork[] = TRAINED.map((network) => ({
  ...network,
  firstAnswers: firstAnswersIn(tables[fileBeside(network, 'accuracy.json')]),
}));

/** A file beside the manifest of a network, from the project's root. */
function fileBeside({ model }: TrainedNetwork, name: string): string {
  return `/public/weights/toyshelf-${model}/${name}`;
}

function firstAnswersIn(table: string | undefined): readonly FirstAnswers[] {
  if (table === undefined) return [];
  const { firstSeed, answers } = readAnswers(table);
  return answers.map(({ alpha, resolution, classes }) => ({
    alpha,
    resolution,
    right: classes
      .map((answer, index) => (CLASSES[answer] === sceneFromSeed(firstSeed + index).class ? 1 : 0))
      .join(''),
  }));
}

/** The comparison at the resolution its peers were measured at. */
function slimmingOf(table: string): SlimmingScores | undefined {
  const peers = readPeers(table);
  const resolution = peers?.separate[0]?.resolution;
  if (!peers || resolution === undefined) return undefined;
  const there = (scores: readonly Score[]) =>
    scores.filter((score) => score.resolution === resolution);
  const slimmable = there(readScores(table));
  const [separate, naiveSlice] = [there(peers.separate), there(peers.naiveSlice)];
  return { resolution, series: { slimmable, separate, naiveSlice } };
}

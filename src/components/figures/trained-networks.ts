import { parseSlimmableManifest } from '../../models/checkpoint/slimmable-manifest.ts';
import { buildNetwork, count } from '../../models/index.ts';
import type { TrainedNetwork, TrainedScore } from '../../state/evaluation-plan.ts';
import { sitePath } from '../site-path.ts';
import { readScores } from '../../scenes/evaluation/accuracy-table.ts';

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
    scores: scores.map((score): TrainedScore => {
      const { multiplyAdds, params } = count(networkAt(score.alpha), score.resolution);
      return { ...score, multiplyAdds: multiplyAdds.total, params: params.trainable };
    }),
  };
});

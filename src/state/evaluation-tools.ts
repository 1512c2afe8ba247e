import { CLASSES } from '../scenes/scenes.ts';
import { pictures } from './lab-picture.ts';
import { inference } from './lab-weights.ts';
import type { EvaluationTools } from './run-evaluation.ts';

const handles = new Map<string, Promise<string>>();

/** The page's two workers: one draws, one runs. */
export const tools: EvaluationTools = {
  render: (scene, resolution) => pictures.render(scene, resolution),
  run: (request, lane) => inference.run(request, lane),
};

/**
 * Loads built-in weights once.
 *
 * @returns their handle.
 * @throws Error whose message is for a person.
 */
export function loadOnce(manifest: string): Promise<string> {
  const known = handles.get(manifest);
  if (known) return known;
  const loading = load(manifest);
  handles.set(manifest, loading);
  // What failed is tried again with the next start.
  loading.catch(() => handles.delete(manifest));
  return loading;
}

async function load(manifest: string): Promise<string> {
  const { id, labels = [] } = await inference.load({ kind: 'built-in', manifest });
  if (labels.join() !== CLASSES.join()) {
    throw new Error(
      `these weights tell ${labels.join(', ')} apart; the scenes show ${CLASSES.join(', ')}`,
    );
  }
  return id;
}

import { CLASSES } from '../scenes/scenes.ts';
import { pictures } from './lab-picture.ts';
import { inference, loadBuiltIn } from './lab-weights.ts';
import type { SceneTools } from './scene-tools.ts';

/** The page's two workers: one draws, one runs. */
export const tools: SceneTools = {
  render: (scene, resolution) => pictures.render(scene, resolution),
  run: (request, lane) => inference.run(request, lane),
};

/**
 * Loads built-in weights, unless they are there.
 *
 * @returns their handle.
 * @throws Error whose message is for a person.
 */
export async function loadOnce(manifest: string): Promise<string> {
  const { id, labels = [] } = await loadBuiltIn(manifest);
  if (labels.join() !== CLASSES.join()) {
    throw new Error(
      `these weights tell ${labels.join(', ')} apart; the scenes show ${CLASSES.join(', ')}`,
    );
  }
  return id;
}

import { loadBuiltIn } from './load-built-in.ts';
import { loadPretrained } from './load-pretrained.ts';
import type { LoadContext, LoadedWeights } from './loaded-weights.ts';
import type { WeightsSource } from './messages.ts';

/**
 * Gets weights from wherever they are.
 *
 * @throws DownloadError when they cannot be had, CheckpointError when they cannot be read.
 */
export async function loadWeights(
  source: WeightsSource,
  context: LoadContext,
): Promise<LoadedWeights> {
  switch (source.kind) {
    case 'built-in':
      return loadBuiltIn(source, context);
    case 'pretrained':
      return loadPretrained(source, context);
    case 'file': {
      const { loadCheckpoint } = await import('./load-checkpoint.ts');
      const bytes = new Uint8Array(source.bytes);
      return loadCheckpoint({ id: context.id, title: source.name, bytes });
    }
  }
}

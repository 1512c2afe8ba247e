import type { LabResult } from '../../state/lab-run.ts';
import { LatestOnly } from '../../worker/latest-only.ts';
import type { Theme } from './colour-map.ts';
import type { Painting } from './paint-channels.ts';

/** A run with the pictures of its tensors: shown together, so that nothing is mixed with another's. */
export interface PaintedRun {
  readonly result: LabResult;
  readonly paintings: ReadonlyMap<string, Painting>;
}

/** Fetches what paints, for later. Without it drawings of the shapes stay. */
export function preparePainting(): void {
  import('./tile-paintings.ts').catch(() => undefined);
}

/**
 * What paints runs for a strip, one at a time; a run that is followed by another before its turn is
 * answered with `undefined`, and so is one whose painter could not be fetched.
 */
export function stripPainter(): (
  result: LabResult,
  theme: Theme,
) => Promise<PaintedRun | undefined> {
  const queue = new LatestOnly(async ({ result, theme }: { result: LabResult; theme: Theme }) => {
    const { tilePaintingsInSlices } = await import('./tile-paintings.ts');
    return { result, paintings: await tilePaintingsInSlices(result.taps, theme) };
  });
  return (result, theme) => queue.submit({ result, theme }).catch(() => undefined);
}

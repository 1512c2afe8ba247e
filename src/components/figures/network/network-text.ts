import { summary, toKeras, toPyTorch, toTfjs, type Network } from '../../../models/index.ts';
import type { TextForm } from './text-forms.ts';

/** A network printed block by block, or as source text that builds it. */
export function networkText(network: Network, resolution: number, form: TextForm): string {
  switch (form) {
    case 'summary':
      return summary(network, { resolution, depth: 'blocks' });
    case 'pytorch':
      return toPyTorch(network);
    case 'keras':
      return toKeras(network);
    case 'tfjs':
      return toTfjs(network);
  }
}

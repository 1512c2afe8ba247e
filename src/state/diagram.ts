import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** What the area of a block stands for. */
export type Metric = 'multiply-adds' | 'params';

/** How the diagram of the network is shown. */
export interface DiagramView {
  readonly metric: Metric;
  /** Name of the block that is open. */
  readonly block: string;
}

export const DEFAULT_DIAGRAM: DiagramView = { metric: 'multiply-adds', block: 'block1' };

export const $diagram = map<DiagramView>({ ...DEFAULT_DIAGRAM });

const METRICS = ['multiply-adds', 'params'] as const;

/** In the address bar as `params-block7`. A block that the network lacks is not an error. */
export const ADDRESSED_DIAGRAM: Addressed<DiagramView> = {
  parameter: 'diagram',
  store: $diagram,
  read: (text) => {
    const metric = METRICS.find((name) => text?.startsWith(`${name}-`));
    const block = metric && text?.slice(metric.length + 1);
    return metric && block && /^[a-z]+\d{0,2}$/.test(block) ? { metric, block } : DEFAULT_DIAGRAM;
  },
  write: ({ metric, block }) =>
    metric === DEFAULT_DIAGRAM.metric && block === DEFAULT_DIAGRAM.block
      ? undefined
      : `${metric}-${block}`,
};

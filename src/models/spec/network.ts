import type { Block } from './block.ts';
import type { Dialect } from './dialect.ts';
import type { ModelName } from './model-name.ts';

export type { ModelName } from './model-name.ts';

/** A network as data: what it is, never what follows from it. */
export interface Network {
  readonly model: ModelName;
  readonly dialect: Dialect;
  /** Width multiplier. */
  readonly alpha: number;
  readonly classes: number;
  readonly inputChannels: number;
  readonly blocks: readonly Block[];
}

import type { DialectName } from './dialect.ts';

/** What every builder takes. */
export interface NetworkOptions {
  /** Outputs of the last layer. Default 1000. */
  readonly classes?: number;
  /** Channels of the picture. Default 3. */
  readonly inputChannels?: number;
  /** Width multiplier, in (0, 2]. Default 1. */
  readonly alpha?: number;
  /** Whose reading of the paper. Default `torchvision`. */
  readonly dialect?: DialectName;
}

export const ALPHA_LIMIT = 2;

/** @throws RangeError when a number is outside what a builder accepts, saying what is allowed. */
export function checkOptions(options: Required<Omit<NetworkOptions, 'dialect'>>): void {
  const { alpha, classes, inputChannels } = options;
  if (!(alpha > 0 && alpha <= ALPHA_LIMIT)) {
    throw new RangeError(`alpha must be above 0 and at most ${ALPHA_LIMIT}; got ${alpha}`);
  }
  checkInteger('classes', classes, 100_000);
  checkInteger('inputChannels', inputChannels, 1024);
}

function checkInteger(name: string, value: number, limit: number): void {
  if (!Number.isInteger(value) || value < 1 || value > limit) {
    throw new RangeError(`${name} must be a whole number from 1 to ${limit}; got ${value}`);
  }
}

import type { Surgery } from './surgery.ts';

/** Pictures as a network takes them: normalised values of [batch, H, W, C], row-major. */
export interface PictureBatch {
  readonly shape: readonly [batch: number, height: number, width: number, channels: number];
  readonly data: Float32Array;
}

export interface RunOptions {
  /** Names of layers, or of blocks (which stand for their last layer), whose values are wanted. */
  readonly taps?: readonly string[] | undefined;
  /** Changes to the network for this run only. */
  readonly surgery?: readonly Surgery[] | undefined;
  /** Milliseconds now; given one, the run measures every step. */
  readonly clock?: (() => number) | undefined;
}

/** Values of one tap: [batch, H, W, C]. */
export interface TapValue {
  readonly shape: readonly [batch: number, height: number, width: number, channels: number];
  readonly data: Float32Array;
}

export interface RunResult {
  /** [batch, classes], row-major; no softmax. */
  readonly logits: Float32Array;
  /** By the names that were asked for. */
  readonly taps: ReadonlyMap<string, TapValue>;
  /**
   * Milliseconds by the last layer of each step; only with a clock, and only telling on a backend
   * that computes at once, as wasm and cpu do.
   */
  readonly timings: ReadonlyMap<string, number>;
}

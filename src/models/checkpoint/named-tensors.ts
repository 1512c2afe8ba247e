/** A tensor as a checkpoint holds it: the values row-major in `shape`'s order, always as float32. */
export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** How the file stored it, as `F16` or `uint8`; for display only. */
  readonly storedAs?: string;
}

/** What every checkpoint reader gives: tensors by the name the file calls them. */
export type NamedTensors = ReadonlyMap<string, NamedTensor>;

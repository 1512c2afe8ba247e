/** A tensor as a checkpoint holds it: the values row-major in `shape`'s order, always as float32. */
export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /**
   * Values from one index of the first axis to the next, where the tensor is the leading corner of a wider
   * one; by default as many as the other axes have.
   */
  readonly rowStride?: number;
  /** How the file stored it, as `F16` or `uint8`; for display only. */
  readonly storedAs?: string;
}

/** What every checkpoint reader gives: tensors by the name the file calls them. */
export type NamedTensors = ReadonlyMap<string, NamedTensor>;

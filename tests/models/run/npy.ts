/** The float32 values of a `.npy` file of version 1, and its shape. Only what the tests need. */
export function readTestNpy(bytes: Uint8Array): { shape: number[]; data: Float32Array } {
  const headerLength = (bytes[8] ?? 0) + 256 * (bytes[9] ?? 0);
  const header = new TextDecoder().decode(bytes.subarray(10, 10 + headerLength));
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter(Boolean)
    .map(Number);
  const start = bytes.byteOffset + 10 + headerLength;
  return {
    shape,
    data: new Float32Array(bytes.buffer.slice(start, bytes.byteOffset + bytes.length)),
  };
}

/** [1, C, H, W] → [1, H, W, C]. */
export function toChannelsLast(
  data: Float32Array,
  [, channels, height, width]: number[],
): Float32Array {
  const area = (height ?? 0) * (width ?? 0);
  const out = new Float32Array(data.length);
  for (let c = 0; c < (channels ?? 0); c++) {
    for (let i = 0; i < area; i++) out[i * (channels ?? 0) + c] = data[c * area + i] as number;
  }
  return out;
}

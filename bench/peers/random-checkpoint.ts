import { torchShapes } from '../../src/models/checkpoint/slimmable-network.ts';
import type { Network } from '../../src/models/index.ts';

/** A .safetensors file of a network with random weights, as a reader might bring it. */
export function randomCheckpoint(network: Network): Uint8Array {
  const header: Record<string, unknown> = {};
  const values: number[] = [];
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (const [name, shape] of torchShapes(network)) {
    const [outputs = 1, ...inputs] = shape;
    const reach = inputs.reduce((product, length) => product * length, 1);
    const begin = values.length * 4;
    for (let at = 0; at < outputs * reach; at++) {
      if (name.endsWith('running_var')) values.push(0.8 + 0.4 * uniform());
      else if (shape.length > 1) values.push((2 * uniform() - 1) * Math.sqrt(6 / reach));
      // Batch norm's own weights are near 1, what is added near 0.
      else values.push((name.endsWith('weight') ? 1 : 0) + 0.2 * (uniform() - 0.5));
    }
    header[name] = { dtype: 'F32', shape, data_offsets: [begin, values.length * 4] };
  }
  const text = JSON.stringify(header);
  // Values begin where float32 may lie.
  const json = new TextEncoder().encode(text + ' '.repeat((8 - (text.length % 8)) % 8));
  const bytes = new Uint8Array(8 + json.length + values.length * 4);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  new Float32Array(bytes.buffer, 8 + json.length).set(values);
  return bytes;
}

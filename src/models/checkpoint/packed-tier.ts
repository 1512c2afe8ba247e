import { unzlibSync } from 'fflate';
import { CheckpointError } from './checkpoint-error.ts';
import type { NamedTensors } from './named-tensors.ts';
import { readSafetensors, valuesStart } from './safetensors.ts';
import type { TierFile } from './slimmable-manifest.ts';

/**
 * The tensors of a tier's file.
 *
 * A packed one is a `.safetensors` file of float16 values, its header as it is, then the lower bytes of
 * all values, then the upper ones (signs and exponents, which repeat), all of it deflated in zlib's
 * format. That is about a sixth smaller, and nothing is lost.
 *
 * @throws CheckpointError for a file that is damaged, or unpacks to another size than its manifest says.
 */
export function readTierFile(
  bytes: Uint8Array,
  { file, unpackedBytes }: Pick<TierFile, 'file' | 'unpackedBytes'>,
): NamedTensors {
  return readSafetensors(
    unpackedBytes === undefined ? bytes : joinHalves(inflate(bytes, file, unpackedBytes)),
  );
}

/** Never takes more memory than the manifest announces, whatever the file claims. */
function inflate(packed: Uint8Array, file: string, size: number): Uint8Array {
  // One byte more, to tell a file that is larger from one that fits.
  const room = new Uint8Array(size + 1);
  let unpacked: Uint8Array;
  try {
    unpacked = unzlibSync(packed, { out: room });
  } catch {
    throw failure(`${file} cannot be unpacked: it is damaged or cut short. Fetch it again`);
  }
  if (unpacked.length !== size) {
    const found = unpacked.length > size ? 'more' : `${unpacked.length}`;
    throw failure(`${file} should unpack to ${size} bytes; it unpacks to ${found}`);
  }
  return unpacked;
}

function joinHalves(halves: Uint8Array): Uint8Array {
  const start = valuesStart(halves);
  const count = Math.floor((halves.length - start) / 2);
  const whole = new Uint8Array(halves.length);
  whole.set(halves.subarray(0, start));
  for (let at = 0, to = start; at < count; at++) {
    whole[to++] = halves[start + at] as number;
    whole[to++] = halves[start + count + at] as number;
  }
  return whole;
}

function failure(message: string): CheckpointError {
  return new CheckpointError('safetensors', message);
}

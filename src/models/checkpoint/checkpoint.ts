import { CheckpointError } from './checkpoint-error.ts';
import { LIMITS, quote } from './limits.ts';
import type { NamedTensors } from './named-tensors.ts';
import { isPth, readPth } from './pth.ts';
import { isSafetensors, readSafetensors } from './safetensors.ts';
import { isTflite, readTflite, type TfliteModel } from './tflite.ts';

/** What a file holds: tensors by name, or a graph. */
export type Checkpoint =
  | { readonly format: 'safetensors' | 'pth'; readonly tensors: NamedTensors }
  | { readonly format: 'tflite'; readonly model: TfliteModel };

/**
 * Reads a checkpoint of any known format, told by its first bytes, not by its name.
 *
 * @throws CheckpointError when the format is not known, or the file is damaged.
 */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  if (bytes.length > LIMITS.fileBytes) {
    throw new CheckpointError(undefined, `the file is larger than ${LIMITS.fileBytes} bytes`);
  }
  if (isPth(bytes)) return { format: 'pth', tensors: readPth(bytes) };
  if (isTflite(bytes)) return { format: 'tflite', model: readTflite(bytes) };
  if (isSafetensors(bytes)) return { format: 'safetensors', tensors: readSafetensors(bytes) };
  const start = quote(String.fromCharCode(...bytes.subarray(0, 8)));
  throw new CheckpointError(
    undefined,
    `no checkpoint that can be read starts with ${start}; expected .safetensors, .pth (as PyTorch saves it since 1.6) or .tflite`,
  );
}

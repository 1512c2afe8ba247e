export type CheckpointFormat = 'safetensors' | 'pth' | 'tflite';

/** A file that is not what it claims to be, or holds more than a reader should be asked to take. */
export class CheckpointError extends Error {
  /** The format it was read as; `undefined` when no reader recognised it. */
  readonly format: CheckpointFormat | undefined;

  constructor(format: CheckpointFormat | undefined, message: string) {
    super(format ? `${format}: ${message}` : message);
    this.name = 'CheckpointError';
    this.format = format;
  }
}

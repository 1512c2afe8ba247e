import { ByteBuffer } from 'flatbuffers';
import { CheckpointError } from './checkpoint-error.ts';
import { LIMITS } from './limits.ts';

/**
 * A table inside a FlatBuffer, read by field number. Unlike the library's generated readers it
 * trusts nothing: every offset and length is held against the file before it is followed.
 *
 * @see https://flatbuffers.dev/internals/
 */
export class FlatTable {
  private readonly buffer: ByteBuffer;
  private readonly position: number;
  private readonly vtable: number;
  private readonly vtableEnd: number;

  /** @throws CheckpointError when the table does not lie inside the file. */
  constructor(buffer: ByteBuffer, position: number) {
    this.buffer = buffer;
    this.position = position;
    this.check(position, 4);
    this.vtable = position - buffer.readInt32(position);
    this.check(this.vtable, 4);
    const size = buffer.readUint16(this.vtable);
    this.check(this.vtable, size);
    this.vtableEnd = this.vtable + size;
  }

  /** The table a file starts with. */
  static root(bytes: Uint8Array): FlatTable {
    const buffer = new ByteBuffer(bytes);
    if (bytes.length < 8) throw failure('the file is shorter than its first offset');
    return new FlatTable(buffer, buffer.readUint32(0));
  }

  int8(field: number, fallback = 0): number {
    const at = this.at(field, 1);
    return at === undefined ? fallback : this.buffer.readInt8(at);
  }

  uint8(field: number, fallback = 0): number {
    return this.int8(field, fallback) & 0xff;
  }

  int32(field: number, fallback = 0): number {
    const at = this.at(field, 4);
    return at === undefined ? fallback : this.buffer.readInt32(at);
  }

  uint32(field: number, fallback = 0): number {
    return this.int32(field, fallback) >>> 0;
  }

  /** Latin letters only: names are shown, looked up and compared, never executed. */
  string(field: number): string {
    const { start, length } = this.vector(field, 1, 4096);
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.buffer.readUint8(start + i));
    return text;
  }

  bytes(field: number): Uint8Array {
    const { start, length } = this.vector(field, 1, LIMITS.fileBytes);
    return this.buffer.bytes().subarray(start, start + length);
  }

  int32s(field: number): readonly number[] {
    const { start, length } = this.vector(field, 4, LIMITS.tensors);
    return Array.from({ length }, (_, i) => this.buffer.readInt32(start + 4 * i));
  }

  /** 64-bit integers; beyond 2⁵³ rounded. */
  int64s(field: number): readonly number[] {
    const { start, length } = this.vector(field, 8, 1 << 20);
    return Array.from({ length }, (_, i) => Number(this.buffer.readInt64(start + 8 * i)));
  }

  float32s(field: number): readonly number[] {
    const { start, length } = this.vector(field, 4, 1 << 20);
    return Array.from({ length }, (_, i) => this.buffer.readFloat32(start + 4 * i));
  }

  table(field: number): FlatTable | undefined {
    const at = this.at(field, 4);
    return at === undefined ? undefined : new FlatTable(this.buffer, this.follow(at));
  }

  tables(field: number): readonly FlatTable[] {
    const { start, length } = this.vector(field, 4, LIMITS.tensors);
    return Array.from({ length }, (_, i) => new FlatTable(this.buffer, this.follow(start + 4 * i)));
  }

  /** Where a field's value lies; `undefined` when it has its default. */
  private at(field: number, size: number): number | undefined {
    const entry = this.vtable + 4 + 2 * field;
    if (entry + 2 > this.vtableEnd) return undefined;
    const offset = this.buffer.readUint16(entry);
    if (offset === 0) return undefined;
    this.check(this.position + offset, size);
    return this.position + offset;
  }

  private vector(field: number, size: number, limit: number): { start: number; length: number } {
    const at = this.at(field, 4);
    if (at === undefined) return { start: 0, length: 0 };
    const position = this.follow(at);
    this.check(position, 4);
    const length = this.buffer.readUint32(position);
    if (length > limit) throw failure(`a list claims ${length} entries; at most ${limit} are read`);
    this.check(position + 4, length * size);
    return { start: position + 4, length };
  }

  private follow(at: number): number {
    return at + this.buffer.readUint32(at);
  }

  private check(position: number, size: number): void {
    if (position < 0 || position + size > this.buffer.capacity()) {
      throw failure(
        `an offset leads to byte ${position + size} of ${this.buffer.capacity()}; the file is cut short or damaged`,
      );
    }
  }
}

function failure(message: string): CheckpointError {
  return new CheckpointError('tflite', message);
}

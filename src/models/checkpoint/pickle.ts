import { CheckpointError } from './checkpoint-error.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { quote } from './limits.ts';

/** A class or function that a pickle names. It is only ever a name here. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly name: string;
}

/** What the caller made of a permitted call or a persistent id. */
export interface PickleObject {
  readonly kind: 'object';
  readonly value: unknown;
}

export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickleGlobal
  | PickleObject;

/** The caller's say in what a pickle may do. Whatever it does not permit, it refuses by throwing. */
export interface PickleHost {
  /** @throws CheckpointError unless this name may be mentioned. */
  permit(name: string): void;
  /** Calls a permitted global. */
  call(name: string, args: readonly PickleValue[]): PickleValue;
  /** Resolves a reference to what lies outside of the pickle. */
  persistent(id: PickleValue): PickleValue;
}

const MARK = Symbol('mark');
type Item = PickleValue | typeof MARK;

/**
 * Runs a pickle that can build numbers, texts, lists, tuples and dictionaries, and can call what
 * the host permits: nothing else exists here, so nothing else can be executed.
 *
 * @returns the value, and where the pickle ended.
 * @throws CheckpointError for an opcode that is not needed for tensors, or a damaged pickle.
 * @see https://github.com/python/cpython/blob/main/Lib/pickletools.py
 */
export function readPickle(
  bytes: Uint8Array,
  host: PickleHost,
  start = 0,
): { readonly value: PickleValue; readonly end: number } {
  const machine = new PickleMachine(bytes, host, start);
  const value = machine.run();
  return { value, end: machine.position };
}

class PickleMachine {
  position: number;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly host: PickleHost;
  private readonly stack: Item[] = [];
  private readonly memo = new Map<number, PickleValue>();

  constructor(bytes: Uint8Array, host: PickleHost, start: number) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.host = host;
    this.position = start;
  }

  run(): PickleValue {
    for (;;) {
      const at = this.position;
      const opcode = String.fromCharCode(this.take(1)[0] ?? 0);
      if (opcode === '.') return this.pop();
      const operation = OPERATIONS[opcode];
      if (!operation) {
        throw failure(
          `byte ${at} is the opcode ${quote(opcode)} (${opcode.charCodeAt(0)}), which tensors do not need`,
        );
      }
      operation(this);
    }
  }

  take(length: number): Uint8Array {
    const end = this.position + length;
    if (length < 0 || end > this.bytes.length) throw failure('the pickle is cut short');
    const taken = this.bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }

  uint8(): number {
    return this.take(1)[0] ?? 0;
  }

  uint16(): number {
    this.take(2);
    return this.view.getUint16(this.position - 2, true);
  }

  int32(): number {
    this.take(4);
    return this.view.getInt32(this.position - 4, true);
  }

  uint32(): number {
    return this.int32() >>> 0;
  }

  float64(): number {
    this.take(8);
    return this.view.getFloat64(this.position - 8, false);
  }

  /** A whole number of `length` bytes in two's complement. */
  long(length: number): number | bigint {
    if (length > 64) throw failure(`a whole number of ${length} bytes`);
    const digits = this.take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(digits[i] ?? 0);
    value = length ? BigInt.asIntN(8 * length, value) : 0n;
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }

  text(length: number): string {
    try {
      return decodeUtf8(this.take(length));
    } catch (error) {
      if (error instanceof CheckpointError) throw error;
      throw failure('a text is not valid UTF-8');
    }
  }

  line(): string {
    const end = this.bytes.indexOf(0x0a, this.position);
    if (end < 0 || end - this.position > 4096) throw failure('a line does not end');
    const text = this.text(end - this.position);
    this.position = end + 1;
    return text;
  }

  push(item: Item): void {
    this.stack.push(item);
  }

  pop(): PickleValue {
    const item = this.stack.pop();
    if (item === undefined || item === MARK) throw failure('the stack is empty');
    return item;
  }

  top(): PickleValue {
    const item = this.stack.at(-1);
    if (item === undefined || item === MARK) throw failure('the stack is empty');
    return item;
  }

  popToMark(): PickleValue[] {
    const mark = this.stack.lastIndexOf(MARK);
    if (mark < 0) throw failure('a mark is missing');
    const items = this.stack.splice(mark) as (PickleValue | typeof MARK)[];
    return items.slice(1) as PickleValue[];
  }

  mark(): void {
    this.stack.push(MARK);
  }

  tuple(length: number): void {
    const items = Array.from({ length }, () => this.pop());
    this.push(items.reverse());
  }

  put(index: number): void {
    this.memo.set(index, this.top());
  }

  memoize(): void {
    this.memo.set(this.memo.size, this.top());
  }

  get(index: number): void {
    const value = this.memo.get(index);
    if (value === undefined) throw failure(`memo ${index} was never set`);
    this.push(value);
  }

  global(module: string, name: string): void {
    const full = `${module}.${name}`;
    this.host.permit(full);
    this.push({ kind: 'global', name: full });
  }

  reduce(): void {
    const args = this.pop();
    const callee = this.pop();
    if (!isGlobal(callee) || !Array.isArray(args)) throw failure('a call of what cannot be called');
    this.push(this.host.call(callee.name, args as readonly PickleValue[]));
  }

  persistent(): void {
    this.push(this.host.persistent(this.pop()));
  }

  setItems(items: readonly PickleValue[]): void {
    const target = this.top();
    if (!(target instanceof Map) || items.length % 2 !== 0)
      throw failure('an entry of no dictionary');
    for (let i = 0; i < items.length; i += 2) target.set(items[i] ?? null, items[i + 1] ?? null);
  }

  append(items: readonly PickleValue[]): void {
    const target = this.top();
    if (!Array.isArray(target)) throw failure('an entry of no list');
    for (const item of items) (target as PickleValue[]).push(item);
  }
}

/** Only what PyTorch writes for tensors and the containers around them. */
const OPERATIONS: Readonly<Record<string, (machine: PickleMachine) => void>> = {
  // PROTO, FRAME: what they announce does not change how the rest is read.
  '\x80': (m) => void m.uint8(),
  '\x95': (m) => void m.take(8),
  '(': (m) => m.mark(),
  N: (m) => m.push(null),
  '\x88': (m) => m.push(true),
  '\x89': (m) => m.push(false),
  J: (m) => m.push(m.int32()),
  K: (m) => m.push(m.uint8()),
  M: (m) => m.push(m.uint16()),
  '\x8a': (m) => m.push(m.long(m.uint8())),
  G: (m) => m.push(m.float64()),
  X: (m) => m.push(m.text(m.uint32())),
  '\x8c': (m) => m.push(m.text(m.uint8())),
  // Byte strings of protocol 2, as Python 2 wrote texts.
  U: (m) => m.push(m.text(m.uint8())),
  T: (m) => m.push(m.text(m.uint32())),
  '}': (m) => m.push(new Map()),
  ']': (m) => m.push([]),
  ')': (m) => m.push([]),
  t: (m) => m.push(m.popToMark()),
  '\x85': (m) => m.tuple(1),
  '\x86': (m) => m.tuple(2),
  '\x87': (m) => m.tuple(3),
  q: (m) => m.put(m.uint8()),
  r: (m) => m.put(m.uint32()),
  '\x94': (m) => m.memoize(),
  h: (m) => m.get(m.uint8()),
  j: (m) => m.get(m.uint32()),
  c: (m) => m.global(m.line(), m.line()),
  '\x93': (m) => {
    const name = m.pop();
    const module = m.pop();
    if (typeof name !== 'string' || typeof module !== 'string') throw failure('a nameless global');
    m.global(module, name);
  },
  R: (m) => m.reduce(),
  Q: (m) => m.persistent(),
  s: (m) => {
    const value = m.pop();
    m.setItems([m.pop(), value]);
  },
  u: (m) => m.setItems(m.popToMark()),
  a: (m) => m.append([m.pop()]),
  e: (m) => m.append(m.popToMark()),
  // BUILD: a state dict carries version numbers as attributes, which nobody needs.
  b: (m) => void m.pop(),
};

/** Whether a value is the name of a class or function. */
export function isGlobal(value: PickleValue): value is PickleGlobal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'global';
}

/** Whether a value is what the host made. */
export function isObject(value: PickleValue | undefined): value is PickleObject {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'object';
}

function failure(message: string): CheckpointError {
  return new CheckpointError('pth', message);
}

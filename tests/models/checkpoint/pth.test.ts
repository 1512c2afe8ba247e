import { existsSync, readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { CheckpointError } from '../../../src/models/checkpoint/checkpoint-error.ts';
import { readPickle, type PickleHost } from '../../../src/models/checkpoint/pickle.ts';
import { isPth, readPth } from '../../../src/models/checkpoint/pth.ts';
import { torchHost } from '../../../src/models/checkpoint/torch-objects.ts';

/** Written by PyTorch 1.13; see the folder's README. */
const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/pth/${name}`, import.meta.url)));

/** The values that were saved, as the script that saved them says. */
const SAVED: Readonly<Record<string, { shape: number[]; values: number[]; storedAs: string }>> = {
  plain: { shape: [2, 3], values: [1, -2, 3.5, 0.25, 5, -6], storedAs: 'F32' },
  half: { shape: [3], values: [1, -0.5, 65504], storedAs: 'F16' },
  bfloat: { shape: [2], values: [1.5, -2], storedAs: 'BF16' },
  double: { shape: [1], values: [0.125], storedAs: 'F64' },
  steps: { shape: [], values: [7], storedAs: 'I64' },
  bytes: { shape: [2], values: [0, 255], storedAs: 'U8' },
  flags: { shape: [2], values: [1, 0], storedAs: 'BOOL' },
  turned: { shape: [4, 3], values: [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11], storedAs: 'F32' },
  middle: { shape: [4], values: [4, 5, 6, 7], storedAs: 'F32' },
  empty: { shape: [0, 3], values: [], storedAs: 'F32' },
  parameter: { shape: [2], values: [4, 5], storedAs: 'F32' },
};

/** An archive as PyTorch makes it, around any pickle. */
function archive(pickle: Uint8Array, files: Record<string, Uint8Array> = {}, level: 0 | 9 = 0) {
  const inside = Object.fromEntries(
    Object.entries({ 'data.pkl': pickle, ...files }).map(([name, bytes]) => [
      `archive/${name}`,
      bytes,
    ]),
  );
  return zipSync(inside, { level });
}

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('a .pth file', () => {
  test.each(['archive.pth', 'legacy.pth', 'wrapped.pth'])('%s gives what was saved', (name) => {
    expect(isPth(fixture(name))).toBe(true);
    const tensors = readPth(fixture(name));
    const found = Object.fromEntries(
      [...tensors].map(([key, { shape, data, storedAs }]) => [
        key,
        { shape, values: [...data], storedAs },
      ]),
    );
    expect(found).toEqual(SAVED);
  });

  test.each(['evil.pth', 'evil-legacy.pth'])(
    '%s calls os.system, which is refused by name',
    (name) => {
      expect(() => readPth(fixture(name))).toThrow(CheckpointError);
      expect(() => readPth(fixture(name))).toThrow('asks for "posix.system"');
      expect(existsSync('/tmp/depthwise-was-here')).toBe(false);
    },
  );

  test('that holds a whole module is refused by the name of its class, with what to do', () => {
    expect(() => readPth(fixture('module.pth'))).toThrow(
      /asks for "torch\.nn\.modules\.conv\.Conv2d".*state_dict\(\)/,
    );
  });

  test('that is compressed is refused: PyTorch makes none, and bombs are', () => {
    const bomb = archive(ascii('N.'), { 'data/0': new Uint8Array(1 << 20) }, 9);
    expect(bomb.length).toBeLessThan(3000);
    expect(() => readPth(bomb)).toThrow('is compressed');
  });

  test('whose archive lists one stretch of bytes many times is refused before it is copied', () => {
    const zip = archive(ascii('N.'), { a: new Uint8Array(5000), b: new Uint8Array(1) });
    const view = new DataView(zip.buffer);
    // In the central directory, give `b` the size and place of `a`.
    const headers: number[] = [];
    for (let i = 0; i + 4 < zip.length; i++)
      if (view.getUint32(i, true) === 0x02014b50) headers.push(i);
    const [, a = 0, b = 0] = headers;
    for (const field of [20, 24, 42])
      view.setUint32(b + field, view.getUint32(a + field, true), true);
    expect(() => readPth(zip)).toThrow('overlap');
  });

  test.each([
    [
      'without data.pkl',
      zipSync({ 'archive/other': new Uint8Array(1) }, { level: 0 }),
      'no single data.pkl',
    ],
    ['of another byte order', archive(ascii('N.'), { byteorder: ascii('big') }), 'byte order'],
    ['of None', archive(ascii('N.')), 'no dictionary of tensors'],
    ['cut in its middle', fixture('archive.pth').slice(0, 1500), 'damaged or cut short'],
    ['of the old format, cut', fixture('legacy.pth').slice(0, 1400), 'cut short'],
    ['that is a pickle of something else', ascii('\x80\x02K\x05.'), 'not one of PyTorch'],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => readPth(bytes)).toThrow(CheckpointError);
    expect(() => readPth(bytes)).toThrow(message);
  });

  test('whose tensor reaches beyond its storage is refused', () => {
    // A storage of 2 values under a tensor of [2, 2], as pickletools would write it.
    const tensor =
      'ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x02tQK\x00K\x02K\x02\x86K\x02K\x01\x86\x89NtR';
    const pickle = ascii(`\x80\x02}X\x01\x00\x00\x00w${tensor}s.`);
    expect(() => readPth(archive(pickle, { 'data/0': new Uint8Array(8) }))).toThrow(
      'tensor "w" reaches to value 3 of a storage of 2 values',
    );
    expect(() => readPth(archive(pickle, { 'data/0': new Uint8Array(4) }))).toThrow(
      'storage "0" should have 8 bytes; it has 4',
    );
    expect(() => readPth(archive(pickle))).toThrow('it has none');
  });
});

describe('a pickle', () => {
  const read = (text: string, host: PickleHost = torchHost) => readPickle(ascii(text), host).value;

  test('builds numbers, texts, lists, tuples and dictionaries', () => {
    // From Python: pickletools.dis of {'a': [1, -1, 70000, 2**40], 'b': (True, None, 0.5)}
    const text =
      '\x80\x02}q\x00(X\x01\x00\x00\x00aq\x01]q\x02(K\x01J\xff\xff\xff\xffJp\x11\x01\x00\x8a\x06\x00\x00\x00\x00\x00\x01eX\x01\x00\x00\x00bq\x03\x88NG?\xe0\x00\x00\x00\x00\x00\x00\x87q\x04u.';
    expect(read(text)).toEqual(
      new Map<string, unknown>([
        ['a', [1, -1, 70000, 2 ** 40]],
        ['b', [true, null, 0.5]],
      ]),
    );
  });

  test('may name nothing that the host does not permit, in either spelling', () => {
    expect(() => read('cbuiltins\neval\n.')).toThrow('asks for "builtins.eval"');
    expect(() => read('\x8c\x05posix\x8c\x06system\x93.')).toThrow('asks for "posix.system"');
    expect(() => read('ctorch\nFloatStorage\n)R.')).toThrow('is called, which cannot be');
  });

  test.each([
    ['an opcode that tensors do not need', 'i', /opcode "i" \(105\)/],
    ['an instance of a class', '(cos\nsystem\no.', /asks for "os\.system"/],
    ['no end', 'K\x01', /cut short/],
    ['an empty stack', '.', /stack is empty/],
    ['a mark where a value should be', '(.', /stack is empty/],
    ['a memo that was never set', 'h\x07.', /memo 7/],
    ['a text longer than the file', 'X\xff\xff\xff\x7fabc', /cut short/],
    ['a number of 200 bytes', `\x8a\xc8${'\x01'.repeat(200)}.`, /200 bytes/],
    ['a line without end', `c${'a'.repeat(5000)}\nb\n.`, /line does not end/],
    ['an entry of a number', 'K\x01K\x02K\x03s.', /no dictionary/],
    ['a text that is no UTF-8', 'X\x02\x00\x00\x00\xff\xfe.', /UTF-8/],
    ['a reference to no storage', 'K\x01Q.', /not the storage/],
  ])('with %s is refused', (_, text, message) => {
    expect(() => read(text)).toThrow(CheckpointError);
    expect(() => read(text)).toThrow(message);
  });
});

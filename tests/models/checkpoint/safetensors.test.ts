import { describe, expect, test } from 'vitest';
import { CheckpointError } from '../../../src/models/checkpoint/checkpoint-error.ts';
import { isSafetensors, readSafetensors } from '../../../src/models/checkpoint/safetensors.ts';

/** A file with this header and these values, as the format's own description says. */
function file(header: unknown, values: Uint8Array = new Uint8Array()): Uint8Array {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + json.length + values.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(values, 8 + json.length);
  return bytes;
}

const entry = (dtype: string, shape: unknown, begin: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('a safetensors file', () => {
  test('gives its tensors, whatever the alignment of its values', () => {
    for (const padding of ['', ' ', '  ', '   ']) {
      const values = new Uint8Array(new Float32Array([1, -2, 3.5, 0.25]).buffer);
      const header = JSON.stringify({ __metadata__: { a: 'b' }, w: entry('F32', [2, 2], 0, 16) });
      const tensor = readSafetensors(file(header + padding, values)).get('w');
      expect(tensor?.shape).toEqual([2, 2]);
      expect([...(tensor?.data ?? [])]).toEqual([1, -2, 3.5, 0.25]);
    }
  });

  test('may store halves: values from the table of IEEE 754 binary16', () => {
    const bits = [0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000, 0x7c00, 0xfc00, 0x3555];
    const values = new Uint8Array(new Uint16Array(bits).buffer);
    const data = readSafetensors(file({ h: entry('F16', [9], 0, 18) }, values)).get('h')?.data;
    expect([...(data ?? [])]).toEqual([
      1,
      -2,
      65504,
      2 ** -14,
      2 ** -24,
      -0,
      Infinity,
      -Infinity,
      0.333251953125,
    ]);
    const nan = readSafetensors(file({ h: entry('F16', [1], 0, 2) }, new Uint8Array([0, 0x7e])));
    expect(nan.get('h')?.data[0]).toBeNaN();
  });

  test('may store bfloat16, doubles and integers', () => {
    const bytes = new Uint8Array(22);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0x3fc0, true);
    view.setFloat64(2, -0.125, true);
    view.setBigInt64(10, -5n, true);
    view.setInt16(18, -300, true);
    view.setUint8(20, 200);
    view.setInt8(21, -3);
    const tensors = readSafetensors(
      file(
        {
          bf: entry('BF16', [1], 0, 2),
          f64: entry('F64', [1], 2, 10),
          i64: entry('I64', [], 10, 18),
          i16: entry('I16', [1], 18, 20),
          u8: entry('U8', [1], 20, 21),
          i8: entry('I8', [1], 21, 22),
        },
        bytes,
      ),
    );
    expect([...tensors.values()].map(({ data }) => data[0])).toEqual([
      1.5, -0.125, -5, -300, 200, -3,
    ]);
  });

  test('is recognised by its first bytes', () => {
    expect(isSafetensors(file({}))).toBe(true);
    expect(isSafetensors(new TextEncoder().encode('PK\x03\x04 something else'))).toBe(false);
    expect(isSafetensors(new Uint8Array(3))).toBe(false);
  });

  test.each([
    ['shorter than its prefix', new Uint8Array(7), /shorter/],
    ['with a header of 2⁵⁰ bytes', new Uint8Array([0, 0, 0, 0, 0, 0, 4, 0, 0x7b]), /at most/],
    ['cut in its header', file({ w: entry('F32', [1], 0, 4) }).slice(0, 20), /cut short/],
    ['cut in its values', file({ w: entry('F32', [2], 0, 8) }, new Uint8Array(4)), /cut short/],
    ['whose header is no JSON', file('{"w": '), /not valid JSON/],
    ['whose header is no UTF-8', file({}, new Uint8Array()).fill(0xff, 8), /not valid JSON/],
    ['whose header is a list', file([1]), /not a JSON object/],
    [
      'with 2⁴⁰ elements',
      file({ w: entry('F32', [2 ** 20, 2 ** 20], 0, 4) }, new Uint8Array(4)),
      /claims more than/,
    ],
    [
      'whose sizes multiply past 2⁵³',
      file({ w: entry('F32', [2 ** 40, 2 ** 40, 0], 0, 0) }),
      /claims more than/,
    ],
    ['with a negative size', file({ w: entry('F32', [-4], 0, 4) }), /dimension "-4"/],
    [
      'with 9 dimensions',
      file({ w: entry('F32', [1, 1, 1, 1, 1, 1, 1, 1, 1], 0, 4) }),
      /dimensions/,
    ],
    ['with a fractional size', file({ w: entry('F32', [0.5], 0, 2) }), /whole number/],
    ['whose shape is no list', file({ w: entry('F32', 4, 0, 4) }), /no shape/],
    [
      'with an unknown number format',
      file({ w: entry('F8_E4M3', [4], 0, 4) }),
      /readable are F64, F32/,
    ],
    ['named after a method of objects', file({ w: entry('toString', [4], 0, 4) }), /number format/],
    ['whose offsets are fractions', file({ w: entry('F32', [1], 0.5, 4.5) }), /whole numbers/],
    [
      'whose offsets and shape disagree',
      file({ w: entry('F32', [1], 0, 8) }, new Uint8Array(8)),
      /needs 4 bytes/,
    ],
    [
      'whose tensors overlap',
      file({ a: entry('F32', [2], 0, 8), b: entry('F32', [1], 4, 8) }, new Uint8Array(8)),
      /overlaps/,
    ],
    [
      'with a gap',
      file({ a: entry('F32', [1], 0, 4), b: entry('F32', [1], 8, 12) }, new Uint8Array(12)),
      /unused bytes/,
    ],
    [
      'with bytes left over',
      file({ a: entry('F32', [1], 0, 4) }, new Uint8Array(9)),
      /unused bytes/,
    ],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(CheckpointError);
    expect(() => readSafetensors(bytes)).toThrow(message);
  });

  test('may hold a tensor called __proto__ without harm', () => {
    const header = '{"__proto__": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}';
    const tensors = readSafetensors(file(header, new Uint8Array(4)));
    expect([...tensors.keys()]).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['dtype']).toBeUndefined();
  });
});

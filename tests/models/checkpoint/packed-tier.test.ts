import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTierFile } from '../../../src/models/checkpoint/packed-tier.ts';
import { readSafetensors, valuesStart } from '../../../src/models/checkpoint/safetensors.ts';
import { LIMITS } from '../../../src/models/checkpoint/limits.ts';
import { parseSlimmableManifest } from '../../../src/models/checkpoint/slimmable-manifest.ts';
import { slimmableFixture } from './slimmable-fixture.ts';

const file = 'tier-0.25.safetensors.z';

/** A `.safetensors` file of float16 values: 1, −2, 0.5, 6. */
function plain(): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({ 'a.weight': { dtype: 'F16', shape: [2, 2], data_offsets: [0, 8] } }),
  );
  const length = Buffer.alloc(8);
  length.writeUInt32LE(header.length);
  const values = Buffer.from(Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x4600).buffer);
  return new Uint8Array(Buffer.concat([length, header, values]));
}

function packed(bytes: Uint8Array): Uint8Array {
  const values = bytes.subarray(valuesStart(bytes));
  const halves = [0, 1].flatMap((half) => [...values].filter((_, at) => at % 2 === half));
  return zlibSync(Uint8Array.from([...bytes.subarray(0, valuesStart(bytes)), ...halves]));
}

describe('a packed tier', () => {
  it('holds the tensors of the file that was packed, to the bit', () => {
    const bytes = plain();
    const tensors = readTierFile(packed(bytes), { file, unpackedBytes: bytes.length });
    expect(tensors).toEqual(readSafetensors(bytes));
    expect([...(tensors.get('a.weight')?.data ?? [])]).toEqual([1, -2, 0.5, 6]);
  });

  it('may also be plain', () => {
    expect(readTierFile(plain(), { file, unpackedBytes: undefined })).toEqual(
      readSafetensors(plain()),
    );
  });

  it.each([-1, 1, -40])('of another size by %i bytes is refused', (difference) => {
    const bytes = plain();
    const unpackedBytes = bytes.length + difference;
    expect(() => readTierFile(packed(bytes), { file, unpackedBytes })).toThrow(
      `${file} should unpack to ${unpackedBytes} bytes`,
    );
  });

  it('that would unpack to far more takes no more memory than was announced', () => {
    const bomb = zlibSync(new Uint8Array(1 << 22));
    expect(() => readTierFile(bomb, { file, unpackedBytes: 1000 })).toThrow('unpacks to more');
  });

  it.each([
    ['cut short', packed(plain()).subarray(0, 40)],
    ['empty', new Uint8Array()],
    ['something else', Uint8Array.from({ length: 200 }, (_, at) => (at * 7) % 256)],
  ])('that is %s is refused in words', (_, bytes) => {
    const unpackedBytes = plain().length;
    expect(() => readTierFile(bytes, { file, unpackedBytes })).toThrow(/unpack/);
  });

  it('is announced by a manifest, within bounds', () => {
    const fixture = slimmableFixture({
      model: 'v1',
      classes: ['mug', 'chair'],
      widths: [0.25],
      tiers: [0.25],
      statistics: [32],
    });
    const [tier] = parseSlimmableManifest(fixture.manifest()).tiers;
    const withSize = (unpackedBytes: unknown) =>
      parseSlimmableManifest(fixture.manifest({ tiers: [{ ...tier, unpackedBytes }] })).tiers[0];
    expect(tier?.unpackedBytes).toBeUndefined();
    expect(withSize(5000)?.unpackedBytes).toBe(5000);
    for (const wrong of [0, -1, LIMITS.unpackedBytes + 1, '5000', null]) {
      expect(() => withSize(wrong)).toThrow('unpackedBytes should be a number');
    }
  });
});

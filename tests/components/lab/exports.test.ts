import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNpy } from '../../../src/cli/read-npy.ts';
import { drawingSvg } from '../../../src/components/lab/drawing-svg.ts';
import { npyFile } from '../../../src/components/lab/npy-file.ts';
import {
  drawAtlas,
  drawStrip,
  type DrawingColours,
} from '../../../src/components/lab/view-drawing.ts';
import { count, mobileNetV2 } from '../../../src/models/index.ts';

const VALUES = Float32Array.from({ length: 24 }, (_, index) => Math.fround(index / 7 - 1.5));

describe('a tensor as .npy', () => {
  it('is byte for byte what numpy.save writes', () => {
    // numpy 2.4.6: np.save(f, np.zeros((2, 3), np.float32)), the first 128 bytes.
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    const bytes = npyFile([2, 3], new Float32Array(6));
    expect([...bytes.subarray(0, 10)]).toEqual([0x93, 78, 85, 77, 80, 89, 1, 0, 118, 0]);
    expect(new TextDecoder().decode(bytes.subarray(10, 128))).toBe(`${header.padEnd(117)}\n`);
    expect(bytes).toHaveLength(128 + 6 * 4);
  });

  it('comes back with its shape and every bit of its values', () => {
    for (const shape of [[2, 3, 4], [24], [1, 1, 24], [24, 1]]) {
      const { shape: read, data } = readNpy(npyFile(shape, VALUES));
      expect(read).toEqual(shape);
      expect(data).toEqual(VALUES);
    }
  });

  it('refuses a shape that is of other values', () => {
    expect(() => npyFile([5, 5], VALUES)).toThrow('has 25 values; got 24');
  });

  const hasNumpy = (() => {
    try {
      execFileSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' });
      return true;
    } catch {
      console.log('skipped: no Python with NumPy here');
      return false;
    }
  })();

  it.skipIf(!hasNumpy)('is read by NumPy itself, and saved again by it as the same bytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'npy-'));
    try {
      const bytes = npyFile([2, 3, 4], VALUES);
      writeFileSync(join(folder, 'a.npy'), bytes);
      const script =
        'import numpy, sys; a = numpy.load("a.npy"); numpy.save("b.npy", a); print(a.shape, a.dtype, float(a[1, 2, 3])); sys.stdout.flush(); assert open("a.npy", "rb").read() == open("b.npy", "rb").read()';
      const out = execFileSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' });
      expect(out.trim()).toBe(`(2, 3, 4) float32 ${String(VALUES[23])}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const COLOURS: DrawingColours = {
  paper: '#fff',
  ink: '#000',
  soft: '#555',
  operation: {
    standard: '#1',
    depthwise: '#2',
    pointwise: '#3',
    project: '#4',
    'squeeze-excite': '#5',
    classifier: '#6',
    activation: '#7',
  },
};
const picture = { width: 2, height: 2, data: new Uint8ClampedArray(16) };

describe('a view as a drawing', () => {
  const counted = count(mobileNetV2({ alpha: 0.35 }), 96);
  const names = counted.blocks.map(({ block }) => block.name);
  const strip = drawStrip(
    {
      title: 'A <title> & more',
      subtitle: '',
      picture,
      counted,
      paintings: new Map(names.map((name) => [name, picture])),
      milliseconds: () => 1.25,
    },
    COLOURS,
  );

  it('holds the picture and every block, with its shape and counts, inside its frame', () => {
    const images = strip.marks.filter(({ kind }) => kind === 'image');
    expect(images).toHaveLength(1 + names.length);
    const texts = strip.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(texts).toContain('Block 17');
    expect(texts).toContain('48 × 48 × 16');
    expect(texts.filter((text) => text.includes('1.25 ms'))).toHaveLength(names.length);
    for (const mark of strip.marks) {
      expect(mark.x).toBeGreaterThanOrEqual(0);
      expect(mark.x).toBeLessThan(strip.width);
      expect(mark.y).toBeLessThan(strip.height);
    }
  });

  it('becomes an SVG whose text cannot become markup', () => {
    const svg = drawingSvg(strip, () => 'data:image/png;base64,AA==');
    expect(svg).toContain('A &lt;title&gt; &amp; more');
    expect(svg).not.toContain('<title>');
    expect(svg.match(/<image /g)).toHaveLength(1 + names.length);
    expect(svg.match(/data:image\/png/g)).toHaveLength(1 + names.length);
  });

  it('shows all channels of a tensor, however many', () => {
    const channels = 100;
    const tensor = {
      shape: [2, 2, channels],
      data: Float32Array.from({ length: 4 * channels }, (_, index) => index % 5),
    } as const;
    const { marks, width } = drawAtlas(
      tensor,
      { title: '', subtitle: '', theme: 'light', rangeOf: 'channel' },
      COLOURS,
    );
    const image = marks.find(({ kind }) => kind === 'image');
    if (image?.kind !== 'image') throw new Error('no image');
    expect(image.x + image.width).toBeLessThanOrEqual(width);
    // Gaps are transparent, every value is not.
    const cells = image.painting.data.filter((_, index) => index % 4 === 3 && index >= 0);
    const side = 14;
    expect(cells.filter((alpha) => alpha === 255)).toHaveLength(channels * (2 * side) ** 2);
  });

  it('has the colours that the page shows: each channel’s own, or the same for all', () => {
    // Both channels go from 0 to their largest; that of the second is twice that of the first.
    const tensor = { shape: [1, 2, 2], data: Float32Array.of(0, 0, 1, 2) } as const;
    const brightest = (rangeOf: 'channel' | 'layer') => {
      const labels = { title: '', subtitle: '', theme: 'light', rangeOf } as const;
      const image = drawAtlas(tensor, labels, COLOURS).marks.find(({ kind }) => kind === 'image');
      if (image?.kind !== 'image') throw new Error('no image');
      const { data, width } = image.painting;
      const pixels = new Uint32Array(data.buffer);
      // The last value of each channel: 14 pixels to a value, and the gap between.
      return [pixels[27], pixels[width - 1]];
    };
    const [first, second] = brightest('channel');
    expect(first).toBe(second);
    const [half, whole] = brightest('layer');
    expect(whole).toBe(second);
    expect(half).not.toBe(first);
  });
});

import { scaleLinear } from 'd3-scale';
import type { ActivationMemory } from '../../../models/index.ts';
import type { Box } from '../drawing/box.ts';

/** A block's peak, in parts and whole, as two bars on one line. */
export interface MemoryBar {
  readonly name: string;
  readonly label: string;
  /** Peak with the inner tensor in parts. */
  readonly bytes: number;
  /** Peak with it whole. */
  readonly wholeBytes: number;
  readonly sliced: Box;
  readonly whole: Box;
  readonly labelAt: { readonly x: number; readonly y: number };
}

export interface MemoryDrawing {
  readonly orientation: 'across' | 'down';
  readonly bars: readonly MemoryBar[];
  /** Lines at both peaks. */
  readonly peaks: { readonly sliced: string; readonly whole: string };
  readonly height: number;
}

/** Narrower than this, the blocks go down the page, not across it. */
const NARROW = 620;
const TALL = 210;
const LABELS = 30;
const TOP = 12;
const ROW = 26;
const ROW_LABEL = 52;

/**
 * Memory for activations, block by block: the peak with the inner tensors whole, and in parts.
 *
 * @param width room in pixels.
 */
export function layoutMemory(
  sliced: ActivationMemory,
  whole: ActivationMemory,
  width: number,
): MemoryDrawing {
  const down = width < NARROW;
  const most = Math.max(whole.peakBytes, sliced.peakBytes);
  const length = scaleLinear([0, most], [0, down ? width - ROW_LABEL - 4 : TALL]);
  const column = width / sliced.blocks.length;
  const thick = down ? ROW * 0.62 : Math.min(34, column * 0.7);
  const box = (index: number, bytes: number): Box =>
    down
      ? { x: ROW_LABEL, y: ROW * index + (ROW - thick) / 2, width: length(bytes), height: thick }
      : {
          x: column * (index + 0.5) - thick / 2,
          y: TOP + TALL - length(bytes),
          width: thick,
          height: length(bytes),
        };
  const height = down ? ROW * sliced.blocks.length : TOP + TALL + LABELS;
  const line = (bytes: number) =>
    down
      ? `M${ROW_LABEL + length(bytes)} 0V${height}`
      : `M0 ${TOP + TALL - length(bytes)}H${width}`;
  return {
    orientation: down ? 'down' : 'across',
    bars: sliced.blocks.map(({ block, peakBytes }, index): MemoryBar => {
      const wholeBytes = whole.blocks[index]?.peakBytes ?? peakBytes;
      return {
        name: block.name,
        label: block.name.replace(/^block/, '').replace('classifier', 'logits'),
        bytes: peakBytes,
        wholeBytes,
        sliced: box(index, peakBytes),
        whole: box(index, wholeBytes),
        labelAt: down
          ? { x: ROW_LABEL - 8, y: ROW * (index + 0.5) }
          : { x: column * (index + 0.5), y: TOP + TALL + 18 },
      };
    }),
    peaks: { sliced: line(sliced.peakBytes), whole: line(whole.peakBytes) },
    height,
  };
}

import type { BlockCount, LayerCount, NetworkCount, Shape } from '../../models/index.ts';
import type { Box } from '../figures/drawing/box.ts';
import { operationOf, type Operation } from '../figures/drawing/operation.ts';

/** One tensor on a block's way: as wide as it has channels, as high as it has pixels. */
export interface GlyphTensor extends Box {
  /** Layer whose output it is; the block's input has none. */
  readonly layer: string | undefined;
  /** What makes it. */
  readonly operation: Operation | undefined;
  readonly shape: Shape;
}

/** A block as the row of its tensors, in one scale for the whole network. */
export interface BlockGlyph {
  readonly tensors: readonly GlyphTensor[];
  /** Outlines between neighbours: where channels or pixels become more or fewer. */
  readonly links: readonly { readonly operation: Operation; readonly path: string }[];
  /** The skip, from what comes in to what goes out. */
  readonly skip: string | undefined;
  /** Middle of the tensor that squeeze-and-excite scales. */
  readonly gates: { readonly x: number; readonly y: number } | undefined;
}

/** Units of the drawing. */
export const GLYPH = { width: 100, height: 44 } as const;
const MARGIN = 2;
const GAP = 5;
/** Tensors stand on one axis below the room that skips take. */
const AXIS = 27;
const TALLEST = 30;
const LEAST = { width: 1.2, height: 2.5 };

/**
 * Draws every block of a network: narrow, wide, narrow for an inverted residual, lower after a
 * stride. Widths and heights follow the square roots of channels and pixels, so that 16 channels are
 * still seen beside 1,280 and 7 pixels beside 224, and are comparable between blocks.
 */
export function layoutGlyphs(counted: NetworkCount): ReadonlyMap<string, BlockGlyph> {
  const rows = counted.blocks.map((block) => ({ block, tensors: tensorsOf(block) }));
  const room = (count: number) => GLYPH.width - 2 * MARGIN - GAP * (count - 1);
  const scale = Math.min(
    ...rows.map(
      ({ tensors }) =>
        room(tensors.length) / tensors.reduce((sum, { shape }) => sum + Math.sqrt(shape[2]), 0),
    ),
  );
  const rise = TALLEST / Math.sqrt(counted.resolution);
  return new Map(
    rows.map(({ block, tensors }) => [block.block.name, layoutGlyph(block, tensors, scale, rise)]),
  );
}

type Tensor = Pick<GlyphTensor, 'layer' | 'operation' | 'shape'>;

function tensorsOf({ inputShape, layers }: BlockCount): readonly Tensor[] {
  const onTheWay = ({ layer }: LayerCount) =>
    layer.kind === 'linear' ||
    (layer.kind === 'convolution' && layer.role !== 'squeeze' && layer.role !== 'excite');
  return [
    { layer: undefined, operation: undefined, shape: inputShape },
    ...layers.filter(onTheWay).map(({ layer, outputShape }) => ({
      layer: layer.name,
      operation: operationOf(layer),
      shape: outputShape,
    })),
  ];
}

function layoutGlyph(
  { layers }: BlockCount,
  tensors: readonly Tensor[],
  scale: number,
  rise: number,
): BlockGlyph {
  const sizes = tensors.map(({ shape }) => ({
    width: Math.max(LEAST.width, Math.sqrt(shape[2]) * scale),
    height: Math.max(LEAST.height, Math.sqrt(shape[0]) * rise),
  }));
  const total = sizes.reduce((sum, { width }) => sum + width, GAP * (sizes.length - 1));
  let x = (GLYPH.width - total) / 2;
  const boxes = tensors.map((tensor, index): GlyphTensor => {
    const { width, height } = sizes[index] ?? LEAST;
    const box = { ...tensor, x, y: AXIS - height / 2, width, height };
    x += width + GAP;
    return box;
  });
  const [first] = boxes;
  const last = boxes.at(-1);
  const hasSkip = layers.some(({ layer }) => layer.kind === 'add');
  const isGated = layers.some(({ layer }) => layer.kind === 'multiply');
  const depthwise = boxes.find(({ operation }) => operation === 'depthwise');
  return {
    tensors: boxes,
    links: boxes.slice(1).flatMap((to, index) => {
      const from = boxes[index];
      return from && to.operation ? [{ operation: to.operation, path: link(from, to) }] : [];
    }),
    skip: hasSkip && first && last ? arc(first, last) : undefined,
    gates: isGated && depthwise ? { x: depthwise.x + depthwise.width / 2, y: AXIS } : undefined,
  };
}

function link(from: Box, to: Box): string {
  const right = from.x + from.width;
  const n = (value: number) => value.toFixed(1);
  return `M${n(right)} ${n(from.y)}L${n(to.x)} ${n(to.y)}V${n(to.y + to.height)}L${n(right)} ${n(from.y + from.height)}Z`;
}

function arc(from: Box, to: Box): string {
  const n = (value: number) => value.toFixed(1);
  const [left, right] = [from.x + from.width / 2, to.x + to.width / 2];
  const top = Math.min(from.y, to.y) - 1;
  const peak = Math.max(1.5, top - 12);
  return `M${n(left)} ${n(from.y - 1)}C${n(left)} ${n(peak)} ${n(right)} ${n(peak)} ${n(right)} ${n(to.y - 1)}`;
}

import { scaleLinear } from 'd3-scale';
import { type LayerCount, type NetworkCount, type Shape } from '../../../models/index.ts';
import { operationOf, type Operation } from '../drawing/operation.ts';

/** One activation tensor as a box: as wide as it has channels, as high and deep as it has pixels. */
export interface Slab {
  /** Layer whose output it is; `input` for the picture. */
  readonly name: string;
  readonly block: string;
  readonly operation: Operation | 'input';
  readonly shape: Shape;
  /** Left edge, top edge, width and height of the front face, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How far the back is shifted right (and, by {@link RISE} times as much, up). */
  readonly depth: number;
}

export interface Silhouette {
  readonly slabs: readonly Slab[];
  readonly width: number;
  readonly height: number;
  /** The line on which every slab is centred. */
  readonly axis: number;
}

/** Depth of a slab as a part of its height, and its rise as a part of its depth. */
const DEPTH = 0.2;
export const RISE = 0.5;
const GAP = 3;
const MARGIN = 4;
const THINNEST = 1.2;

/** The tensors that are drawn: the picture, and the output of everything that multiplies. */
interface Tensor {
  readonly name: string;
  readonly block: string;
  readonly operation: Operation | 'input';
  readonly shape: Shape;
}

function tensorsOf({ blocks, network, resolution }: NetworkCount): readonly Tensor[] {
  const input: Tensor = {
    name: 'input',
    block: 'input',
    operation: 'input',
    shape: [resolution, resolution, network.inputChannels],
  };
  const multiplies = ({ layer }: LayerCount) =>
    layer.kind === 'convolution' || layer.kind === 'linear';
  const outputs = blocks.flatMap(({ block, layers }) =>
    layers.filter(multiplies).map(({ layer, outputShape }) => ({
      name: layer.name,
      block: block.name,
      operation: operationOf(layer),
      shape: outputShape,
    })),
  );
  return [input, ...outputs];
}

/**
 * The network as the row of its activation tensors. Lengths are in one linear scale for channels
 * and one for pixels, fixed by `frame`, so that a smaller network is drawn smaller.
 *
 * @param frame the network that fills the drawing; usually the larger of this one and the
 *   published one.
 */
export function layoutSilhouette(
  counted: NetworkCount,
  frame: NetworkCount,
  width: number,
  height: number,
): Silhouette {
  const framed = tensorsOf(frame);
  const tallest = Math.max(...framed.map(({ shape }) => shape[0]));
  const pixels = scaleLinear([0, tallest], [0, (height - 2 * MARGIN) / (1 + DEPTH * RISE)]);
  const fixed = framed.reduce((sum, { shape }) => sum + GAP + pixels(shape[0]) * DEPTH * 0.5, 0);
  const channelSum = framed.reduce((sum, { shape }) => sum + shape[2], 0);
  const thin = framed.length * THINNEST;
  const channels = scaleLinear(
    [0, channelSum],
    [0, Math.max(60, width - 2 * MARGIN - fixed - thin - pixels(tallest) * DEPTH)],
  );
  const axis = MARGIN + pixels(tallest) * (DEPTH * RISE + 0.5);
  let x = MARGIN;
  const slabs = tensorsOf(counted).map((tensor): Slab => {
    const [size, , depth] = tensor.shape;
    const slab = {
      ...tensor,
      x,
      y: axis - pixels(size) / 2,
      width: THINNEST + channels(depth),
      height: Math.max(1, pixels(size)),
      depth: pixels(size) * DEPTH,
    };
    // Half the depth of room: neighbours overlap like cards, the nearer one in front.
    x += slab.width + GAP + slab.depth * 0.5;
    return slab;
  });
  return { slabs, width, height, axis };
}

/** The three visible faces of a slab as SVG path data. */
export function slabFaces({ x, y, width, height, depth }: Slab): {
  readonly front: string;
  readonly top: string;
  readonly side: string;
} {
  const rise = depth * RISE;
  const right = x + width;
  const bottom = y + height;
  const n = (value: number) => value.toFixed(2);
  return {
    front: `M${n(x)} ${n(y)}H${n(right)}V${n(bottom)}H${n(x)}Z`,
    top: `M${n(x)} ${n(y)}l${n(depth)} ${n(-rise)}h${n(width)}L${n(right)} ${n(y)}Z`,
    side: `M${n(right)} ${n(y)}l${n(depth)} ${n(-rise)}v${n(height)}L${n(right)} ${n(bottom)}Z`,
  };
}

/** Lays a picture of one by one, upright, onto the side face of a slab; an SVG transform. */
export function sideTransform({ x, y, width, height, depth }: Slab): string {
  const n = (value: number) => value.toFixed(2);
  return `matrix(${n(depth)} ${n(-depth * RISE)} 0 ${n(height)} ${n(x + width)} ${n(y)})`;
}

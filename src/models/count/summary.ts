import type { Shape } from '../shape/shape.ts';
import type { Layer } from '../spec/layer.ts';
import { trainableParams } from '../spec/layer-params.ts';
import type { Network } from '../spec/network.ts';
import { titleOf } from '../spec/title.ts';
import { activationMemory } from './activation-memory.ts';
import { count, type LayerCount, type NetworkCount } from './count.ts';
import { groupDigits } from '../spec/group-digits.ts';

export interface SummaryOptions {
  /** Side of the picture in pixels, from 32 to 512. Default 224. */
  readonly resolution?: number;
  /** One line a layer (default), or one a block. */
  readonly depth?: 'layers' | 'blocks';
}

type Row = readonly [name: string, what: string, output: string, params: string, products: string];

const HEADER: Row = ['Layer', 'Operation', 'Output [H, W, C]', 'Params', 'Multiply-adds'];
const BYTES_PER_MEGABYTE = 1e6;
const BYTES_PER_FLOAT = 4;

/**
 * A network as a table of plain text, in the manner of torchinfo: blocks, their layers, output
 * shapes, trainable parameters and multiply-adds for one picture, and totals below.
 *
 * @throws RangeError when the resolution is out of range.
 */
export function summary(
  network: Network,
  { resolution = 224, depth = 'layers' }: SummaryOptions = {},
): string {
  const counted = count(network, resolution);
  const rows = counted.blocks.flatMap(({ block, layers, outputShape, params, multiplyAdds }) => [
    row(block.name, block.kind, outputShape, params.trainable, multiplyAdds.total),
    ...(depth === 'layers' ? layers.map((layer, at) => layerRow(layer, at, layers.length)) : []),
  ]);
  const widths = HEADER.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => (cells[column] ?? '').length)),
  );
  const rule = '='.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [
    `${titleOf(network)}, on ${resolution} × ${resolution} × ${network.inputChannels}`,
    rule,
    line(HEADER, widths),
    rule,
    ...rows.map((cells) => line(cells, widths)),
    rule,
    ...totals(counted),
    rule,
  ].join('\n');
}

function layerRow({ layer, outputShape, multiplyAdds }: LayerCount, at: number, of: number) {
  const branch = at === of - 1 ? '└─ ' : '├─ ';
  const step = layer.name.slice(layer.name.indexOf('.') + 1);
  return row(branch + step, operationOf(layer), outputShape, trainableParams(layer), multiplyAdds);
}

function row(name: string, what: string, output: Shape, params: number, products: number): Row {
  return [name, what, `[${output.join(', ')}]`, orDashes(params), orDashes(products)];
}

function orDashes(value: number): string {
  return value === 0 ? '--' : groupDigits(value);
}

function line(cells: Row, widths: readonly number[]): string {
  return cells
    .map((cell, column) => {
      const width = widths[column] ?? 0;
      return column < 3 ? cell.padEnd(width) : cell.padStart(width);
    })
    .join('  ')
    .trimEnd();
}

/** What a layer does, in the fewest words: `3×3 depthwise, stride 2`. */
export function operationOf(layer: Layer): string {
  switch (layer.kind) {
    case 'convolution': {
      const stride = layer.stride === 1 ? '' : `, stride ${layer.stride}`;
      return `${layer.kernel}×${layer.kernel} ${layer.role}${stride}`;
    }
    case 'batch-norm':
      return `batch norm, ε = ${layer.epsilon}`;
    case 'activation':
      return layer.activation;
    case 'global-pool':
      return 'mean over H and W';
    case 'linear':
      return 'linear';
    case 'multiply':
      return `× ${layer.inputs[1] ?? ''}`;
    case 'add':
      return `+ ${layer.inputs[0] ?? ''}`;
  }
}

function totals(counted: NetworkCount): readonly string[] {
  const { params, multiplyAdds, network, resolution } = counted;
  const { standard, depthwise, pointwise, linear, squeezeExcite } = multiplyAdds;
  const memory = activationMemory(counted);
  const input = resolution ** 2 * network.inputChannels * BYTES_PER_FLOAT;
  return [
    `Total params: ${groupDigits(params.total)}`,
    `Trainable params: ${groupDigits(params.trainable)}`,
    `Non-trainable params: ${groupDigits(params.batchNormStatistics)}`,
    `Multiply-adds: ${groupDigits(multiplyAdds.total)}`,
    `  standard ${groupDigits(standard)}, depthwise ${groupDigits(depthwise)}, pointwise ${groupDigits(pointwise)}, linear ${groupDigits(linear)}, squeeze-and-excite ${groupDigits(squeezeExcite)}`,
    `Input (MB): ${megabytes(input)}`,
    `Peak of activations (MB): ${megabytes(memory.peakBytes)}, in ${memory.peakBlock}`,
    `Params (MB): ${megabytes(params.total * BYTES_PER_FLOAT)}`,
  ];
}

function megabytes(bytes: number): string {
  return (bytes / BYTES_PER_MEGABYTE).toFixed(2);
}

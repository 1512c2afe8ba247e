import {
  count,
  groupDigits,
  multiplyAddKind,
  titleOf,
  trainableParams,
  type LayerCount,
  type NetworkCount,
} from '../../models/index.ts';
import type { Command } from '../command.ts';
import { networkArguments, NETWORK_USAGE } from '../network-arguments.ts';
import { table } from '../table.ts';

export const command: Command = {
  usage: `depthwise count MODEL [OPTION …]

Parameters and multiply-adds, in total and block by block; with --json layer by layer. A layer's
kind there is that of its multiply-adds (standard, depthwise, pointwise, linear, squeezeExcite)
or, if it has none, what it is (batch-norm, activation …); its params are those that are trained.
Shapes are [height, width, channels].

${NETWORK_USAGE}`,
  run(args) {
    const { network, resolution, json } = networkArguments(args);
    const counted = count(network, resolution);
    return json ? JSON.stringify(asData(counted)) : asTable(counted);
  },
};

function asData({ network, resolution, params, multiplyAdds, blocks }: NetworkCount) {
  return {
    model: network.model,
    alpha: network.alpha,
    resolution,
    dialect: network.dialect.name,
    params,
    multiplyAdds,
    layers: blocks.flatMap(({ layers }) => layers.map(layerAsData)),
  };
}

function layerAsData({ layer, inputShape, outputShape, multiplyAdds }: LayerCount) {
  return {
    name: layer.name,
    kind: multiplyAddKind(layer) ?? layer.kind,
    inputShape,
    outputShape,
    params: trainableParams(layer),
    multiplyAdds,
  };
}

function asTable({ network, resolution, params, multiplyAdds, blocks }: NetworkCount): string {
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  const { total: products, ...kinds } = multiplyAdds;
  return [
    `${titleOf(network)}, on ${resolution} × ${resolution} × ${network.inputChannels}`,
    '',
    table(
      ['block', 'output', 'params', 'multiply-adds', 'share'],
      blocks.map((each) => [
        each.block.name,
        each.outputShape.join(' × '),
        groupDigits(each.params.trainable),
        groupDigits(each.multiplyAdds.total),
        share(each.multiplyAdds.total, products),
      ]),
    ),
    '',
    table(
      ['params', 'values'],
      Object.entries(params).map(([name, value]) => [name, groupDigits(value as number)]),
    ),
    '',
    table(
      ['multiply-adds', 'operations', 'share'],
      [
        ...Object.entries(kinds).map(([kind, value]) => [
          kind,
          groupDigits(value),
          share(value, products),
        ]),
        ['total', groupDigits(products), ''],
      ],
    ),
  ].join('\n');
}

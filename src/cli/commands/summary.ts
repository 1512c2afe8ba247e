import { summary } from '../../models/index.ts';
import { UsageError, type Command } from '../command.ts';
import { networkArguments, NETWORK_USAGE } from '../network-arguments.ts';

export const command: Command = {
  usage: `depthwise summary MODEL [OPTION …]

The network as a table, in the manner of torchinfo: output shapes, trainable parameters and
multiply-adds.

${NETWORK_USAGE}
  --depth layers         one line a layer, or one a block (blocks)`,
  run(args) {
    const { network, resolution, json, own } = networkArguments(args, ['depth']);
    const depth = own['depth'] ?? 'layers';
    if (depth !== 'layers' && depth !== 'blocks') {
      throw new UsageError(`--depth must be layers or blocks; got ${depth}`);
    }
    const text = summary(network, { resolution, depth });
    return json ? JSON.stringify({ model: network.model, summary: text }) : text;
  },
};

import { toKeras, toPyTorch, toTfjs, type Network } from '../../models/index.ts';
import { UsageError, type Command } from '../command.ts';
import { networkArguments, NETWORK_USAGE } from '../network-arguments.ts';

const WRITERS = new Map<string, (network: Network) => string>([
  ['pytorch', toPyTorch],
  ['keras', toKeras],
  ['tfjs', toTfjs],
]);

export const command: Command = {
  usage: `depthwise source MODEL --framework ${[...WRITERS.keys()].join('|')} [OPTION …]

Code that builds exactly this network: a block and a table, as a person would write it. The PyTorch
code takes the state dicts of torchvision or, with --dialect d-li14, of those repositories.

  --framework NAME       pytorch, keras or tfjs
${NETWORK_USAGE}`,
  run(args) {
    const { network, json, own } = networkArguments(args, ['framework']);
    const { framework } = own;
    const write = WRITERS.get(framework ?? '');
    if (!write) {
      const found = framework === undefined ? 'none was given' : `got ${framework}`;
      throw new UsageError(
        `--framework must be one of ${[...WRITERS.keys()].join(', ')}; ${found}`,
      );
    }
    const source = write(network);
    return json ? JSON.stringify({ model: network.model, framework, source }) : source;
  },
};

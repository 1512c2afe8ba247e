import type { Block } from './block.ts';
import type { Network } from './network.ts';

/** Output channels by block: of the blocks that are not as wide as their table says. */
export type Narrowing = Readonly<Record<string, number>>;

/**
 * A network whose blocks have fewer output channels, with whatever reads them narrowed along.
 *
 * @throws RangeError for a block that is not there, a number of channels that it cannot have, or a network
 * with skips or gates: there, one width is the width of several tensors.
 * @see Yang et al. 2018, section 3
 */
export function narrowed(network: Network, widths: Narrowing): Network {
  const unknown = Object.keys(widths).find(
    (name) => !network.blocks.some((block) => block.name === name),
  );
  if (unknown !== undefined) throw new RangeError(`the network has no block ${unknown}`);
  let inChannels = network.inputChannels;
  const blocks = network.blocks.map((block): Block => {
    const outChannels = widths[block.name] ?? block.outChannels;
    checkWidth(block, outChannels);
    const changed = { ...block, inChannels, outChannels };
    inChannels = outChannels;
    return changed;
  });
  return { ...network, blocks };
}

function checkWidth({ kind, name, outChannels }: Block, width: number): void {
  if (kind === 'inverted-residual') {
    throw new RangeError(`${name} is an inverted residual; only a plain chain can be narrowed`);
  }
  const isClassifier = kind === 'classifier';
  if (!Number.isInteger(width) || width < 1 || width > outChannels) {
    throw new RangeError(`${name} has 1 to ${outChannels} channels to keep; got ${width}`);
  }
  if (isClassifier && width !== outChannels) {
    throw new RangeError(`${name} has one output for each class; it cannot be narrowed`);
  }
}

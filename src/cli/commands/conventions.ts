import {
  conventions,
  count,
  groupDigits,
  titleOf,
  type ConventionReading,
} from '../../models/index.ts';
import type { Command } from '../command.ts';
import { networkArguments, NETWORK_USAGE } from '../network-arguments.ts';
import { table } from '../table.ts';

export const command: Command = {
  usage: `depthwise conventions MODEL [OPTION …]

What the paper, its README, torchvision, PyTorch, Keras, TensorFlow Lite, thop, ptflops, fvcore and
torchinfo would print for this network, and what each number is made of. PyTorch tools are asked about the PyTorch network, so the dialect matters.

${NETWORK_USAGE}`,
  run(args) {
    const { network, resolution, json } = networkArguments(args);
    const readings = conventions(count(network, resolution));
    if (json) {
      return JSON.stringify({
        model: network.model,
        alpha: network.alpha,
        resolution,
        dialect: network.dialect.name,
        conventions: readings.map(asData),
      });
    }
    return [
      `${titleOf(network)}, on ${resolution} × ${resolution} × ${network.inputChannels}`,
      '',
      table(
        ['who', 'params', 'operations', 'prints'],
        readings.map((reading) => [
          label(reading),
          groupDigits(reading.params),
          reading.operations === undefined ? '--' : groupDigits(reading.operations),
          [reading.prints.params, reading.prints.operations ?? '--'].join(' · '),
        ]),
      ),
      ...readings.map(explained),
    ].join('\n');
  },
};

function label({ convention }: ConventionReading): string {
  return `${convention.name} (${convention.edition})`;
}

function asData({ convention, params, operations, terms, prints }: ConventionReading) {
  const { name, edition, rule, evidence, note, sources } = convention;
  return {
    name,
    edition,
    params,
    operations: operations ?? null,
    prints: { params: prints.params, operations: prints.operations ?? null },
    terms,
    rule,
    evidence,
    note,
    sources,
  };
}

function explained(reading: ConventionReading): string {
  const { convention, terms } = reading;
  const evidence = {
    figure: 'reproduces a printed figure',
    source: 'from its source, no printed figure at hand',
    unconfirmed: 'not confirmed',
  }[convention.evidence];
  return [
    '',
    label(reading),
    `  ${convention.rule}`,
    ...(terms.length > 0
      ? [`  = ${terms.map(({ of, operations }) => `${groupDigits(operations)} ${of}`).join(' + ')}`]
      : []),
    `  ${evidence}. ${convention.note}`,
    ...convention.sources.map(({ title, url }) => `  ${title}: ${url}`),
  ].join('\n');
}

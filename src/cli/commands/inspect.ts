import { tfliteTensors } from '../../models/checkpoint/bind-tflite.ts';
import { describeProblems, isComplete } from '../../models/checkpoint/binding.ts';
import { groupDigits } from '../../models/index.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { table } from '../table.ts';
import { dialectFrom, readWeights, type WeightsFile } from '../weights-file.ts';

export const command: Command = {
  usage: `depthwise inspect FILE [--dialect …] [--json]

What a checkpoint is (.safetensors, .pth or .tflite, told by its content), which network it would
run as, and what does not fit. Nothing in the file is executed.

  --dialect    take this reading of the paper instead of the one that fits best
  --json       everything, with every tensor, for programs`,
  async run(args) {
    const { values, positionals } = parseOptions(args, {
      dialect: { type: 'string' },
      json: { type: 'boolean' },
    });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw new UsageError('name one file');
    const weights = await readWeights(file, dialectFrom(values.dialect));
    const data = asData(file, weights);
    return values.json
      ? JSON.stringify(data)
      : asText(data, describeProblems(weights.identified.binding));
  },
};

type Data = ReturnType<typeof asData>;

function asData(file: string, weights: WeightsFile) {
  const { checkpoint, identified, pretrained } = weights;
  const { network, binding, folded, quantised } = identified;
  const stored =
    checkpoint.format === 'tflite' ? tfliteTensors(checkpoint.model) : checkpoint.tensors;
  return {
    file,
    format: checkpoint.format,
    bytes: weights.bytes,
    sha256: weights.sha256,
    pretrained: pretrained?.id ?? null,
    model: network.model,
    alpha: network.alpha,
    dialect: network.dialect.name,
    padding: network.dialect.padding,
    classes: network.classes,
    inputChannels: network.inputChannels,
    resolution: weights.resolution ?? null,
    preprocessing: weights.preprocessing,
    folded,
    quantised,
    fits: isComplete(binding),
    remarks: identified.remarks,
    missing: binding.missing.map(({ name, layer, expected }) => ({ name, layer, expected })),
    misshapen: binding.misshapen,
    surplus: binding.surplus,
    tensors: [...stored].map(([name, { shape, storedAs }]) => ({ name, shape, storedAs })),
  };
}

function asText(data: Data, problems: readonly string[]): string {
  const values = data.tensors.reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
  const formats = [...new Set(data.tensors.map(({ storedAs }) => storedAs ?? '?'))].join(', ');
  const rows = [
    ['format', `${data.format}, ${groupDigits(data.bytes)} bytes`],
    ['SHA-256', data.sha256],
    ['tensors', `${data.tensors.length} of ${groupDigits(values)} values (${formats})`],
    ['known as', data.pretrained ?? 'not one of the pretrained files known here'],
    ['runs as', `${data.model}, α = ${data.alpha}, ${data.dialect}, padding ${data.padding}`],
    ['classes', String(data.classes)],
    ['batch norm', data.folded ? 'folded into the convolutions' : 'stored'],
    ['numbers', data.quantised ? 'quantised to 8 bits' : 'floating point'],
    [
      'preprocessing',
      data.preprocessing + (data.resolution ? `, ${data.resolution} × ${data.resolution}` : ''),
    ],
    ['fits', data.fits ? 'yes, every value that the network needs is there' : 'no'],
  ];
  return [
    table(['', ''], rows.map(left)).split('\n').slice(2).join('\n'),
    ...data.remarks,
    ...problems,
  ].join('\n');
}

/** The table sets all but its first column to the right; sentences read better from the left. */
function left(row: readonly string[]): readonly string[] {
  return [row.map((cell, column) => (column === 0 ? cell.padEnd(14) : cell)).join('  ')];
}

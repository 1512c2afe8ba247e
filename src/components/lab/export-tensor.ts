import { INPUT } from '../../models/index.ts';
import { layerValuesOf } from '../../state/lab-depths.ts';
import { runAgain, type LabResult } from '../../state/run-picture.ts';
import type { ImageTensor } from './channel-statistics.ts';
import { fileName, type ExportedFile } from './exported-file.ts';
import { npyFile } from './npy-file.ts';

/** Everything that has values: the picture, each layer up to the logits. */
export function tensorNames({ counted }: LabResult): readonly string[] {
  const layers = counted.blocks.flatMap(({ layers }) => layers.map(({ layer }) => layer.name));
  return [INPUT, ...layers];
}

/** What of a layer's weights is one tensor; batch norm, once trained, is a product and a sum. */
const PARTS = ['kernel', 'bias', 'scale', 'shift'] as const;
type Part = (typeof PARTS)[number];

/** All weights that the network runs with, as `block3.depthwise kernel`. */
export function weightNames({ counted, weights: { folded } }: LabResult): readonly string[] {
  return counted.blocks.flatMap(({ layers }) =>
    layers.flatMap(({ layer }, index): readonly string[] => {
      const part = (name: Part) => `${layer.name} ${name}`;
      switch (layer.kind) {
        case 'convolution':
        case 'linear': {
          // Folded, the batch norm's shift is the convolution's bias.
          const takesShift = folded && layers[index + 1]?.layer.kind === 'batch-norm';
          return [part('kernel'), ...(layer.bias || takesShift ? [part('bias')] : [])];
        }
        case 'batch-norm':
          return folded ? [] : [part('scale'), part('shift')];
        case 'activation':
        case 'global-pool':
        case 'multiply':
        case 'add':
          return [];
      }
    }),
  );
}

/**
 * One tensor as NumPy reads it: values [H, W, C], a kernel [rows, columns, in, out], all other weights [C].
 *
 * @param tensor one of {@link tensorNames} or {@link weightNames}.
 */
export async function tensorFile(tensor: string, result: LabResult): Promise<ExportedFile> {
  const [layer = '', part] = tensor.split(' ');
  const { shape, data } =
    part === undefined ? await tensorOf(layer, result) : await weightsOf(layer, part, result);
  const name = `${fileName(result)}-${tensor.replace(' ', '-')}.npy`;
  return { name, content: npyFile(shape, data), type: 'application/octet-stream' };
}

/** A layer's values for the picture of a result. */
export async function tensorOf(name: string, result: LabResult): Promise<ImageTensor> {
  const known = result.taps.get(name);
  if (known) return known;
  const { taps } = await runAgain(result, { taps: [name], top: 1 });
  const [tensor] = taps;
  if (!tensor) throw new Error(`The network gave no values for ${name}. Run it again.`);
  return tensor;
}

async function weightsOf(
  layer: string,
  part: string,
  result: LabResult,
): Promise<{ readonly shape: readonly number[]; readonly data: Float32Array }> {
  const values = await layerValuesOf(result, layer);
  const parts: Partial<Record<Part, Float32Array | undefined>> =
    values?.kind === 'batch-norm' ? values : { kernel: values?.kernel, bias: values?.bias };
  const data = parts[PARTS.find((name) => name === part) ?? 'kernel'];
  if (!data) throw new Error(`These weights have no ${part} for ${layer}.`);
  const isKernel = values && 'kernel' in values && data === values.kernel;
  return { shape: isKernel ? values.shape : [data.length], data };
}

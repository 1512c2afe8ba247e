import type { Block } from '../spec/block.ts';
import { expand } from '../spec/expand.ts';
import type { Layer } from '../spec/layer.ts';
import type { Network } from '../spec/network.ts';

/** Whose module structure the tensors are named after. */
export type TorchNaming = 'torchvision' | 'd-li14';

/**
 * The module path of every layer that stores values, by layer name, as it is in a PyTorch
 * state dict: `block3.depthwise` → `features.3.dw.0` in V1.
 *
 * torchvision has no V1; its naming there follows the pattern of torchvision's other two.
 *
 * @see https://github.com/pytorch/vision/tree/main/torchvision/models
 * @see https://github.com/d-li14/mobilenetv2.pytorch, https://github.com/d-li14/mobilenetv3.pytorch
 */
export function torchNames(network: Network, naming: TorchNaming): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [index, { block, layers }] of expand(network).entries()) {
    const path = blockPaths(network, naming, block, index);
    for (const layer of layers) {
      if (!storesValues(layer)) continue;
      const step = layer.name.slice(block.name.length + 1);
      const module = path(step);
      if (module === undefined) throw new Error(`no ${naming} name is known for ${layer.name}`);
      names.set(layer.name, module);
    }
  }
  return names;
}

function storesValues(layer: Layer): boolean {
  return layer.kind === 'convolution' || layer.kind === 'linear' || layer.kind === 'batch-norm';
}

type Paths = (step: string) => string | undefined;

function blockPaths(network: Network, naming: TorchNaming, block: Block, index: number): Paths {
  switch (block.kind) {
    case 'convolution':
      // d-li14 keeps the last convolution of V2 and V3 outside of `features`.
      return pairs(naming === 'd-li14' && block.name === 'head' ? 'conv' : `features.${index}`, {
        conv: ['0', '1'],
      });
    case 'depthwise-separable':
      return pairs(`features.${index}`, {
        depthwise: ['dw.0', 'dw.1'],
        pointwise: ['pw.0', 'pw.1'],
      });
    case 'inverted-residual': {
      const isV3 = network.model !== 'v2';
      if (naming === 'd-li14') return dLi14Block(block, index, isV3);
      return isV3 ? torchvisionV3Block(block, index) : torchvisionV2Block(block, index);
    }
    case 'classifier': {
      if (block.hidden) return pairs('classifier', { hidden: ['0'], logits: ['3'] });
      const inSequence = naming === 'torchvision' && network.model === 'v2';
      return (step) => (step !== 'logits' ? undefined : inSequence ? 'classifier.1' : 'classifier');
    }
  }
}

type InvertedResidual = Extract<Block, { kind: 'inverted-residual' }>;

function torchvisionV2Block({ expands }: InvertedResidual, index: number): Paths {
  const first = expands ? 1 : 0;
  return pairs(`features.${index}.conv`, {
    expand: ['0.0', '0.1'],
    depthwise: [`${first}.0`, `${first}.1`],
    project: [`${first + 1}`, `${first + 2}`],
  });
}

function torchvisionV3Block({ expands, squeezeExcite }: InvertedResidual, index: number): Paths {
  const depthwise = expands ? 1 : 0;
  const project = depthwise + (squeezeExcite ? 2 : 1);
  return pairs(`features.${index}.block`, {
    expand: ['0.0', '0.1'],
    depthwise: [`${depthwise}.0`, `${depthwise}.1`],
    'se.reduce': [`${depthwise + 1}.fc1`],
    'se.restore': [`${depthwise + 1}.fc2`],
    project: [`${project}.0`, `${project}.1`],
  });
}

/** One flat list of modules; V3 has a place for squeeze-and-excite even where it is not used. */
function dLi14Block({ expands }: InvertedResidual, index: number, isV3: boolean): Paths {
  const depthwise = expands ? 3 : 0;
  const gate = expands ? 5 : 3;
  // V2 has [conv, norm, activation, project]; V3 puts the gate before the projection, and in an
  // expanded block the activation after the gate.
  const project = depthwise + (isV3 ? 4 : 3);
  return pairs(`features.${index}.conv`, {
    expand: ['0', '1'],
    depthwise: [`${depthwise}`, `${depthwise + 1}`],
    'se.reduce': [`${gate}.fc.0`],
    'se.restore': [`${gate}.fc.2`],
    project: [`${project}`, `${project + 1}`],
  });
}

/** Paths of steps, each a convolution's module and, where there is one, its batch norm's. */
function pairs(prefix: string, modules: Readonly<Record<string, readonly string[]>>): Paths {
  return (step) => {
    const isNorm = step.endsWith('.batch-norm');
    const base = isNorm ? step.slice(0, -'.batch-norm'.length) : step;
    const module = modules[base]?.[isNorm ? 1 : 0];
    return module === undefined ? undefined : `${prefix}.${module}`;
  };
}

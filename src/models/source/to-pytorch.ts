import type { Network } from '../spec/network.ts';
import { groupDigits } from '../spec/group-digits.ts';
import { titleOf } from '../spec/title.ts';
import { CLASS_NAMES, CREDITS } from './credits.ts';
import { indent, lines, text, type Lines } from './lines.ts';
import { planOf, type Plan } from './plan.ts';
import { torchLayout, type TorchLayout } from './pytorch/layout.ts';
import { residualText } from './pytorch/torch-residual.ts';
import {
  convolutionHelper,
  paddedConvolution,
  squeezeExciteClass,
  torchActivation,
} from './pytorch/torch-parts.ts';

/** The pieces of text in which the bodies of the models differ. */
interface BodyText {
  readonly constants: Lines;
  readonly blockClass: Lines;
  readonly rows: Lines;
  readonly loop: Lines;
}

/**
 * PyTorch code for exactly this network: a block class and a table, as a person would write it.
 * It runs from torch 1.13 on, has the parameters of the network in the module tree of its
 * dialect's implementation (torchvision's for `paper` and `keras`), and so takes its state dicts.
 *
 * @throws Error for a network that is not stem, blocks of one kind, head and classifier.
 */
export function toPyTorch(network: Network): string {
  const plan = planOf(network);
  const layout = torchLayout(network);
  const body = bodyText(plan, layout);
  const gated =
    plan.body.kind === 'inverted-residual' &&
    plan.body.blocks.some(({ squeezeExcite }) => squeezeExcite);
  const functional = network.dialect.padding !== 'symmetric' || (gated && layout !== 'd-li14');
  const params = groupDigits(plan.params);
  const name = CLASS_NAMES[network.model];
  return text(
    `"""${titleOf(network)}: ${params} parameters.`,
    '',
    `${CREDITS[network.model]}.`,
    '"""',
    '',
    functional && 'import torch.nn.functional as F',
    'from torch import nn',
    '',
    body.constants === undefined || body.constants === false ? '' : body.constants,
    !body.constants && '',
    paddedConvolution(network),
    convolutionHelper(network, layout),
    gated && squeezeExciteClass(layout),
    body.blockClass,
    `class ${name}(nn.Module):`,
    indent(
      4,
      body.rows,
      '',
      `def __init__(self, num_classes=${network.classes}):`,
      indent(4, 'super().__init__()', constructor(plan, layout, body.loop)),
      '',
      'def forward(self, x):',
      indent(
        4,
        'x = self.features(x)',
        layout === 'd-li14' && plan.head && 'x = self.conv(x)',
        'return self.classifier(x.mean((2, 3)))',
      ),
    ),
    '',
    '',
    lines(`
      if __name__ == "__main__":
          net = ${name}()
          print(f"{sum(p.numel() for p in net.parameters()):,}")  # ${params}
    `),
  );
}

function bodyText({ network, body }: Plan, layout: TorchLayout): BodyText {
  switch (body.kind) {
    case 'inverted-residual':
      return residualText(network, layout, body.blocks);
    case 'depthwise-separable':
      return {
        constants: undefined,
        blockClass: lines(`
          class DepthwiseSeparable(nn.Module):
              """A 3×3 filter for each channel by itself, then a 1×1 mix of all channels."""

              def __init__(self, inp, out, stride):
                  super().__init__()
                  self.dw = conv_bn_relu(inp, inp, 3, stride, groups=inp)
                  self.pw = conv_bn_relu(inp, out, 1)

              def forward(self, x):
                  return self.pw(self.dw(x))


        `),
        ...separableRows(body.blocks, 'DepthwiseSeparable(inp, out, stride)'),
      };
    case 'convolution':
      return {
        constants: undefined,
        blockClass: undefined,
        ...separableRows(body.blocks, 'conv_bn_relu(inp, out, 3, stride)'),
      };
  }
}

function separableRows(
  blocks: readonly { readonly outChannels: number; readonly stride: number }[],
  call: string,
): Pick<BodyText, 'rows' | 'loop'> {
  return {
    rows: [
      'rows = [',
      indent(
        4,
        '# out, stride',
        blocks.map(({ outChannels, stride }) => `(${outChannels}, ${stride}),`),
      ),
      ']',
    ],
    loop: lines(`
      for out, stride in self.rows:
          layers.append(${call})
          inp = out
    `),
  };
}

function constructor({ network, stem, head, classifier }: Plan, layout: TorchLayout, loop: Lines) {
  const { inputChannels } = network;
  const stemAct = torchActivation(stem.activation);
  const isFlat = layout === 'd-li14';
  const wrapped = (call: string) => (isFlat ? `nn.Sequential(*${call})` : call);
  const headCall =
    head && wrapped(`conv_bn(inp, ${head.outChannels}, act=${torchActivation(head.activation)})`);
  return [
    `inp = ${stem.outChannels}`,
    layout === 'torchvision-v1'
      ? `layers = [conv_bn_relu(${inputChannels}, inp, 3, stride=2)]`
      : `layers = [${wrapped(`conv_bn(${inputChannels}, inp, 3, stride=2, act=${stemAct})`)}]`,
    loop,
    headCall && !isFlat && `layers.append(${headCall})`,
    'self.features = nn.Sequential(*layers)',
    headCall && isFlat && `self.conv = ${headCall}`,
    classifierText(classifier, layout, head ? String(head.outChannels) : 'inp'),
  ];
}

function classifierText(
  { hidden }: Plan['classifier'],
  layout: TorchLayout,
  features: string,
): Lines {
  if (hidden) {
    return [
      'self.classifier = nn.Sequential(',
      indent(
        4,
        `nn.Linear(${features}, ${hidden.features}),`,
        `${torchActivation(hidden.activation)}(),`,
        'nn.Dropout(0.2),',
        `nn.Linear(${hidden.features}, num_classes),`,
      ),
      ')',
    ];
  }
  return layout === 'torchvision-v2'
    ? `self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(${features}, num_classes))`
    : `self.classifier = nn.Linear(${features}, num_classes)`;
}

import type { NetworkWeights } from '../checkpoint/layer-weights.ts';
import { expand } from '../spec/expand.ts';
import { INPUT, type Layer } from '../spec/layer.ts';
import type { Network } from '../spec/network.ts';
import { planSteps, type Step } from './plan.ts';
import { disposeLayers, prepareLayers, type PreparedLayer } from './prepared-weights.ts';
import type { PictureBatch, RunOptions, RunResult, TapValue } from './run-options.ts';
import { runAfterwards, runOperation } from './run-step.ts';
import { checkSurgery, type Surgery } from './surgery.ts';
import { keep, tensor4d, tidy, type Tensor4D } from './tfjs.ts';

/**
 * A network with weights in the backend's memory, ready to run any number of times.
 *
 * @see https://js.tensorflow.org/api/latest/ for the operations it runs on.
 */
export class RunnableNetwork {
  readonly network: Network;
  readonly weights: NetworkWeights;
  private readonly layers: readonly Layer[];
  readonly prepared: ReadonlyMap<string, PreparedLayer>;
  /** Layer by the name a tap may have: its own or its block's. */
  private readonly tapTargets: ReadonlyMap<string, string>;
  private lastPlan: { readonly key: string; readonly steps: readonly Step[] } | undefined;
  private disposed = false;

  /**
   * @param relative one of the same width, not disposed of: kernels that it has need not be arranged again,
   * which makes it cheap to change the statistics of batch norm, or activations, alone.
   * @throws Error when a layer's weights are missing.
   */
  constructor(network: Network, weights: NetworkWeights, relative?: RunnableNetwork) {
    const blocks = expand(network);
    this.network = network;
    this.weights = weights;
    this.layers = blocks.flatMap(({ layers }) => layers);
    this.tapTargets = tapTargets(blocks);
    this.prepared = prepareLayers(this.layers, weights, relative);
  }

  /**
   * Runs a batch of pictures of any size.
   *
   * Where a checkpoint has batch norm folded into its convolutions, a tap of such a convolution
   * gives the value after batch norm: there is no other.
   *
   * @throws RangeError for a picture whose shape and values do not agree, a tap or a surgery on a
   * layer that is not there.
   */
  async run(pictures: PictureBatch, options: RunOptions = {}): Promise<RunResult> {
    if (this.disposed) throw new Error('this network was disposed of; build it again');
    checkPictures(pictures, this.network.inputChannels);
    const { taps = [], surgery = [], clock } = options;
    const wanted = new Map(taps.map((name) => [name, this.tapTarget(name)]));
    const logits = this.layers.at(-1)?.name ?? INPUT;
    const steps = this.plan(new Set([...wanted.values(), logits]), surgery);
    const timings = new Map<string, number>();
    const kept = execute(steps, pictures, new Set([...wanted.values(), logits]), {
      context: { weights: this.weights, prepared: this.prepared },
      clock,
      timings,
    });
    try {
      const values = new Map<string, TapValue>();
      for (const [name, layer] of wanted) values.set(name, await read(kept, layer));
      return { logits: (await read(kept, logits)).data, taps: values, timings };
    } finally {
      for (const tensor of kept.values()) tensor.dispose();
    }
  }

  /** Frees every tensor. Harmless when repeated. */
  dispose(): void {
    if (!this.disposed) disposeLayers(this.prepared);
    this.disposed = true;
  }

  private tapTarget(name: string): string {
    const target = this.tapTargets.get(name);
    if (target === undefined) {
      const blocks = this.network.blocks.map((block) => block.name).join(', ');
      throw new RangeError(`no layer or block is called ${name}; the blocks are ${blocks}`);
    }
    return target;
  }

  private plan(taps: ReadonlySet<string>, surgery: readonly Surgery[]): readonly Step[] {
    const key = JSON.stringify([[...taps], surgery]);
    if (this.lastPlan?.key === key) return this.lastPlan.steps;
    checkSurgery(this.network, surgery);
    const steps = planSteps(this.layers, this.weights, { taps, surgery });
    this.lastPlan = { key, steps };
    return steps;
  }
}

interface Execution {
  readonly context: Parameters<typeof runOperation>[2];
  readonly clock: (() => number) | undefined;
  readonly timings: Map<string, number>;
}

/** Runs the steps, freeing each value after its last reader; gives the wanted ones, kept. */
function execute(
  steps: readonly Step[],
  pictures: PictureBatch,
  wanted: ReadonlySet<string>,
  { context, clock, timings }: Execution,
): ReadonlyMap<string, Tensor4D> {
  const lastReader = new Map<string, number>();
  for (const [index, { inputs }] of steps.entries()) {
    for (const input of inputs) lastReader.set(input, index);
  }
  const kept = new Map<string, Tensor4D>();
  tidy(() => {
    const values = new Map<string, Tensor4D>();
    const [batch, height, width, channels] = pictures.shape;
    values.set(INPUT, tensor4d(pictures.data, [batch, height, width, channels]));
    for (const [index, { operation, inputs, output, afterwards }] of steps.entries()) {
      const started = clock?.() ?? 0;
      const value = tidy(() => {
        const tensors = inputs.map((name) => valueOf(values, name));
        return afterwards.reduce(runAfterwards, runOperation(operation, tensors, context));
      });
      if (clock) timings.set(output, clock() - started);
      values.set(output, value);
      for (const input of inputs) {
        if (lastReader.get(input) === index && !wanted.has(input)) values.get(input)?.dispose();
      }
    }
    for (const name of wanted) kept.set(name, keep(valueOf(values, name)));
  });
  return kept;
}

function valueOf(values: ReadonlyMap<string, Tensor4D>, name: string): Tensor4D {
  const value = values.get(name);
  if (!value) throw new Error(`no value for ${name}`);
  return value;
}

async function read(kept: ReadonlyMap<string, Tensor4D>, name: string): Promise<TapValue> {
  const tensor = valueOf(kept, name);
  return { shape: tensor.shape, data: await tensor.data<'float32'>() };
}

function tapTargets(blocks: ReturnType<typeof expand>): ReadonlyMap<string, string> {
  const targets = new Map<string, string>([[INPUT, INPUT]]);
  for (const { block, layers } of blocks) {
    for (const { name } of layers) targets.set(name, name);
    const last = layers.at(-1);
    if (last) targets.set(block.name, last.name);
  }
  return targets;
}

function checkPictures({ shape, data }: PictureBatch, channels: number): void {
  const whole = shape.every((size) => Number.isInteger(size) && size > 0);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (!whole || data.length !== size) {
    throw new RangeError(
      `pictures must be [batch, height, width, channels] with as many values; got [${shape.join(', ')}] and ${data.length} values`,
    );
  }
  if (shape[3] !== channels) {
    throw new RangeError(`the network takes ${channels} channels; the pictures have ${shape[3]}`);
  }
}

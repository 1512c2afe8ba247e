// Forward passes on wasm against the same network as a tfjs GraphModel and in onnxruntime-web on one thread.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import process from 'node:process';
import { tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { env as onnxEnvironment, InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-web';
import {
  count,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
  type Network,
} from '../src/models/index.ts';
import { startNodeBackend } from '../src/models/run/node-backend.ts';
import { RunnableNetwork } from '../src/models/run/runnable-network.ts';
import { median, timeEach } from './median.ts';
import { graphModel } from './peers/graph-model.ts';
import { onnxModel } from './peers/onnx.ts';
import { randomWeights } from './peers/random-weights.ts';

const RESOLUTION = 224;
const WARM_UP = 5;
const ROUNDS = 30;
/** Largest difference of logits, relative to the largest of them, at which two networks are the same. */
const SAME = 1e-3;

const NETWORKS: Readonly<Record<string, Network>> = {
  'V2 1.0@224': mobileNetV2({ dialect: 'keras' }),
  // TensorFlow's padding, which all three can express.
  'V1 1.0@224': withSamePadding(mobileNetV1()),
  'V3-Large 1.0@224': mobileNetV3Large({ dialect: 'keras' }),
};

/** One way to run the network: gives its logits. */
type Contender = () => Promise<Float32Array>;

export default async function models(): Promise<void> {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  await startNodeBackend('wasm', `${dirname(wasm)}/`);
  onnxEnvironment.wasm.numThreads = 1;
  const rows: Record<string, Record<string, string>> = {};
  for (const [name, network] of Object.entries(NETWORKS)) rows[name] = await compare(network);
  console.table(rows);
  console.table({
    'recount of V3-Large': { 'median ms': recountMilliseconds().toFixed(3), 'at most': '0.2' },
    'V1 at a new width, from loaded weights': {
      'median ms': buildMilliseconds().toFixed(1),
      'at most': '30',
    },
  });
}

async function compare(network: Network): Promise<Record<string, string>> {
  const weights = randomWeights(network);
  const area = RESOLUTION * RESOLUTION;
  const picture = Float32Array.from({ length: area * 3 }, (_, index) => Math.sin(index * 0.37));
  const runnable = new RunnableNetwork(network, weights);
  const taps = network.blocks.map(({ name }) => name);
  const pictures = { shape: [1, RESOLUTION, RESOLUTION, 3], data: picture } as const;
  const graph = await graphModel(network, weights, RESOLUTION);
  const session = await InferenceSession.create(onnxModel(network, weights, RESOLUTION), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: 1,
  });
  const channelsFirst = Float32Array.from(picture, (_, index) => {
    const channel = Math.floor(index / area);
    return picture[(index % area) * 3 + channel] as number;
  });
  const [inputName = ''] = session.inputNames;
  const [outputName = ''] = session.outputNames;
  const contenders: Readonly<Record<string, Contender>> = {
    ours: async () => (await runnable.run(pictures)).logits,
    tapped: async () => (await runnable.run(pictures, { taps })).logits,
    graph: async () => {
      const output = tidy(
        () => graph.execute(tensor4d(picture, [1, RESOLUTION, RESOLUTION, 3])) as Tensor,
      );
      const values = await output.data<'float32'>();
      output.dispose();
      return values;
    },
    onnx: async () => {
      const input = new OnnxTensor('float32', channelsFirst, [1, 3, RESOLUTION, RESOLUTION]);
      const { [outputName]: output } = await session.run({ [inputName]: input });
      return output?.data as Float32Array;
    },
  };
  const times = await race(contenders);
  runnable.dispose();
  graph.dispose();
  await session.release();
  const { ours = NaN, tapped = NaN, graph: peer = NaN, onnx = NaN } = times;
  const ratio = (value: number, limit: number) => `${value.toFixed(2)} (at most ${limit})`;
  return {
    'ours ms': ours.toFixed(1),
    'GraphModel ms': peer.toFixed(1),
    'onnxruntime-web ms': onnx.toFixed(1),
    'ours / GraphModel': ratio(ours / peer, 1.05),
    'ours / onnxruntime-web': ratio(ours / onnx, 0.85),
    'with a tap on every block': ratio(tapped / ours, 1.15),
  };
}

/**
 * Median milliseconds of processor time of each, run in turns so that all see the same machine. All
 * compute on one thread: on an idle machine this is the time that passes, on a busy one it is the
 * part that the others do not take.
 */
async function race(
  contenders: Readonly<Record<string, Contender>>,
): Promise<Readonly<Record<string, number>>> {
  const entries = Object.entries(contenders);
  const [first = new Float32Array()] = await Promise.all(entries.map(([, run]) => run()));
  const largest = first.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const [name, run] of entries) {
    const logits = await run();
    const off = first.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (logits[i] ?? NaN))),
      0,
    );
    if (!(off <= SAME * largest)) {
      throw new Error(
        `${name} computes another network: its logits are off by ${off} of ${largest}`,
      );
    }
  }
  const times = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, run] of entries) {
      const started = processorMilliseconds();
      await run();
      if (round >= 0) times.get(name)?.push(processorMilliseconds() - started);
    }
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)]));
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function recountMilliseconds(): number {
  return median(timeEach(2000, 500, (index) => void count(mobileNetV3Large(), 192 + (index % 32))));
}

/** V1 at α = 1: the slowest width to build, because it has the most values to arrange. */
function buildMilliseconds(): number {
  const network = mobileNetV1();
  const weights = randomWeights(network);
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const started = processorMilliseconds();
    new RunnableNetwork(network, weights).dispose();
    times.push(processorMilliseconds() - started);
  }
  return median(times);
}

function withSamePadding(network: Network): Network {
  return { ...network, dialect: { ...network.dialect, padding: 'same' } };
}

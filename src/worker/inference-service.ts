import type { NetworkWeights } from '../models/checkpoint/layer-weights.ts';
import { narrowWeights } from '../models/checkpoint/narrow-weights.ts';
import { statisticsSide } from '../models/checkpoint/statistics-between.ts';
import type { Narrowing, Network } from '../models/index.ts';
import { normalisePictures } from '../models/run/normalise-picture.ts';
import type { TapValue } from '../models/run/run-options.ts';
import { RunnableNetwork } from '../models/run/runnable-network.ts';
import { numTensors } from '../models/run/tfjs.ts';
import { topClasses } from '../models/replay/top-classes.ts';
import { valueRecipe, type ValueRecipe } from '../models/run/value-recipe.ts';
import { loadWeights } from './load-weights.ts';
import { usesRelu6, type LoadContext, type LoadedWeights } from './loaded-weights.ts';
import type {
  NetworkChoice,
  ProgressListener,
  Reading,
  RecipesRequest,
  RunAnswer,
  RunRequest,
  Tap,
  WeightsInfo,
  WeightsSource,
} from './messages.ts';
import type { BackendName } from './start-backend.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Networks kept ready: two being compared, and the one before each. */
const KEPT_NETWORKS = 4;

interface ReadyNetwork {
  readonly weights: string;
  readonly alpha: number | undefined;
  readonly network: RunnableNetwork;
}

/** Loads weights and runs networks. Lives in the worker; knows no messages and no comlink. */
export class InferenceService {
  private readonly backend: Promise<BackendName>;
  private readonly loadWeights: typeof loadWeights;
  private listener: ProgressListener = () => undefined;
  private readonly loaded = new Map<string, LoadedWeights>();
  /** What waits for something to be fetched, by the handle of the load or the run. */
  private readonly fetching = new Map<string, AbortController>();
  /** In the order of last use. */
  private readonly ready = new Map<string, ReadyNetwork>();

  constructor(startBackend: () => Promise<BackendName>, load = loadWeights) {
    this.backend = startBackend();
    this.loadWeights = load;
  }

  backendName(): Promise<BackendName> {
    return this.backend;
  }

  /** Who hears of what is being fetched from now on. */
  listen(listener: ProgressListener): void {
    this.listener = listener;
  }

  /** @throws DownloadError, CheckpointError. */
  load(id: string, source: WeightsSource): Promise<WeightsInfo> {
    return this.cancellable(id, async (signal) => {
      const loaded = await this.loadWeights(source, this.contextOf(id, signal));
      this.loaded.set(id, loaded);
      return loaded.info;
    });
  }

  /** Stops a load that is under way, or a run's wait for more of its weights. */
  cancel(id: string): void {
    this.fetching.get(id)?.abort();
  }

  /** Forgets weights and frees what was built from them. */
  unload(id: string): void {
    this.cancel(id);
    this.loaded.delete(id);
    for (const [key, { weights, network }] of this.ready) {
      if (weights !== id) continue;
      network.dispose();
      this.ready.delete(key);
    }
  }

  /**
   * @param id what it can be cancelled by.
   * @throws RangeError for a request that makes no sense, DownloadError when a width is missing, AbortError
   * when it is cancelled before its weights are there.
   */
  run(request: RunRequest, id = 'run'): Promise<RunAnswer> {
    return this.cancellable(id, (signal) => this.runUntil(signal, request));
  }

  private async runUntil(signal: AbortSignal, request: RunRequest): Promise<RunAnswer> {
    const { picture, taps = [], surgery = [], top = 5, timings = false } = request;
    const backend = await this.backend;
    const loaded = this.loadedAs(request.weights);
    if (picture.width !== picture.height) {
      throw new RangeError(`a square picture is needed; got ${picture.width} × ${picture.height}`);
    }
    const choice = { ...request.network, resolution: picture.width };
    const { runnable, buildMilliseconds } = await this.networkFor(loaded, choice, signal);
    const { network } = runnable;
    const { preprocessing, labels, id } = loaded.info;
    const started = performance.now();
    const batch = normalisePictures([picture], preprocessing.normalisation, network.inputChannels);
    const result = await runnable.run(batch, {
      taps,
      surgery,
      clock: timings ? () => performance.now() : undefined,
    });
    const milliseconds = performance.now() - started;
    return {
      configuration: {
        weights: id,
        model: network.model,
        dialect: network.dialect.name,
        alpha: network.alpha,
        useRelu6: usesRelu6(network),
        resolution: picture.width,
        surgery,
      },
      backend,
      milliseconds,
      buildMilliseconds,
      logits: result.logits,
      top: topClasses(result.logits, top).map(({ index, probability }) => ({
        index,
        label: labels?.[index] ?? `class ${index}`,
        probability,
      })),
      taps: [...result.taps].map(toTap),
      timings: [...result.timings],
      numTensors: numTensors(),
    };
  }

  /** How the values of layers are made, with all the numbers it takes to make one of them again. */
  async valueRecipes({
    weights,
    network: { alpha, useRelu6 = true } = {},
    resolution,
    layers,
    surgery = [],
  }: RecipesRequest): Promise<readonly ValueRecipe[]> {
    const loaded = this.loadedAs(weights);
    const choice = { alpha: alpha ?? loaded.info.alphas.at(-1), useRelu6, resolution };
    const context = this.contextOf(weights, new AbortController().signal);
    const { network, weights: bound } = await loaded.networkFor(choice, context);
    return layers.map((layer) => valueRecipe(network, bound, layer, surgery));
  }

  private async cancellable<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.fetching.set(id, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.fetching.delete(id);
    }
  }

  private loadedAs(id: string): LoadedWeights {
    const loaded = this.loaded.get(id);
    if (!loaded) throw new RangeError(`no weights are loaded as ${id}`);
    return loaded;
  }

  private async networkFor(
    loaded: LoadedWeights,
    choice: NetworkChoice & { readonly resolution: number },
    signal: AbortSignal,
  ): Promise<{ runnable: RunnableNetwork; buildMilliseconds: number }> {
    const { info } = loaded;
    const { alpha = info.alphas.at(-1), useRelu6 = true, narrowed, reading, resolution } = choice;
    // Between resolutions that share their statistics nothing is built anew.
    const side = statisticsSide(info.statistics, resolution);
    const key = JSON.stringify([info.id, alpha, useRelu6, side, narrowed, reading]);
    const kept = this.readyAs(key);
    if (kept) return { runnable: kept, buildMilliseconds: 0 };
    const context = this.contextOf(info.id, new AbortController().signal);
    const chosen = { alpha, useRelu6, resolution };
    // Whoever waits may leave; what is being fetched will be wanted again.
    const trained = await unlessAborted(loaded.networkFor(chosen, context), signal);
    const whole = { ...trained, network: readAs(trained.network, reading) };
    // Much may have happened while a tier was fetched.
    this.loadedAs(info.id);
    const meanwhile = this.readyAs(key);
    if (meanwhile) return { runnable: meanwhile, buildMilliseconds: 0 };
    const started = performance.now();
    const runnable = narrowed
      ? narrowRunnable(whole.network, whole.weights, narrowed)
      : new RunnableNetwork(
          whole.network,
          whole.weights,
          reading ? undefined : this.relativeOf(info.id, alpha),
        );
    // Kernels that were narrowed, or scaled by another epsilon, are of no use to another network of the
    // same width.
    const width = narrowed || reading ? undefined : alpha;
    this.ready.set(key, { weights: info.id, alpha: width, network: runnable });
    this.dropOldest();
    return { runnable, buildMilliseconds: performance.now() - started };
  }

  /** A network that is built, noted as used last. */
  private readyAs(key: string): RunnableNetwork | undefined {
    const kept = this.ready.get(key);
    if (!kept) return undefined;
    this.ready.delete(key);
    this.ready.set(key, kept);
    return kept.network;
  }

  /** A network with the same kernels, which spares arranging them. */
  private relativeOf(weights: string, alpha: number | undefined): RunnableNetwork | undefined {
    return [...this.ready.values()].find((kept) => kept.weights === weights && kept.alpha === alpha)
      ?.network;
  }

  private contextOf(id: string, signal: AbortSignal): LoadContext {
    return {
      id,
      signal,
      onProgress: (what, receivedBytes, totalBytes) =>
        this.listener({ weights: id, what, receivedBytes, totalBytes }),
    };
  }

  private dropOldest(): void {
    for (const [key, { network }] of this.ready) {
      if (this.ready.size <= KEPT_NETWORKS) return;
      network.dispose();
      this.ready.delete(key);
    }
  }
}

/** The network as another framework would run it. */
function readAs(network: Network, reading: Reading | undefined): Network {
  return reading ? { ...network, dialect: { ...network.dialect, ...reading } } : network;
}

function narrowRunnable(network: Network, weights: NetworkWeights, widths: Narrowing) {
  const narrow = narrowWeights(network, weights, widths);
  return new RunnableNetwork(narrow.network, narrow.weights);
}

function toTap([name, { shape, data }]: readonly [string, TapValue]): Tap {
  const [, height, width, channels] = shape;
  return { name, shape: [height, width, channels], data };
}

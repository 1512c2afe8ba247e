import { expose, transfer } from 'comlink';
import type { ValueRecipe } from '../models/run/value-recipe.ts';
import { InferenceService } from './inference-service.ts';
import type {
  ProgressListener,
  RecipesRequest,
  RunAnswer,
  RunRequest,
  WeightsInfo,
  WeightsSource,
} from './messages.ts';
import { startBackend, type BackendName } from './start-backend.ts';

/** What the client can ask of the worker. */
export interface InferenceWorker {
  /** Answers at once, as a sign of life. */
  ping(): true;
  backendName(): Promise<BackendName>;
  listen(listener: ProgressListener): void;
  load(id: string, source: WeightsSource): Promise<WeightsInfo>;
  cancel(id: string): void;
  unload(id: string): void;
  run(id: string, request: RunRequest): Promise<RunAnswer>;
  valueRecipes(request: RecipesRequest): Promise<readonly ValueRecipe[]>;
}

const service = new InferenceService(startBackend);

const worker: InferenceWorker = {
  ping: () => true,
  backendName: () => service.backendName(),
  listen: (listener) => service.listen(listener),
  load: (id, source) => service.load(id, source),
  cancel: (id) => service.cancel(id),
  unload: (id) => service.unload(id),
  valueRecipes: (request) => service.valueRecipes(request),
  async run(id, request) {
    const answer = await service.run(request, id);
    // Values move to the page instead of being copied.
    return transfer(answer, [answer.logits.buffer, ...answer.taps.map(({ data }) => data.buffer)]);
  },
};

expose(worker);

import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { Scene } from '../scenes/scenes.ts';
import type { RunAnswer, RunRequest } from '../worker/messages.ts';

/** Whoever draws scenes and runs networks, both away from the page. */
export interface SceneTools {
  readonly render: (scene: Scene, resolution: number) => Promise<RgbaPicture>;
  readonly run: (request: RunRequest, lane: string) => Promise<RunAnswer | undefined>;
}

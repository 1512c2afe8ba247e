import {
  decodeScene,
  encodeScene,
  HELD_OUT_FROM,
  SceneCodeError,
  sceneFromSeed,
  type Scene,
} from '../scenes/scenes.ts';

import type { Surgery } from '../models/run/surgery.ts';
import { BUILT_IN, pretrainedAs, type WeightsName } from './checkpoints.ts';
import { readRival, writeRival, type Rival } from './rival.ts';
import { readSurgery, writeSurgery } from './surgery-address.ts';

/** How a picture becomes a square; `trained` is how the weights' own training did it. */
export type FitChoice = 'trained' | 'crop' | 'squash';

export const FIT_CHOICES: readonly FitChoice[] = ['trained', 'crop', 'squash'];

/** What of the lab a link brings back. Own pictures are not in it: they stay where they are. */
export interface LabAddress {
  readonly scene: Scene;
  readonly fit: FitChoice;
  /** Name of the opened block. */
  readonly block: string;
  /** Built in or pretrained: a reader's own file stays where it is. */
  readonly weights: WeightsName;
  readonly surgery: readonly Surgery[];
  /** The network beside it, while two are compared. */
  readonly rival: Rival | undefined;
}

export interface ReadLab {
  readonly lab: LabAddress;
  /** One sentence for each value that was not usable, for the reader. */
  readonly corrections: readonly string[];
}

/** A mushroom: no seed from here on is ever trained on. */
const DEFAULT_SEED = HELD_OUT_FROM + 41;

export const DEFAULT_SCENE: Scene = sceneFromSeed(DEFAULT_SEED);
export const DEFAULT_LAB: LabAddress = {
  scene: DEFAULT_SCENE,
  fit: 'trained',
  block: 'block1',
  weights: BUILT_IN,
  surgery: [],
  rival: undefined,
};

const LONGEST_SHOWN = 24;

/**
 * Reads the lab's part of a query. Anything may stand there: what is not usable becomes the default,
 * and a sentence says so.
 *
 * @param blocks names of the network's blocks.
 */
export function readLab(search: string, blocks: readonly string[]): ReadLab {
  const parameters = new URLSearchParams(search);
  const corrections: string[] = [];
  let { scene, fit, block, weights } = DEFAULT_LAB;
  const code = parameters.get('scene');
  if (code !== null) {
    try {
      scene = decodeScene(code);
    } catch (error) {
      if (!(error instanceof SceneCodeError)) throw error;
      corrections.push(`${shorten(error.message, 160)} Showing the ${scene.class} instead.`);
    }
  }
  const wantedFit = parameters.get('fit');
  if (wantedFit !== null) {
    const found = FIT_CHOICES.find((choice) => choice === wantedFit);
    if (found) fit = found;
    else corrections.push(`fit must be crop or squash, not “${shorten(wantedFit)}”.`);
  }
  const wantedBlock = parameters.get('block');
  if (wantedBlock !== null) {
    if (blocks.includes(wantedBlock)) block = wantedBlock;
    else corrections.push(`There is no block “${shorten(wantedBlock)}”; opened ${block}.`);
  }
  const wantedWeights = parameters.get('weights');
  if (wantedWeights !== null && wantedWeights !== BUILT_IN) {
    if (pretrainedAs(wantedWeights)) weights = wantedWeights;
    else corrections.push(`No weights are called “${shorten(wantedWeights)}” here.`);
  }
  const { surgery, unreadable } = readSurgery(parameters.get('surgery'));
  if (unreadable > 0) {
    const changes = unreadable === 1 ? 'change' : 'changes';
    corrections.push(`${unreadable} ${changes} of the surgery could not be read.`);
  }
  const rival = readRival(parameters.get('beside'));
  return { lab: { scene, fit, block, weights, surgery, rival }, corrections };
}

/** Writes the lab into a query, keeping what is not its own; defaults are left out. */
export function writeLab(lab: LabAddress, search = ''): string {
  const { scene, fit, block, weights, surgery, rival } = lab;
  const parameters = new URLSearchParams(search);
  const values: Readonly<Record<string, string | undefined>> = {
    scene: sameScene(scene, DEFAULT_SCENE) ? undefined : encodeScene(scene),
    fit: fit === DEFAULT_LAB.fit ? undefined : fit,
    block: block === DEFAULT_LAB.block ? undefined : block,
    weights: pretrainedAs(weights)?.id,
    surgery: writeSurgery(surgery),
    beside: writeRival(rival),
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  const query = parameters.toString();
  return query ? `?${query}` : '';
}

function sameScene(a: Scene, b: Scene): boolean {
  return encodeScene(a) === encodeScene(b);
}

function shorten(text: string, longest = LONGEST_SHOWN): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

import { readdirSync, readFileSync } from 'node:fs';
import type { Component } from 'svelte';
import {
  figureSources,
  type FigureSource,
} from '../../../../src/components/reference/figure-sources.ts';
import { MODEL_NAMES, type ModelName } from '../../../../src/models/index.ts';
import type { TrainedNetwork } from '../../../../src/state/evaluation-plan.ts';
import {
  SMALL_PICTURE,
  type SmallPicture,
} from '../../../../src/components/figures/before/small-picture.ts';

/** What any figure of a chapter may be given; each takes what it knows of. */
export interface FigureProps {
  readonly id: string;
  readonly number: string;
  /** In numbers, or the address of one. */
  readonly picture: SmallPicture | string;
  readonly trained: readonly TrainedNetwork[];
}

/** A figure as its chapter has it. */
export interface NotebookFigure
  extends Pick<FigureSource, 'id' | 'number'>, Pick<FigureProps, 'picture'> {
  /** Name of the chapter's file, without its ending. */
  readonly chapter: string;
  /** The network that its chapter opens with. */
  readonly model: ModelName;
  readonly component: Component<FigureProps>;
}

const CHAPTERS = new URL('../../../../src/content/chapters/', import.meta.url);
const ROOT = new URL('../../../../', import.meta.url);
const components = import.meta.glob<Component<FigureProps>>('/src/components/**/*.svelte', {
  import: 'default',
});

/** Every figure of every chapter, as the chapters themselves tell. */
export const NOTEBOOK_FIGURES: readonly NotebookFigure[] = (
  await Promise.all(readdirSync(CHAPTERS).map(figuresOf))
).flat();

/** What the home page draws; it is no numbered figure. */
export const HOME_DRAWING: NotebookFigure = {
  chapter: 'home',
  id: 'silhouette',
  number: '',
  model: 'v1',
  picture: '/picture.png',
  component: await load('src/components/figures/network/NetworkSilhouette.svelte'),
};

async function figuresOf(file: string): Promise<readonly NotebookFigure[]> {
  const text = readFileSync(new URL(file, CHAPTERS), 'utf8');
  const named = /^model: (.*)$/m.exec(text)?.[1];
  const model = MODEL_NAMES.find((name) => name === named) ?? 'v1';
  return Promise.all(
    figureSources(text, readComponents()).map(async ({ id, number, file: drawnBy }) => ({
      id,
      number,
      model,
      picture: SMALL_PICTURE,
      chapter: file.replace('.mdx', ''),
      component: await load(drawnBy),
    })),
  );
}

async function load(file: string): Promise<NotebookFigure['component']> {
  const component = await components[`/${file}`]?.();
  if (!component) throw new Error(`${file}: there is no such component`);
  return component;
}

function readComponents(): ReadonlyMap<string, string> {
  const files = Object.keys(components).map((path) => path.slice(1));
  return new Map(files.map((file) => [file, readFileSync(new URL(file, ROOT), 'utf8')]));
}

import { layersOf } from '../../models/index.ts';
import type { LabResult } from '../../state/run-picture.ts';
import { encodeScene } from '../../scenes/scenes.ts';
import type { RunAnswer } from '../../worker/messages.ts';
import type { FigureTable } from '../figures/frame/figure-table.ts';
import { blockMilliseconds } from './block-milliseconds.ts';

/** What each block costs and took. */
export function blockTable({ counted, answer }: LabResult): FigureTable {
  return {
    columns: ['block', 'kind', 'height', 'width', 'channels', 'multiply_adds', 'params', 'ms'],
    rows: counted.blocks.map(({ block, outputShape, multiplyAdds, params }) => [
      block.name,
      block.kind,
      ...outputShape,
      multiplyAdds.total,
      params.trainable,
      blockMilliseconds(answer.timings, block.name) ?? '',
    ]),
  };
}

/** Every class with its probability, the most probable first. */
export function classTable(top: RunAnswer['top']): FigureTable {
  return {
    columns: ['class', 'index', 'probability'],
    rows: top.map(({ label, index, probability }) => [label, index, probability]),
  };
}

/**
 * All numbers of a run in one object: what ran, on what, with which weights, and what came out.
 *
 * @param top every class, the most probable first.
 */
export function runReport(result: LabResult, top: RunAnswer['top']) {
  const { plan, weights, weightsName, source, picture, counted, answer } = result;
  const { model, dialect, alpha, resolution, useRelu6, fit } = plan;
  return {
    network: {
      model,
      dialect,
      alpha,
      resolution,
      useRelu6,
      classes: counted.network.classes,
      params: counted.params.trainable,
      multiplyAdds: counted.multiplyAdds.total,
      layers: layersOf(counted.network).length,
    },
    surgery: answer.configuration.surgery,
    weights: {
      name: weightsName,
      title: weights.title,
      quantised: weights.quantised,
      batchNormFolded: weights.folded,
      ...weights.provenance,
    },
    picture: {
      ...(source.kind === 'scene'
        ? { kind: source.kind, scene: encodeScene(source.scene), shows: source.scene.class }
        : { ...source, opened: undefined, fit }),
      side: picture.width,
    },
    run: { backend: answer.backend, milliseconds: answer.milliseconds },
    classes: top,
    blocks: counted.blocks.map(({ block, outputShape, multiplyAdds, params }) => ({
      name: block.name,
      kind: block.kind,
      outputShape,
      multiplyAdds: multiplyAdds.total,
      params: params.trainable,
      milliseconds: blockMilliseconds(answer.timings, block.name),
    })),
    layerMilliseconds: Object.fromEntries(answer.timings),
  };
}

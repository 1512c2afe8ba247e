// What a step of a slider costs before anything is painted: spec, recount, layouts.
import {
  costByKind,
  layoutShares,
} from '../src/components/figures/mobilenet-v1/cost-by-kind-layout.ts';
import { layoutNetworkDiagram } from '../src/components/figures/network/network-diagram-layout.ts';
import { layoutSilhouette } from '../src/components/figures/network/network-silhouette-layout.ts';
import { count, mobileNetV1, mobileNetV3Large } from '../src/models/index.ts';
import { median, timeEach } from './median.ts';

const RUNS = 2000;
const WARM_UP = 500;
/** A new width each time, as in a drag. */
const alphaAt = (index: number) => 0.25 + (index % 75) / 100;

export default async function recount(): Promise<void> {
  const published = count(mobileNetV1(), 224);
  const v1 = timeEach(RUNS, WARM_UP, (index) => {
    count(mobileNetV1({ alpha: alphaAt(index) }), 224);
  });
  const v1WithLayouts = timeEach(RUNS, WARM_UP, (index) => {
    const counted = count(mobileNetV1({ alpha: alphaAt(index) }), 224);
    layoutSilhouette(counted, published, 1000, 270);
    layoutNetworkDiagram(counted, 'multiply-adds', 1000);
    layoutShares(costByKind(counted), 'multiplyAddsShare', 1000);
  });
  const v3 = timeEach(RUNS, WARM_UP, (index) => {
    count(mobileNetV3Large({ alpha: alphaAt(index) }), 224);
  });
  console.table({
    'V1: spec and recount': row(v1),
    'V1: spec, recount and layouts of home and chapter': row(v1WithLayouts),
    'V3-Large: spec and recount': row(v3),
  });
  await Promise.resolve();
}

const FRAME = 1000 / 60;

function row(times: readonly number[]) {
  const middle = median(times);
  return {
    'median ms': Number(middle.toFixed(4)),
    'part of a frame': `${((middle / FRAME) * 100).toFixed(2)} %`,
  };
}

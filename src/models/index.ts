export type { Activation } from './spec/activation.ts';
export type { Block } from './spec/block.ts';
export type { Layer } from './spec/layer.ts';
export type { ModelName, Network } from './spec/network.ts';
export { mobileNetV1, type MobileNetV1Options } from './spec/mobilenet-v1.ts';
export { expand, layersOf } from './spec/expand.ts';
export { inferShapes } from './shape/infer-shapes.ts';
export { sizeOf, type Shape } from './shape/shape.ts';
export { count, type BlockCount, type LayerCount, type NetworkCount } from './count/count.ts';

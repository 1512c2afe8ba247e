export type { Activation } from './spec/activation.ts';
export type {
  Block,
  ClassifierBlock,
  ConvolutionBlock,
  DepthwiseSeparableBlock,
  InvertedResidualBlock,
  SqueezeExcite,
} from './spec/block.ts';
export { DIALECT_NAMES, dialect, type Dialect, type DialectName } from './spec/dialect.ts';
export { INPUT, type Convolution, type ConvolutionRole, type Layer } from './spec/layer.ts';
export { makeDivisible } from './spec/make-divisible.ts';
export { MODEL_NAMES, type ModelName } from './spec/model-name.ts';
export type { Network } from './spec/network.ts';
export { narrowed, type Narrowing } from './spec/narrow.ts';
export { allowed, MODEL_OPTIONS, type NetworkOptions, type OptionRule } from './spec/options.ts';
export { mobileNetV1, type MobileNetV1Options } from './spec/mobilenet-v1.ts';
export { mobileNetV2, type MobileNetV2Options } from './spec/mobilenet-v2.ts';
export {
  mobileNetV3Large,
  mobileNetV3Small,
  type MobileNetV3Options,
} from './spec/mobilenet-v3.ts';
export { buildNetwork, type OptionsByModel } from './spec/build-network.ts';
export { expand, layersOf, type ExpandedBlock } from './spec/expand.ts';
export { inferShapes, RESOLUTION_RANGE } from './shape/infer-shapes.ts';
export { layerMultiplyAdds } from './count/count-layer.ts';
export { sizeOf, type Shape } from './shape/shape.ts';
export {
  count,
  countBlocks,
  totalsOf,
  type BlockCount,
  type LayerCount,
  type MultiplyAddTotals,
  type NetworkCount,
  type ParamTotals,
  type Totals,
} from './count/count.ts';
export { multiplyAddKind, type MultiplyAddKind } from './count/count-layer.ts';
export { layerParams, trainableParams, type Params } from './spec/layer-params.ts';
export { paddingOf, type AxisPadding } from './shape/padding.ts';
export { receptiveFields, type ReceptiveField } from './shape/receptive-field.ts';
export {
  activationMemory,
  type ActivationMemory,
  type ActivationMemoryOptions,
  type BlockMemory,
  type LayerMemory,
} from './count/activation-memory.ts';
export {
  arithmeticIntensity,
  type BlockIntensity,
  type Intensity,
  type IntensityOptions,
  type LayerIntensity,
  type NetworkIntensity,
} from './count/arithmetic-intensity.ts';
export type { Convention, OperationRule, Source } from './count/conventions/convention.ts';
export {
  conventions,
  countedParams,
  type ConventionReading,
} from './count/conventions/conventions.ts';
export { layerTerms, type ConventionTerm } from './count/conventions/layer-terms.ts';
export { groupDigits } from './spec/group-digits.ts';
export { operationOf, summary, type SummaryOptions } from './count/summary.ts';
export { modelTitle, titleOf } from './spec/title.ts';
export { toPyTorch } from './source/to-pytorch.ts';
export { toKeras } from './source/to-keras.ts';
export { toTfjs } from './source/to-tfjs.ts';

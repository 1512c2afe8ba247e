/** An activation written into another operator. */
export type FusedActivation = 'none' | 'relu' | 'relu6';

/** TensorType of schema.fbs, by number. */
export const TENSOR_TYPES: readonly string[] = [
  'FLOAT32',
  'FLOAT16',
  'INT32',
  'UINT8',
  'INT64',
  'STRING',
  'BOOL',
  'INT16',
  'COMPLEX64',
  'INT8',
  'FLOAT64',
  'COMPLEX128',
  'UINT64',
  'RESOURCE',
  'VARIANT',
  'UINT32',
  'UINT16',
  'INT4',
];

/** The members of BuiltinOperator of schema.fbs that image classifiers are made of, by number. */
export const OPERATORS: Readonly<Record<number, string>> = {
  0: 'ADD',
  1: 'AVERAGE_POOL_2D',
  3: 'CONV_2D',
  4: 'DEPTHWISE_CONV_2D',
  6: 'DEQUANTIZE',
  9: 'FULLY_CONNECTED',
  14: 'LOGISTIC',
  17: 'MAX_POOL_2D',
  18: 'MUL',
  19: 'RELU',
  21: 'RELU6',
  22: 'RESHAPE',
  25: 'SOFTMAX',
  34: 'PAD',
  40: 'MEAN',
  41: 'SUB',
  42: 'DIV',
  43: 'SQUEEZE',
  45: 'STRIDED_SLICE',
  55: 'MAXIMUM',
  57: 'MINIMUM',
  60: 'PADV2',
  77: 'SHAPE',
  83: 'PACK',
  114: 'QUANTIZE',
  117: 'HARD_SWISH',
};

/** The forms in which a network can be read as text. */
export const TEXT_FORMS = [
  { value: 'summary', text: 'Summary', file: 'txt' },
  { value: 'pytorch', text: 'PyTorch', file: 'py' },
  { value: 'keras', text: 'Keras', file: 'py' },
  { value: 'tfjs', text: 'TensorFlow.js', file: 'js' },
] as const;

export type TextForm = (typeof TEXT_FORMS)[number]['value'];

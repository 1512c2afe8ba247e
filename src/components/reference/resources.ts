/** Something to read, watch or use beside this notebook. */
export interface Resource {
  readonly kind: 'lecture' | 'interactive' | 'text' | 'code';
  readonly title: string;
  readonly author: string;
  readonly url: string;
  /** What it is good for, and for whom. */
  readonly about: string;
}

export const RESOURCE_KINDS: Readonly<Record<Resource['kind'], string>> = {
  lecture: 'Lectures on video',
  text: 'Walkthroughs',
  interactive: 'Interactive pages',
  code: 'Code of the authors and of libraries',
};

export const RESOURCES: readonly Resource[] = [
  {
    kind: 'lecture',
    title: 'MobileNet',
    author: 'Andrew Ng, in Convolutional Neural Networks',
    url: 'https://www.coursera.org/learn/convolutional-neural-networks',
    about: 'Depthwise and pointwise convolution by a small worked example, for a first meeting.',
  },
  {
    kind: 'lecture',
    title: 'MobileNet Architecture',
    author: 'Andrew Ng, in Convolutional Neural Networks',
    url: 'https://www.coursera.org/lecture/convolutional-neural-networks/mobilenet-architecture-9BqTk',
    about: 'V1 as a whole, then V2’s block with its expansion, projection and skip.',
  },
  {
    kind: 'text',
    title: 'Introduction to MobileNet v1 using Depth Wise Separable Convolution',
    author: 'Krutika Bapat',
    url: 'https://krutikabapat.github.io/MobileNet-And-Depth-Wise-Separable-Convolutions/',
    about: 'The cost of both kinds of convolution derived side by side.',
  },
  {
    kind: 'text',
    title: 'MobileNetV2: Inverted Residuals and Linear Bottlenecks, notes',
    author: 'patrick-llgc, in Learning-Deep-Learning',
    url: 'https://patrick-llgc.github.io/Learning-Deep-Learning/paper_notes/mobilenets_v2.html',
    about: 'One page of notes on the paper; there is another on V3.',
  },
  {
    kind: 'interactive',
    title: 'CNN Explainer',
    author: 'Zijie J. Wang and colleagues, Polo Club of Data Science',
    url: 'https://poloclub.github.io/cnn-explainer/',
    about: 'A small network of standard convolutions, opened down to single products.',
  },
  {
    kind: 'code',
    title: 'MobileNetV2 and V3 in TensorFlow-Slim',
    author: 'The authors of the papers',
    url: 'https://github.com/tensorflow/models/tree/master/research/slim/nets/mobilenet',
    about: 'The reference for what a paper leaves open, and the table of released networks.',
  },
  {
    kind: 'code',
    title: 'torchvision.models.mobilenetv2 and mobilenetv3',
    author: 'PyTorch contributors',
    url: 'https://github.com/pytorch/vision/tree/main/torchvision/models',
    about: 'The dialect that this notebook speaks unless it says otherwise.',
  },
  {
    kind: 'code',
    title: 'keras.applications: MobileNet, MobileNetV2, MobileNetV3',
    author: 'Keras contributors',
    url: 'https://github.com/keras-team/keras/tree/master/keras/src/applications',
    about: 'The other widespread dialect, with V1.',
  },
];

/** Something to read, watch or use beside this notebook. */
export interface Resource {
  readonly kind: 'video' | 'text' | 'interactive' | 'code';
  readonly title: string;
  readonly author: string;
  readonly url: string;
  /** What it is good for, and for whom. */
  readonly about: string;
  /** Whether the repository that this notebook grew from thanks it. */
  readonly isFirstList?: true;
}

export const RESOURCE_KINDS: Readonly<Record<Resource['kind'], string>> = {
  video: 'Walkthroughs and lectures on video',
  text: 'Walkthroughs to read',
  interactive: 'Interactive pages',
  code: 'Code of the authors and of libraries',
};

export const RESOURCES: readonly Resource[] = [
  {
    kind: 'video',
    title: 'MobileNet Research Paper Walkthrough',
    author: 'Rahul Deora',
    url: 'https://youtu.be/HD9FnjVwU8g',
    about: 'The V1 paper from its first page to its last.',
    isFirstList: true,
  },
  {
    kind: 'video',
    title:
      'depthwise separable convolution | Complete tensor operations for MobileNet architecture',
    author: 'When Maths Meet Coding',
    url: 'https://youtu.be/vfCvmenkbZA',
    about: 'The shapes of V1’s tensors, step by step.',
    isFirstList: true,
  },
  {
    kind: 'video',
    title: 'Depthwise Separable Convolution - A FASTER CONVOLUTION!',
    author: 'CodeEmporium',
    url: 'https://youtu.be/T7o3xvJLuHk',
    about: 'The two steps of V1’s block and what they save.',
    isFirstList: true,
  },
  {
    kind: 'video',
    title: 'MobileNetV2 and EfficientNet',
    author: 'Rahul Deora',
    url: 'https://youtu.be/IBndcd4UfTs',
    about: 'V2, and what was built on its block.',
    isFirstList: true,
  },
  {
    kind: 'video',
    title: 'MobileNetV3 | Lecture 16 (Part 3) | Applied Deep Learning (Supplementary)',
    author: 'Maziar Raissi',
    url: 'https://youtu.be/O7mQpJnB-cw',
    about: 'V3 in a university lecture.',
    isFirstList: true,
  },
  {
    kind: 'video',
    title: 'Searching for MobileNetV3 | Paper Walkthrough & PyTorch Implementation',
    author: 'Maciej Balawejder',
    url: 'https://youtu.be/0oqs-inp7sA',
    about: 'The V3 paper, and the network written in PyTorch.',
    isFirstList: true,
  },
  {
    kind: 'text',
    title: 'New mobile neural network architectures',
    author: 'Matthijs Hollemans',
    url: 'https://machinethink.net/blog/mobile-architectures/',
    about: 'V2 and V3 among their relatives, by somebody who runs them on phones.',
    isFirstList: true,
  },
  {
    kind: 'text',
    title: 'Residual, BottleNeck, Inverted Residual, Linear BottleNeck, MBConv Explained',
    author: 'Francesco Zuppichini',
    url: 'https://towardsdatascience.com/residual-bottleneck-inverted-residual-linear-bottleneck-mbconv-explained-89d7b7e7c6bc',
    about: 'The names of blocks, with PyTorch for each.',
    isFirstList: true,
  },
  {
    kind: 'video',
    title: 'MobileNet',
    author: 'Andrew Ng, in Convolutional Neural Networks',
    url: 'https://www.coursera.org/learn/convolutional-neural-networks',
    about: 'Depthwise and pointwise convolution by a small worked example, for a first meeting.',
  },
  {
    kind: 'video',
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

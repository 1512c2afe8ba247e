import type { Reference } from './reference.ts';

const CVPR = 'Conference on Computer Vision and Pattern Recognition (CVPR)';
const ICCV = 'International Conference on Computer Vision (ICCV)';
const ECCV = 'European Conference on Computer Vision (ECCV)';
const ICML = 'International Conference on Machine Learning (ICML)';

/**
 * Everything that a chapter cites, by the name that `<Cite paper="…">` takes. The reference page lists
 * all of it, in this order, with BibTeX.
 */
export const BIBLIOGRAPHY = {
  v1: {
    label: 'Howard et al. 2017',
    title: 'MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications',
    authors:
      'Andrew G. Howard, Menglong Zhu, Bo Chen, Dmitry Kalenichenko, Weijun Wang, Tobias Weyand, Marco Andreetto, Hartwig Adam',
    year: 2017,
    url: 'https://arxiv.org/abs/1704.04861',
    source: { kind: 'preprint' },
    about: 'MobileNetV1: depthwise separable convolutions, α and ρ.',
  },
  v2: {
    label: 'Sandler et al. 2018',
    title: 'MobileNetV2: Inverted Residuals and Linear Bottlenecks',
    authors: 'Mark Sandler, Andrew Howard, Menglong Zhu, Andrey Zhmoginov, Liang-Chieh Chen',
    year: 2018,
    url: 'https://arxiv.org/abs/1801.04381',
    source: { kind: 'conference', venue: CVPR },
    about: 'MobileNetV2: the inverted residual, its linear ends, and its memory.',
  },
  v3: {
    label: 'Howard et al. 2019',
    title: 'Searching for MobileNetV3',
    authors:
      'Andrew Howard, Mark Sandler, Grace Chu, Liang-Chieh Chen, Bo Chen, Mingxing Tan, Weijun Wang, Yukun Zhu, Ruoming Pang, Vijay Vasudevan, Quoc V. Le, Hartwig Adam',
    year: 2019,
    url: 'https://arxiv.org/abs/1905.02244',
    source: { kind: 'conference', venue: ICCV },
    about: 'MobileNetV3: gates, hard-swish, searched widths and a new last stage.',
  },
  mnasNet: {
    label: 'Tan et al. 2019',
    title: 'MnasNet: Platform-Aware Neural Architecture Search for Mobile',
    authors:
      'Mingxing Tan, Bo Chen, Ruoming Pang, Vijay Vasudevan, Mark Sandler, Andrew Howard, Quoc V. Le',
    year: 2019,
    url: 'https://arxiv.org/abs/1807.11626',
    source: { kind: 'conference', venue: CVPR },
    about: 'The search that V3-Large starts from.',
  },
  netAdapt: {
    label: 'Yang et al. 2018',
    title: 'NetAdapt: Platform-Aware Neural Network Adaptation for Mobile Applications',
    authors:
      'Tien-Ju Yang, Andrew Howard, Bo Chen, Xiao Zhang, Alec Go, Mark Sandler, Vivienne Sze, Hartwig Adam',
    year: 2018,
    url: 'https://arxiv.org/abs/1804.03230',
    source: { kind: 'conference', venue: ECCV },
    about: 'Shrinking a network step by step, by measured cost; V3’s second search.',
  },
  squeezeExcite: {
    label: 'Hu et al. 2018',
    title: 'Squeeze-and-Excitation Networks',
    authors: 'Jie Hu, Li Shen, Gang Sun',
    year: 2018,
    url: 'https://arxiv.org/abs/1709.01507',
    source: { kind: 'conference', venue: CVPR },
    about: 'The gate in V3’s blocks.',
  },
  swish: {
    label: 'Ramachandran et al. 2017',
    title: 'Searching for Activation Functions',
    authors: 'Prajit Ramachandran, Barret Zoph, Quoc V. Le',
    year: 2017,
    url: 'https://arxiv.org/abs/1710.05941',
    source: { kind: 'preprint' },
    about: 'Swish, found by a search.',
  },
  silu: {
    label: 'Elfwing et al. 2018',
    title:
      'Sigmoid-Weighted Linear Units for Neural Network Function Approximation in Reinforcement Learning',
    authors: 'Stefan Elfwing, Eiji Uchibe, Kenji Doya',
    year: 2018,
    url: 'https://arxiv.org/abs/1702.03118',
    source: { kind: 'journal', journal: 'Neural Networks', volume: '107', pages: '3–11' },
    about: 'The same function as swish, a little earlier, under the name SiLU.',
  },
  resnet: {
    label: 'He et al. 2016',
    title: 'Deep Residual Learning for Image Recognition',
    authors: 'Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun',
    year: 2016,
    url: 'https://arxiv.org/abs/1512.03385',
    source: { kind: 'conference', venue: CVPR },
    about: 'Skips, and the bottleneck that V2 turns inside out.',
  },
  sifre: {
    label: 'Sifre 2014',
    title: 'Rigid-Motion Scattering for Image Classification',
    authors: 'Laurent Sifre',
    year: 2014,
    url: 'https://www.di.ens.fr/data/publications/papers/phd_sifre.pdf',
    source: { kind: 'thesis', school: 'École Polytechnique' },
    about: 'Depthwise separable convolution, before it had a network.',
  },
  xception: {
    label: 'Chollet 2017',
    title: 'Xception: Deep Learning with Depthwise Separable Convolutions',
    authors: 'François Chollet',
    year: 2017,
    url: 'https://arxiv.org/abs/1610.02357',
    source: { kind: 'conference', venue: CVPR },
    about: 'A large network of separable convolutions, months before V1.',
  },
  batchNorm: {
    label: 'Ioffe and Szegedy 2015',
    title:
      'Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift',
    authors: 'Sergey Ioffe, Christian Szegedy',
    year: 2015,
    url: 'https://arxiv.org/abs/1502.03167',
    source: { kind: 'conference', venue: ICML },
    about: 'Batch norm, whose scales and shifts some counts include and some do not.',
  },
  convolutionArithmetic: {
    label: 'Dumoulin and Visin 2016',
    title: 'A guide to convolution arithmetic for deep learning',
    authors: 'Vincent Dumoulin, Francesco Visin',
    year: 2016,
    url: 'https://arxiv.org/abs/1603.07285',
    source: { kind: 'preprint' },
    about: 'Kernel, stride and padding, and the sizes that follow.',
  },
  shuffleNetV2: {
    label: 'Ma et al. 2018',
    title: 'ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design',
    authors: 'Ningning Ma, Xiangyu Zhang, Hai-Tao Zheng, Jian Sun',
    year: 2018,
    url: 'https://arxiv.org/abs/1807.11164',
    source: { kind: 'conference', venue: ECCV },
    about: 'Why the count of operations is an indirect measure of speed.',
  },
  roofline: {
    label: 'Williams et al. 2009',
    title: 'Roofline: An Insightful Visual Performance Model for Multicore Architectures',
    authors: 'Samuel Williams, Andrew Waterman, David Patterson',
    year: 2009,
    url: 'https://doi.org/10.1145/1498765.1498785',
    source: {
      kind: 'journal',
      journal: 'Communications of the ACM',
      volume: '52(4)',
      pages: '65–76',
    },
    about: 'Work against traffic: what sets the time of a computation.',
  },
  quantization: {
    label: 'Jacob et al. 2018',
    title:
      'Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference',
    authors:
      'Benoit Jacob, Skirmantas Kligys, Bo Chen, Menglong Zhu, Matthew Tang, Andrew Howard, Hartwig Adam, Dmitry Kalenichenko',
    year: 2018,
    url: 'https://arxiv.org/abs/1712.05877',
    source: { kind: 'conference', venue: CVPR },
    about: 'Networks in eight bits, with MobileNets as the example.',
  },
  imageNet: {
    label: 'Russakovsky et al. 2015',
    title: 'ImageNet Large Scale Visual Recognition Challenge',
    authors:
      'Olga Russakovsky, Jia Deng, Hao Su, Jonathan Krause, Sanjeev Satheesh, Sean Ma, Zhiheng Huang, Andrej Karpathy, Aditya Khosla, Michael Bernstein, Alexander C. Berg, Li Fei-Fei',
    year: 2015,
    url: 'https://arxiv.org/abs/1409.0575',
    source: {
      kind: 'journal',
      journal: 'International Journal of Computer Vision',
      volume: '115(3)',
      pages: '211–252',
    },
    about: 'The thousand classes that the papers’ percentages are about.',
  },
  universallySlimmable: {
    label: 'Yu and Huang 2019',
    title: 'Universally Slimmable Networks and Improved Training Techniques',
    authors: 'Jiahui Yu, Thomas Huang',
    year: 2019,
    url: 'https://arxiv.org/abs/1903.05134',
    source: { kind: 'conference', venue: ICCV },
    about: 'One network for every width, which the built-in weights are.',
  },
  mutualNet: {
    label: 'Yang et al. 2020',
    title: 'MutualNet: Adaptive ConvNet via Mutual Learning from Network Width and Resolution',
    authors: 'Taojiannan Yang, Sijie Zhu, Chen Chen, Shen Yan, Mi Zhang, Andrew Willis',
    year: 2020,
    url: 'https://arxiv.org/abs/1909.12978',
    source: { kind: 'conference', venue: ECCV },
    about: 'The same for resolutions.',
  },
  slim: {
    label: 'mobilenet_v1.md',
    title: 'tensorflow/models, research/slim/nets/mobilenet_v1.md',
    authors: 'The TensorFlow Authors',
    year: 2017,
    url: 'https://github.com/tensorflow/models/blob/master/research/slim/nets/mobilenet_v1.md',
    source: { kind: 'software' },
    about: 'The sixteen released networks of V1, with their accuracies.',
  },
  slimV2: {
    label: 'mobilenet/README.md',
    title: 'tensorflow/models, research/slim/nets/mobilenet/README.md',
    authors: 'The TensorFlow Authors',
    year: 2018,
    url: 'https://github.com/tensorflow/models/blob/master/research/slim/nets/mobilenet/README.md',
    source: { kind: 'software' },
    about: 'The released networks of V2 and V3, with their accuracies.',
  },
  torchvision: {
    label: 'torchvision’s list of weights',
    title: 'torchvision.models, table of all available classification weights',
    authors: 'The TorchVision maintainers and contributors',
    year: 2016,
    url: 'https://docs.pytorch.org/vision/stable/models.html',
    source: { kind: 'software' },
    about: 'What the same networks score with weights from other recipes.',
  },
} as const satisfies Record<string, Reference>;

export type ReferenceName = keyof typeof BIBLIOGRAPHY;

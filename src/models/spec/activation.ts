/**
 * The non-linearities of the three papers. A layer without one is linear, as the projection of
 * an inverted residual is.
 *
 * - `relu`: max(0, x)
 * - `relu6`: min(max(0, x), 6)
 * - `hard-sigmoid`: relu6(x + 3) / 6
 * - `hard-swish`: x · relu6(x + 3) / 6
 *
 * @see MobileNetV3, section 5.2, for the last two.
 */
export type Activation = 'relu' | 'relu6' | 'hard-sigmoid' | 'hard-swish';

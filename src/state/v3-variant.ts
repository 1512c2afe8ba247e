import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** MobileNetV3 as published, or without some of what it added. */
export type V3Variant = 'published' | 'no-gates' | 'relu' | 'minimalistic';

export interface V3VariantView {
  readonly variant: V3Variant;
}

const VARIANTS = ['published', 'no-gates', 'relu', 'minimalistic'] as const;

export const DEFAULT_V3_VARIANT: V3VariantView = { variant: 'published' };

export const $v3Variant = map<V3VariantView>({ ...DEFAULT_V3_VARIANT });

/** In the address bar as `minimalistic`. */
export const ADDRESSED_V3_VARIANT: Addressed<V3VariantView> = {
  parameter: 'variant',
  store: $v3Variant,
  read: (text) => ({
    variant: VARIANTS.find((name) => name === text) ?? DEFAULT_V3_VARIANT.variant,
  }),
  write: ({ variant }) => (variant === DEFAULT_V3_VARIANT.variant ? undefined : variant),
};

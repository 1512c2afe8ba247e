import { box, cone, part, type Part, type ToyBuilder } from '../toy.ts';

/** A table: an oblong or round top on four legs, a trestle or one column. */
export const table: ToyBuilder = (random) => {
  const wide = random.between(0.62, 0.95);
  const disc = random.chance(0.3);
  const deep = disc ? wide : random.between(0.42, 0.62);
  const height = random.between(0.5, 0.82);
  const thick = random.between(0.035, 0.06);
  const parts: Part[] = [];
  if (disc) {
    parts.push(part('main', cone(wide, wide, thick, 0.03), [0, 0, 0]));
    parts.push(part('second', cone(wide * 0.8, wide * 0.8, 0.05), [0, -thick - 0.04, 0]));
  } else {
    parts.push(part('main', box(wide, thick, deep, 0.03), [0, 0, 0]));
    parts.push(part('second', box(wide * 0.86, 0.06, deep * 0.82, 0.01), [0, -thick - 0.05, 0]));
  }
  const base = random.pick(disc ? ['legs', 'column', 'column'] : ['legs', 'legs', 'trestle']);
  if (base === 'column') {
    parts.push(part('wood', cone(0.1, 0.075, height / 2), [0, -height / 2, 0]));
    parts.push(part('wood', cone(0.16, 0.1, 0.06), [0, -height + 0.14, 0]));
    parts.push(part('wood', cone(wide * 0.55, wide * 0.4, 0.045), [0, -height, 0]));
  } else if (base === 'trestle') {
    for (const x of [-1, 1]) {
      parts.push(
        part('wood', box(0.06, height / 2, deep * 0.3, 0.02), [x * wide * 0.72, -height / 2, 0]),
      );
      parts.push(part('wood', box(0.08, 0.045, deep * 0.85, 0.03), [x * wide * 0.72, -height, 0]));
    }
    parts.push(part('second', box(wide * 0.72, 0.05, 0.035, 0.015), [0, -height * 0.6, 0]));
  } else {
    const post = random.between(0.045, 0.075);
    const splay = random.chance(0.4) ? random.between(4, 11) : 0;
    const [x0, z0] = disc ? [wide * 0.56, wide * 0.56] : [wide - 2 * post, deep - 2 * post];
    const turned = random.chance(0.5);
    for (const x of [-1, 1]) {
      for (const z of [-1, 1]) {
        const solid = turned
          ? cone(post * 0.6, post * 1.15, height / 2)
          : box(post, height / 2, post, 0.015);
        const out = splay * 0.0087 * height;
        const at = [x * (x0 + out), -height / 2, z * (z0 + out)] as const;
        parts.push(part('wood', solid, at, [-z * splay, 0, x * splay]));
      }
    }
    if (random.chance(0.3)) {
      parts.push(part('second', box(x0, 0.025, z0, 0.012), [0, -height * 0.7, 0]));
    }
  }
  return {
    parts,
    natural: { main: [0.66, 0.09, 65], second: [0.55, 0.08, 58], wood: [0.48, 0.075, 52] },
  };
};

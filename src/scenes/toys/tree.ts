import { cosine, sine } from '../elementary.ts';
import { ball, cone, ellipsoid, part, type Part, type ToyBuilder } from '../toy.ts';

/** A tree: a conifer of stacked cones, or a round crown of several balls, sometimes with fruit. */
export const tree: ToyBuilder = (random) => {
  const trunk = random.between(0.28, 0.5);
  const girth = random.between(0.08, 0.13);
  const parts: Part[] = [
    part('wood', cone(girth * 1.35, girth * 0.85, trunk / 2 + 0.1, 0.02), [0, trunk / 2 + 0.05, 0]),
    part('wood', cone(girth * 2, girth * 1.1, 0.05, 0.02), [0, 0.03, 0]),
  ];
  if (random.chance(0.5)) {
    const tiers = random.pick([3, 3, 4]);
    const wide = random.between(0.42, 0.6);
    const tall = random.between(0.22, 0.3);
    let height = trunk;
    for (let i = 0; i < tiers; i += 1) {
      const radius = wide * (1 - (0.72 * i) / tiers);
      const half = tall * (1 - (0.12 * i) / tiers);
      const tip = i === tiers - 1 ? 0 : radius * 0.3;
      parts.push(
        part(i % 2 === 0 ? 'main' : 'second', cone(radius, tip, half, 0.03), [0, height + half, 0]),
      );
      height += half * 1.15;
    }
    if (random.chance(0.3)) parts.push(part('accent', ball(0.09), [0, height + tall * 0.95, 0]));
  } else {
    const radius = random.between(0.36, 0.48);
    const middle = trunk + radius * 0.9;
    parts.push(
      part('main', ellipsoid(radius, radius * random.between(0.85, 1.25), radius), [0, middle, 0]),
    );
    const puffs = random.pick([3, 4, 5]);
    const spin = random.between(0, 360);
    for (let i = 0; i < puffs; i += 1) {
      const angle = spin + (360 * i) / puffs;
      const size = radius * random.between(0.5, 0.72);
      const out = radius * random.between(0.6, 0.8);
      const up = middle + radius * random.between(-0.35, 0.5);
      parts.push(
        part(i % 2 === 0 ? 'second' : 'main', ball(size), [
          out * cosine(angle),
          up,
          out * sine(angle),
        ]),
      );
    }
    parts.push(part('second', ball(radius * 0.62), [0, middle + radius * 0.65, 0]));
    if (random.chance(0.4)) {
      for (let i = 0; i < 9; i += 1) {
        const angle = spin + 137.5 * i;
        const up = 0.5 - i / 9;
        const out = radius * 1.18 * Math.sqrt(1 - up * up);
        const at = [out * cosine(angle), middle + radius * 1.1 * up, out * sine(angle)] as const;
        parts.push(part('accent', ball(0.065), at));
      }
    }
  }
  const hue = random.between(125, 155);
  return {
    parts,
    natural: {
      main: [random.between(0.5, 0.66), 0.13, hue],
      second: [random.between(0.56, 0.72), 0.14, hue - 12],
      accent: [0.6, 0.2, 28],
      wood: [0.44, 0.07, 55],
    },
  };
};

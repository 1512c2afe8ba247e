import { cosine, sine } from '../elementary.ts';
import { cone, ellipsoid, part, shell, type Part, type ToyBuilder } from '../toy.ts';

/** A toadstool: bulbous stem, sometimes a skirt, gills, and a domed cap with raised dots. */
export const mushroom: ToyBuilder = (random) => {
  const stem = random.between(0.3, 0.55);
  const girth = random.between(0.13, 0.22);
  const wide = random.between(0.44, 0.68);
  const dome = wide * random.between(0.6, 1.0);
  const parts: Part[] = [
    part('pale', cone(girth * 1.15, girth * 0.8, stem / 2 + 0.05, 0.06), [0, stem / 2, 0]),
    part('pale', ellipsoid(girth * 1.4, girth * 0.9, girth * 1.4), [0, girth * 0.4, 0]),
    part('second', cone(wide * 0.55, wide * 0.94, 0.045, 0.015), [0, stem, 0]),
    part('main', ellipsoid(wide, dome, wide, 0), [0, stem + 0.02, 0]),
  ];
  if (random.chance(0.5)) {
    parts.push(
      part('pale', shell([girth * 0.8, 0.07], [girth * 1.7, -0.05], 0.02), [0, stem * 0.68, 0]),
    );
  }
  if (random.chance(0.8)) {
    const dots = random.pick([7, 9, 11]);
    const spin = random.between(0, 360);
    for (let i = 0; i < dots; i += 1) {
      const up = 0.95 - (0.8 * i) / dots;
      const out = Math.sqrt(1 - up * up);
      const angle = spin + 137.5 * i;
      const size = random.between(0.07, 0.125);
      // Sunk into the cap, so that they are dots rather than beads.
      const deep = 0.92;
      const at = [
        out * wide * deep * cosine(angle),
        stem + 0.02 + up * dome * deep,
        out * wide * deep * sine(angle),
      ] as const;
      parts.push(part('accent', ellipsoid(size, size, size), at));
    }
  }
  if (random.chance(0.2)) {
    const at = girth * 2.4;
    parts.push(
      part('pale', cone(girth * 0.5, girth * 0.4, stem * 0.25, 0.02), [at, stem * 0.22, girth]),
    );
    parts.push(
      part('main', ellipsoid(wide * 0.38, dome * 0.42, wide * 0.38, 0), [at, stem * 0.42, girth]),
    );
  }
  return {
    parts,
    natural: {
      main: [0.57, 0.2, random.between(22, 40)],
      second: [0.86, 0.04, 80],
      accent: [0.97, 0.01, 90],
      pale: [0.94, 0.03, 90],
    },
  };
};

import { ball, ellipsoid, part, prism, type Part, type ToyBuilder } from '../toy.ts';

/** A fish along x (head at +x): deep or slim body, forked tail, fins, eyes, lips. */
export const fish: ToyBuilder = (random) => {
  const long = random.between(0.55, 0.75);
  const tall = long * random.between(0.42, 0.72);
  const wide = long * random.between(0.28, 0.4);
  const parts: Part[] = [
    part('main', ellipsoid(long, tall, wide), [0, 0, 0]),
    part('main', ellipsoid(long * 0.5, tall * 0.42, wide * 0.5), [-long * 0.72, 0, 0]),
  ];
  const lobe = random.between(0.26, 0.4);
  const spread = random.between(28, 48);
  for (const side of [-1, 1]) {
    const at = [-long * 1.08 - lobe * 0.42, side * lobe * 0.48, 0] as const;
    parts.push(part('accent', ellipsoid(lobe, lobe * 0.42, 0.055), at, [0, 0, -side * spread]));
  }
  const back = random.between(0.2, 0.36);
  parts.push(
    part('accent', prism(long * 0.5, back, 0.035, -long * 0.42, 0.025), [
      -long * 0.06,
      tall + back * 0.35,
      0,
    ]),
  );
  if (random.chance(0.7)) {
    const under = back * 0.7;
    parts.push(
      part(
        'accent',
        prism(long * 0.28, under, 0.035, long * 0.24, 0.025),
        [-long * 0.2, -tall - under * 0.3, 0],
        [0, 0, 180],
      ),
    );
  }
  const flap = random.between(0.16, 0.24);
  for (const side of [-1, 1]) {
    const at = [long * 0.12, -tall * 0.2, side * (wide + 0.03)] as const;
    parts.push(part('second', ellipsoid(flap, flap * 0.55, 0.04), at, [side * 25, side * 30, 25]));
    // The eyes sit on the ellipsoid: z follows from x and y.
    const [x, y] = [0.62, 0.26];
    const z = Math.sqrt(1 - x * x - y * y);
    const eye = random.between(0.085, 0.11);
    parts.push(part('pale', ball(eye), [x * long, y * tall, side * z * wide]));
    parts.push(
      part('dark', ball(eye * 0.62), [
        x * long + eye * 0.3,
        y * tall,
        side * (z * wide + eye * 0.5),
      ]),
    );
  }
  parts.push(part('second', ellipsoid(0.06, 0.075, 0.09), [long * 0.97, -tall * 0.08, 0]));
  if (random.chance(0.5)) {
    // Two bands: slices of a slightly larger body, made by flat ellipsoids.
    for (const at of [0.25, -0.3]) {
      const scale = Math.sqrt(1 - at * at) * 1.035;
      parts.push(part('second', ellipsoid(0.07, tall * scale, wide * scale), [at * long, 0, 0]));
    }
  }
  return {
    parts,
    natural: {
      main: [0.72, 0.17, random.pick([48, 60, 240])],
      second: [0.95, 0.03, 90],
      accent: [0.66, 0.19, 40],
    },
  };
};

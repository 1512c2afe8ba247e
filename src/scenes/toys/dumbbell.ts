import { ball, box, cone, part, type Part, type ToyBuilder } from '../toy.ts';

/** A dumbbell along x: knurled bar, collars, and plates, blocks or balls on both ends. */
export const dumbbell: ToyBuilder = (random) => {
  const half = random.between(0.42, 0.7);
  const grip = random.between(0.055, 0.085);
  const style = random.pick(['plates', 'plates', 'block', 'ball']);
  const big = random.between(0.24, 0.38);
  const parts: Part[] = [];
  let reach = half;
  for (const side of [-1, 1]) {
    reach = half * 0.45;
    if (style === 'plates') {
      const count = big > 0.31 ? 2 : 3;
      for (let i = 0; i < count; i += 1) {
        const radius = big * (1 - 0.2 * i);
        const thick = 0.075 - 0.008 * i;
        reach += thick;
        parts.push(
          part(
            i % 2 === 0 ? 'main' : 'second',
            cone(radius, radius, thick, 0.035),
            [side * reach, 0, 0],
            [0, 0, 90],
          ),
        );
        reach += thick + 0.012;
      }
      parts.push(
        part(
          'accent',
          cone(grip * 1.7, grip * 1.7, 0.04),
          [side * (reach + 0.04), 0, 0],
          [0, 0, 90],
        ),
      );
      reach += 0.08;
    } else if (style === 'block') {
      const thick = big * 0.62;
      reach += thick;
      parts.push(part('main', box(thick, big * 0.8, big * 0.8, 0.07), [side * reach, 0, 0]));
      parts.push(
        part(
          'main',
          box(thick * 0.98, big * 0.8, big * 0.8, 0.07),
          [side * reach, 0, 0],
          [45, 0, 0],
        ),
      );
      parts.push(
        part(
          'second',
          cone(big * 0.45, big * 0.45, 0.03),
          [side * (reach + thick), 0, 0],
          [0, 0, 90],
        ),
      );
      reach += thick;
    } else {
      reach += big * 0.8;
      parts.push(part('main', ball(big * 0.92), [side * reach, 0, 0]));
      parts.push(
        part(
          'second',
          cone(big * 0.5, big * 0.5, 0.03),
          [side * (reach + big * 0.86), 0, 0],
          [0, 0, 90],
        ),
      );
    }
    parts.push(
      part('accent', cone(grip * 1.9, grip * 1.9, 0.035), [side * half * 0.45, 0, 0], [0, 0, 90]),
    );
  }
  parts.push(part('metal', cone(grip, grip, reach, 0.02), [0, 0, 0], [0, 0, 90]));
  parts.push(part('dark', cone(grip * 1.18, grip * 1.18, half * 0.3, 0.02), [0, 0, 0], [0, 0, 90]));
  return {
    parts,
    natural: { main: [0.36, 0.02, 260], second: [0.55, 0.02, 260], accent: [0.62, 0.19, 30] },
  };
};

import { arc, box, cone, part, shell, type Part, type ToyBuilder } from '../toy.ts';

/** A mug with a lining of another colour, a drink, a handle, and sometimes a band or a saucer. */
export const mug: ToyBuilder = (random) => {
  const half = random.between(0.36, 0.56);
  const top = random.between(0.36, 0.5);
  const bottom = top * random.between(0.72, 1.02);
  const wall = 0.03;
  const parts: Part[] = [
    part('main', shell([bottom, -half], [top, half], wall), [0, 0, 0]),
    part('main', cone(bottom + wall, bottom + wall, 0.04, 0.03), [0, -half + 0.01, 0]),
    part(
      'second',
      shell([bottom - 0.025, -half + 0.06], [top - 0.025, half - 0.015], 0.025),
      [0, 0, 0],
    ),
  ];
  const level = random.between(0.3, 0.75);
  const drink = bottom + ((top - bottom) * (1 + level)) / 2 - 0.03;
  parts.push(part('wood', cone(drink, drink, 0.02, 0.005), [0, half * level, 0]));
  const handle = half * random.between(0.5, 0.66);
  const middle = (top + bottom) / 2;
  const grip = random.between(0.05, 0.075);
  const painted = random.chance(0.35) ? 'second' : 'main';
  if (random.chance(0.25)) {
    const reach = handle * 0.95;
    const out = middle + handle * 1.05;
    parts.push(part(painted, box(grip, reach, grip, grip * 0.7), [out, 0, 0]));
    for (const side of [-1, 1]) {
      const arm = box((out - middle) / 2, grip, grip, grip * 0.7);
      parts.push(part(painted, arm, [(out + middle) / 2, side * (reach - grip), 0]));
    }
  } else {
    parts.push(part(painted, arc(handle, grip, 98), [middle, 0, 0], [0, 0, -90]));
  }
  if (random.chance(0.4)) {
    const height = random.between(-0.4, 0.5) * half;
    const radius = middle + ((top - bottom) * height) / (2 * half) + wall;
    parts.push(
      part('accent', shell([radius, height - 0.05], [radius, height + 0.05], 0.014), [0, 0, 0]),
    );
  }
  if (random.chance(0.25)) {
    parts.push(part('second', shell([0.02, 0], [bottom + 0.1, 0], 0.025), [0, -half - 0.05, 0]));
    parts.push(
      part('accent', shell([bottom + 0.1, 0], [bottom + 0.36, 0.1], 0.025), [0, -half - 0.05, 0]),
    );
  }
  return {
    parts,
    natural: { main: [0.95, 0.015, 90], second: [0.62, 0.13, 250], wood: [0.38, 0.07, 55] },
  };
};

import { ball, box, cone, part, type Part, type ToyBuilder } from '../toy.ts';

/** A car along x (nose at +x): saloon, van or pick-up, with windows, lights, bumpers and hubs. */
export const car: ToyBuilder = (random) => {
  const long = random.between(0.72, 0.95);
  const wide = random.between(0.34, 0.44);
  const half = random.between(0.13, 0.19);
  const wheel = random.between(0.17, 0.23);
  const axle = long * random.between(0.56, 0.66);
  const kind = random.pick(['saloon', 'saloon', 'van', 'pickup']);
  const parts: Part[] = [part('main', box(long, half, wide, 0.1), [0, 0, 0])];
  const cabin = random.between(0.17, 0.24);
  const [length, middle] = { saloon: [0.5, -0.08], van: [0.78, -0.14], pickup: [0.3, 0.12] }[
    kind
  ] as [number, number];
  const tall = kind === 'van' ? cabin * 1.25 : cabin;
  const at = [middle * long, half + tall * 0.75, 0] as const;
  const painted = random.chance(0.3) ? 'second' : 'main';
  parts.push(part(painted, box(length * long, tall, wide * 0.86, 0.1), at));
  // Glass a little proud of the cabin on all four sides, under a roof that stays painted.
  const glass = tall * 0.52;
  const height = at[1] + tall * 0.12;
  for (const share of kind === 'pickup' ? [0] : [-0.5, 0.5]) {
    const pane = length * long * (kind === 'pickup' ? 0.7 : 0.36);
    const x = at[0] + share * length * long * 0.92;
    parts.push(part('glass', box(pane, glass, wide * 0.87, 0.04), [x, height, 0]));
  }
  parts.push(
    part('glass', box(length * long + 0.01, glass, wide * 0.68, 0.04), [at[0], height, 0]),
  );
  for (const x of [-1, 1]) {
    for (const z of [-1, 1]) {
      const place = [x * axle, -half * 0.9, z * (wide - 0.02)] as const;
      parts.push(part('dark', cone(wheel, wheel, 0.085, 0.04), place, [90, 0, 0]));
      parts.push(part('metal', cone(wheel * 0.55, wheel * 0.55, 0.097, 0.02), place, [90, 0, 0]));
    }
    parts.push(part('metal', box(0.05, 0.05, wide * 0.95, 0.04), [x * long, -half * 0.62, 0]));
    const light = x > 0 ? 'glow' : 'accent';
    for (const z of [-1, 1]) {
      parts.push(part(light, ball(0.065), [x * (long - 0.025), half * 0.25, z * wide * 0.66]));
    }
  }
  parts.push(part('second', box(axle - wheel, 0.03, wide + 0.012, 0.015), [0, -half * 0.55, 0]));
  if (kind === 'pickup') {
    parts.push(part('dark', box(long * 0.36, 0.03, wide * 0.74, 0.01), [-long * 0.55, half, 0]));
    for (const z of [-1, 1]) {
      parts.push(
        part('main', box(long * 0.42, 0.09, 0.035, 0.02), [
          -long * 0.54,
          half + 0.04,
          z * wide * 0.88,
        ]),
      );
    }
  }
  return { parts, natural: { accent: [0.58, 0.2, 28], metal: [0.82, 0.01, 250] } };
};

import {
  arc,
  ball,
  cone,
  ellipsoid,
  part,
  prism,
  shell,
  type Part,
  type ToyBuilder,
} from '../toy.ts';
import { cosine, sine } from '../elementary.ts';

/** A rocket on its tail: hull, nose, three or four fins, portholes, nozzle, sometimes a flame. */
export const rocket: ToyBuilder = (random) => {
  const girth = random.between(0.22, 0.32);
  const half = random.between(0.42, 0.62);
  const plump = random.chance(0.45);
  const parts: Part[] = [];
  let top: number;
  if (plump) {
    // A floor in the ellipsoid cuts it off where the nozzle sits.
    parts.push(
      part('main', ellipsoid(girth * 1.12, half * 1.55, girth * 1.12, -half * 0.95), [0, 0, 0]),
    );
    parts.push(
      part('accent', ellipsoid(girth * 1.13, half * 1.57, girth * 1.13, half * 0.72), [0, 0, 0]),
    );
    top = half * 1.57;
  } else {
    const nose = random.between(0.26, 0.42);
    parts.push(part('main', cone(girth, girth, half, 0.03), [0, 0, 0]));
    if (random.chance(0.5)) {
      parts.push(part('accent', cone(girth * 1.04, 0, nose, 0.03), [0, half + nose, 0]));
      top = half + nose * 2;
    } else {
      parts.push(
        part('accent', ellipsoid(girth * 1.03, nose * 1.6, girth * 1.03, 0), [0, half, 0]),
      );
      top = half + nose * 1.6;
    }
    if (random.chance(0.6)) {
      parts.push(part('second', shell([girth, -0.04], [girth, 0.04], 0.016), [0, -half * 0.55, 0]));
      parts.push(part('second', shell([girth, -0.03], [girth, 0.03], 0.016), [0, half * 0.9, 0]));
    }
  }
  if (random.chance(0.4)) parts.push(part('metal', ball(0.04), [0, top + 0.02, 0]));
  const skin = plump ? girth * 1.1 : girth;
  const size = girth * random.between(0.36, 0.48);
  const height = half * random.between(0.2, 0.4);
  for (const side of random.chance(0.5) ? [-1, 1] : [1]) {
    parts.push(part('metal', arc(size, 0.03), [0, height, side * skin * 0.98]));
    parts.push(part('glass', ellipsoid(size, size, 0.05), [0, height, side * skin * 0.97]));
  }
  const fins = random.pick([3, 4, 4]);
  const reach = random.between(0.2, 0.32);
  const tall = random.between(0.2, 0.3);
  const spin = random.between(0, 90);
  for (let i = 0; i < fins; i += 1) {
    const angle = spin + (360 * i) / fins;
    // The fin's upright edge (its apex lies over its inner corner) is sunk into the hull.
    const out = skin * 0.75 + reach;
    const at = [out * cosine(angle), -half - 0.02, -out * sine(angle)] as const;
    parts.push(part('accent', prism(reach, tall, 0.035, -reach, 0.02), at, [0, angle, 0]));
  }
  parts.push(
    part('dark', shell([girth * 0.5, 0], [girth * 0.72, -0.13], 0.03), [0, -half - 0.02, 0]),
  );
  if (random.chance(0.3)) {
    parts.push(part('glow', ellipsoid(girth * 0.5, 0.26, girth * 0.5), [0, -half - 0.2, 0]));
  }
  return {
    parts,
    natural: { main: [0.93, 0.012, 250], second: [0.55, 0.14, 255], accent: [0.6, 0.2, 28] },
  };
};

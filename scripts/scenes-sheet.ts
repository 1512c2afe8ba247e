/**
 * A contact sheet of toys as a PNG: `node scripts/scenes-sheet.ts OUT.png [resolution] [columns] [first seed] [portrait]`.
 * One row a class; with `portrait`, each toy is shown large, unhidden and in even light.
 */
import { writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { CLASSES, renderScene, sceneFromSeed, type Scene } from '../src/scenes/scenes.ts';

const [out = 'sheet.png', side = '128', columns = '8', first = '0', mode = ''] =
  process.argv.slice(2);
const [resolution, across] = [Number(side), Number(columns)];
const perClass = CLASSES.map(() => [] as Scene[]);
for (let seed = Number(first); perClass.some((row) => row.length < across); seed += 1) {
  const scene = sceneFromSeed(seed);
  const row = perClass[CLASSES.indexOf(scene.class)] as Scene[];
  if (row.length < across) row.push(mode === 'portrait' ? portrait(scene) : scene);
}

function portrait(scene: Scene): Scene {
  return {
    ...scene,
    size: 0.95,
    x: 0,
    y: 0,
    roll: 0,
    pitch: 16,
    yaw: scene.yaw / 3 + 25,
    background: 'room',
    lightAzimuth: -45,
    lightElevation: 48,
    lightIntensity: 1.1,
    occluder: 'none',
    noise: 0,
    blur: 0,
  };
}

const png = new PNG({ width: across * resolution, height: CLASSES.length * resolution });
const start = performance.now();
perClass.forEach((row, j) => {
  row.forEach((scene, i) => {
    const pixels = renderScene(scene, resolution);
    for (let y = 0; y < resolution; y += 1) {
      const line = pixels.subarray(y * resolution * 4, (y + 1) * resolution * 4);
      png.data.set(line, ((j * resolution + y) * png.width + i * resolution) * 4);
    }
  });
});
const each = (performance.now() - start) / (CLASSES.length * across);
writeFileSync(out, PNG.sync.write(png));
console.log(
  `${out}: ${CLASSES.length} × ${across} scenes, ${each.toFixed(2)} ms each at ${resolution}`,
);

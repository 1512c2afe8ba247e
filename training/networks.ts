// Writes the layers of a model at every trained width, as the specification has them, with the names that
// its tensors get: slimmable.py trains what the site runs. Usage: node networks.ts MODEL > runs/MODEL.json
import { torchNames } from '../src/models/checkpoint/torch-names.ts';
import { buildNetwork } from '../src/models/spec/build-network.ts';
import { layersOf } from '../src/models/spec/expand.ts';
import { MODEL_NAMES } from '../src/models/spec/model-name.ts';
import { CLASSES } from '../src/scenes/scenes.ts';

const SIXTEENTHS = Array.from({ length: 13 }, (_, index) => index + 4);

const model = MODEL_NAMES.find((name) => name === process.argv[2]);
if (!model) throw new Error(`Which model? One of ${MODEL_NAMES.join(', ')}.`);

const widths = SIXTEENTHS.map((sixteenths) => {
  const alpha = sixteenths / 16;
  const network = buildNetwork(model, {
    alpha,
    dialect: 'torchvision',
    classes: CLASSES.length,
  });
  const names = torchNames(network, 'torchvision');
  const layers = layersOf(network).map((layer) => ({ ...layer, torch: names.get(layer.name) }));
  return { alpha, layers };
});
process.stdout.write(`${JSON.stringify({ model, dialect: 'torchvision', widths })}\n`);

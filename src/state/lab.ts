import { atom } from 'nanostores';
import { INPUT } from '../models/index.ts';
import { followAddressBar, writeAddress } from './address-bar.ts';
import { networkOf } from './derived.ts';
import { DEFAULT_SCENE, readLab, writeLab } from './lab-address.ts';
import { nearestPretrained, pretrainedAs } from './checkpoints.ts';
import { HOME, nameNetwork, namesNetwork, openedWith } from './lab-home.ts';
import { $picked } from './lab-networks.ts';
import { $picture, showScene } from './lab-picture.ts';
import { followLab } from './lab-run.ts';
import { $surgery } from './lab-surgery.ts';
import { $block, $channel, $fit, $layer, $place, $rangeOf, openBlock } from './lab-view.ts';
import { readLook, writeLook } from './look-address.ts';
import { $rival } from './rival.ts';
import { $opening, $study } from './study.ts';

/** What had to be corrected in the lab's part of the address. */
export const $labCorrections = atom<readonly string[]>([]);

let follows = false;

/** Takes the lab from the address bar, keeps the address bar at the lab, and starts to follow changes. */
export function openLab(): void {
  if (follows) return;
  follows = true;
  followAddressBar();
  if (!namesNetwork(openedWith())) goHome();
  restore();
  addEventListener('popstate', restore);
  // After the study has been written: what it leaves out has another meaning here.
  for (const store of [$study, $picture, $fit, $block, $picked, $surgery, $rival])
    store.listen(write);
  for (const store of [$block, $layer, $channel, $place, $rangeOf])
    store.listen(writeWhatIsLookedAt);
  followLab();
}

/** A reader who was quicker than the lab keeps what they have set. */
function goHome(): void {
  const [study, opening] = [$study.get(), $opening.get()];
  for (const key of ['alpha', 'resolution'] as const) {
    if (study[key] === opening[key]) $study.setKey(key, HOME[key]);
  }
}

function restore(): void {
  const blocks = [INPUT, ...networkOf($study.get()).blocks.map(({ name }) => name)];
  const { lab, corrections } = readLab(location.search, blocks);
  $labCorrections.set(corrections);
  $fit.set(lab.fit);
  openBlock(lab.block);
  const { step, channel, place, rangeOf } = readLook(location.search);
  $layer.set(step === undefined ? undefined : `${lab.block}.${step}`);
  $channel.set(channel);
  $place.set(place);
  $rangeOf.set(rangeOf);
  $surgery.set(lab.surgery);
  $rival.set(lab.rival);
  // The study says which network; of weights that are equally near, the link's.
  const near = pretrainedAs(lab.weights) && nearestPretrained($study.get(), lab.weights);
  $picked.set(near?.id ?? lab.weights);
  showScene(lab.scene);
}

/** Own pictures are not in the address: a link to one shows the default scene. */
function write(): void {
  const picture = $picture.get();
  const scene = picture.kind === 'scene' ? picture.scene : DEFAULT_SCENE;
  const [fit, block] = [$fit.get(), $block.get()];
  const [weights, surgery] = [$picked.get(), $surgery.get()];
  const lab = { scene, fit, block, weights, surgery, rival: $rival.get() };
  writeAddress('lab', (search) => nameNetwork(writeLab(lab, search)));
}

function writeWhatIsLookedAt(): void {
  const step = $layer.get()?.slice($block.get().length + 1);
  const look = { step, channel: $channel.get(), place: $place.get(), rangeOf: $rangeOf.get() };
  writeAddress('look', (search) => writeLook(look, search));
}

import { onGrid, type Scene } from '../../scenes/scenes.ts';

/** What a drag over the picture moves. */
export type Handle = 'toy' | 'light';

/** Degrees that a drag over the whole picture turns by. */
const REACH = { across: 180, down: 90 } as const;
/** Degrees of an arrow key, alone and with Shift. */
const NUDGE = { small: 5, large: 20 } as const;

/**
 * The scene after a drag: its toy turned as a thing in the hand is, or its light carried along.
 *
 * @param across to the right, in sides of the picture
 * @param down downwards, likewise
 */
export function dragged(scene: Scene, handle: Handle, across: number, down: number): Scene {
  return turned(scene, handle, across * REACH.across, down * REACH.down);
}

/** The scene after an arrow key; `undefined` for other keys. */
export function nudged(
  scene: Scene,
  handle: Handle,
  key: string,
  isLarge: boolean,
): Scene | undefined {
  const degrees = isLarge ? NUDGE.large : NUDGE.small;
  switch (key) {
    case 'ArrowLeft':
      return turned(scene, handle, -degrees, 0);
    case 'ArrowRight':
      return turned(scene, handle, degrees, 0);
    case 'ArrowUp':
      return turned(scene, handle, 0, -degrees);
    case 'ArrowDown':
      return turned(scene, handle, 0, degrees);
    default:
      return undefined;
  }
}

function turned(scene: Scene, handle: Handle, across: number, down: number): Scene {
  return onGrid(
    handle === 'toy'
      ? { ...scene, yaw: wrapped(scene.yaw + across), pitch: scene.pitch + down }
      : {
          ...scene,
          lightAzimuth: wrapped(scene.lightAzimuth + across),
          lightElevation: scene.lightElevation - down,
        },
  );
}

/** An angle from −180° to before 180°. */
function wrapped(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

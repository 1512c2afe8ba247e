import { FACTORS, type Scene } from './factors.ts';
import { valueAt } from './scene-from-seed.ts';

/** A scene code that does not describe a scene. */
export class SceneCodeError extends Error {
  override readonly name = 'SceneCodeError';
}

const VERSION = '1';
const LONGEST = 180;

/**
 * A scene as a short text for an address bar: `1.mug.…`, the version, the class, and then each factor of
 * {@link FACTORS} as its number of steps in base 36, or its place among the options.
 */
export function encodeScene(scene: Scene): string {
  const fields = FACTORS.map((factor) => {
    const value = scene[factor.name as keyof Scene];
    if (factor.name === 'class') return value;
    if (factor.kind === 'choice') return factor.options.indexOf(value as string).toString(36);
    return Math.floor(((value as number) - factor.low) / factor.step + 0.5).toString(36);
  });
  return [VERSION, ...fields].join('.');
}

/**
 * The scene that a code from {@link encodeScene} describes. The text may come from anywhere.
 * @throws SceneCodeError saying which part is wrong, what was expected and what was found
 */
export function decodeScene(code: string): Scene {
  if (code.length > LONGEST) {
    throw new SceneCodeError(
      `A scene code has at most ${LONGEST} characters; this one has ${code.length}.`,
    );
  }
  const [version, ...fields] = code.split('.');
  if (version !== VERSION) {
    throw new SceneCodeError(
      `A scene code starts with “${VERSION}.”; this one starts with “${version ?? ''}”.`,
    );
  }
  if (fields.length !== FACTORS.length) {
    throw new SceneCodeError(
      `A scene code has ${FACTORS.length} parts after its version; this one has ${fields.length}.`,
    );
  }
  const values: Record<string, string | number> = {};
  FACTORS.forEach((factor, index) => {
    const field = fields[index] ?? '';
    if (factor.name === 'class' && factor.kind === 'choice') {
      if (!factor.options.includes(field)) throw wrong('class', factor.options.join(', '), field);
      values['class'] = field;
      return;
    }
    const most =
      factor.kind === 'choice'
        ? factor.options.length - 1
        : Math.floor((factor.high - factor.low) / factor.step + 0.5);
    const steps = /^[0-9a-z]{1,7}$/.test(field) ? Number.parseInt(field, 36) : Number.NaN;
    if (!(steps <= most)) throw wrong(factor.name, `0 to ${most.toString(36)} in base 36`, field);
    values[factor.name] =
      factor.kind === 'choice'
        ? (factor.options[steps] as string)
        : valueAt(factor.low, factor.step, steps);
  });
  return values as unknown as Scene;
}

function wrong(name: string, expected: string, found: string): SceneCodeError {
  return new SceneCodeError(`The scene code's ${name} is one of ${expected}; found “${found}”.`);
}

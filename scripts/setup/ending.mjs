// @ts-check
import process from 'node:process';

/** How often to look whether npm is still there, in milliseconds. */
const LOOK_EVERY = 500;

/**
 * Calls back once when this process is asked to end: by a signal, or because the npm that started it
 * is gone. npm passes a signal to the shell between the two and no further, so without the second a
 * killed `npm start` would leave its server behind.
 *
 * @param {(signal: NodeJS.Signals) => void} callback
 * @returns {() => void} stops listening
 */
export function onEnding(callback) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const parent = process.ppid;
  const byNpm = process.env['npm_lifecycle_event'] !== undefined;
  const timer = byNpm
    ? setInterval(() => process.ppid !== parent && end('SIGTERM'), LOOK_EVERY).unref()
    : undefined;
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    stop();
    callback(signal);
  };
  const stop = () => {
    clearInterval(timer);
    for (const signal of signals) process.off(signal, end);
  };
  for (const signal of signals) process.on(signal, end);
  return stop;
}

// @ts-check
import { createServer } from 'node:http';

/** How many ports above the preferred one are tried before giving up. */
const TRIES = 50;

/**
 * Listens on a port, or on the next free one.
 *
 * @param {import('node:http').Server} server
 * @param {{ port: number, host?: string, strict?: boolean }} where `port` 0 takes any free one;
 *   `strict` takes no other than `port`
 * @returns {Promise<number>} the port it listens on
 * @throws Error when none of them is free.
 */
export async function listen(server, { port, host = '127.0.0.1', strict = false }) {
  const last = port === 0 || strict ? port : Math.min(port + TRIES, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    const taken = await tryToListen(server, candidate, host);
    if (taken !== undefined) return taken;
  }
  const tried = last === port ? `port ${port} is` : `ports ${port} to ${last} are`;
  throw new Error(`${tried} in use on ${host}: free one, or choose another with --port NUMBER.`);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number | undefined>} undefined when something else listens there
 */
function tryToListen(server, port, host) {
  return new Promise((resolve, reject) => {
    /** @param {NodeJS.ErrnoException} error */
    const onError = (error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    };
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * @param {string | undefined} text from the command line or the environment
 * @param {number} fallback when there is none
 * @throws Error when it is not a port.
 */
export function parsePort(text, fallback) {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`a port is a whole number from 0 to 65535, not "${text}".`);
}

/** @returns {Promise<number>} a port that nothing listens on now */
export async function freePort() {
  const server = createServer();
  const port = await listen(server, { port: 0 });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

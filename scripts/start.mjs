// @ts-check
// npm start [-- --port NUMBER] [--host ADDRESS]
// Installs what is missing, builds what has changed, serves the site and prints its address.
import process from 'node:process';
import util from 'node:util';
import { listen, parsePort } from './serve/listen.mjs';
import { createStaticServer } from './serve/static-server.mjs';
import { main, setUp } from './setup.mjs';
import { onEnding } from './setup/ending.mjs';
import { site } from './setup/paths.mjs';
import { buildSite } from './setup/site.mjs';

const DEFAULT_PORT = 4321;

await main(async () => {
  const { values } = util.parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'no-build': { type: 'boolean' },
    },
  });
  const chosen = values.port ?? process.env['PORT'];
  const port = parsePort(chosen, DEFAULT_PORT);
  if (!values['no-build']) {
    await setUp();
    await buildSite((line) => process.stderr.write(`${line}\n`));
  }
  const server = createStaticServer(site);
  const host = values.host ?? '127.0.0.1';
  const listening = await listen(server, { port, host, strict: Boolean(chosen) });
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  process.stdout.write(`Depthwise is at http://${name}:${listening}/  (Ctrl+C ends it)\n`);
  onEnding(() => {
    server.close();
    server.closeAllConnections();
  });
});

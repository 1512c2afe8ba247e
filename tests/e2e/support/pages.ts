import { fileURLToPath } from 'node:url';
import { pageAddress, siteFiles } from '../../../scripts/budgets/site-files.mjs';

const site = fileURLToPath(new URL('../../../dist', import.meta.url));

/** The address of every page of the built site, such as `/` and `/lab/`. */
export const pages: readonly string[] = siteFiles(site).list('.html').map(pageAddress);

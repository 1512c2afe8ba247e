/** A path inside the site, under whatever base it is served from. */
export function sitePath(path: string): string {
  const base = import.meta.env.BASE_URL;
  return `${base.endsWith('/') ? base : `${base}/`}${path}`;
}

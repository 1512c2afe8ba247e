// @ts-check

/**
 * What makes a content security policy too weak to be one.
 *
 * @param {string | undefined} policy as in the page's meta element
 * @returns {string[]} faults, in words
 */
export function policyFaults(policy) {
  if (policy === undefined) return ['has no content security policy'];
  const directives = new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      // Where a directive stands twice, browsers take the first; a Map would keep the last.
      .reverse()
      .map(([name = '', ...values]) => [name.toLowerCase(), values]),
  );
  const scripts = directives.get('script-src') ?? directives.get('default-src');
  const styles = directives.get('style-src') ?? directives.get('default-src');
  return [
    ...(scripts ? [] : ['has a policy that does not restrict scripts']),
    ...(scripts ?? [])
      .filter((value) =>
        ["'unsafe-inline'", "'unsafe-eval'", '*', 'data:', 'blob:', 'https:', 'http:'].includes(
          value,
        ),
      )
      .map((value) => `has a policy that lets scripts be ${value}`),
    ...(styles ?? [])
      .filter((value) => ["'unsafe-inline'", '*', 'data:', 'https:', 'http:'].includes(value))
      .map((value) => `has a policy that lets styles be ${value}`),
    ...(["'none'", "'self'"].some((value) => directives.get('object-src')?.includes(value)) ||
    directives.get('default-src')?.includes("'none'")
      ? []
      : ['has a policy that does not restrict plug-ins (object-src)']),
    ...(directives.has('base-uri') ? [] : ['has a policy that does not restrict base-uri']),
  ];
}

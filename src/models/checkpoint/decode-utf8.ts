/**
 * `TextDecoder` is in every JavaScript host, but TypeScript declares it only with the DOM, which
 * these folders do without. In a module, this declaration names the global one.
 */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/** @throws TypeError when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

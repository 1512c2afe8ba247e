/** What a dropped or chosen file is taken for; a picture unless it shows that it is weights. */
export type FileKind = 'weights' | 'picture';

/** Longer than any mark that is looked for. */
const LOOKED_AT_BYTES = 16;

/**
 * Tells weights from pictures, by name or by the first bytes: a file of weights may be called anything,
 * and one of a format that is not read here should be told so as weights, not as a damaged picture.
 */
export async function fileKind(file: File): Promise<FileKind> {
  if (/\.(safetensors|pth?|ckpt|bin|tflite|onnx|h5|hdf5|keras|npz|pb)$/i.test(file.name)) {
    return 'weights';
  }
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT_BYTES).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  const isZip = text.startsWith('PK\x03\x04');
  const isPickle = bytes[0] === 0x80 && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 0) <= 5;
  const isTflite = text.slice(4, 8) === 'TFL3';
  // The length of the header, as eight bytes of which a real file uses few, then JSON.
  const isSafetensors = text[8] === '{' && bytes[6] === 0 && bytes[7] === 0;
  return isZip || isPickle || isTflite || isSafetensors ? 'weights' : 'picture';
}

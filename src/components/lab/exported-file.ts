import type { LabResult } from '../../state/run-picture.ts';

/** A file that is ready to be handed over. */
export interface ExportedFile {
  readonly name: string;
  readonly content: BlobPart;
  readonly type: string;
}

/** What a file's name begins with. */
export function fileName({ plan, answer }: LabResult): string {
  const { model, alpha, resolution } = plan;
  const surgery = answer.configuration.surgery.length > 0 ? '-surgery' : '';
  return `mobilenet-${model}-${alpha}-${resolution}${surgery}`;
}

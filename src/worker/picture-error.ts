/** A file that cannot be looked at. The message is for a person and says what would work. */
export class PictureError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PictureError';
  }
}

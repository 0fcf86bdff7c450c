// Where what was found is kept for the next session.

export interface ResultStore {
  /** The program, and what else decides what it says: what another one has written is not read. */
  readonly program: string;
  /** What was written last; undefined when it is not there, or damaged. */
  read(): string | undefined;
  write(text: string): void;
  /** What a text is known by: no other has the same. */
  digest(text: string): string;
}

// When the core works, and on what first.

/** Work, at once or after a pause: first on what somebody waits for, then on what was edited last. */
export interface Schedule {
  readonly edited?: string | undefined;
  readonly wanted?: string | undefined;
  readonly now: boolean;
}

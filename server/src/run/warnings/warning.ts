// What to know before a run: a sentence, and a word for what it is about, by which a face can offer more.

export type WarningCode =
  /** Our own analysis is sure that it does not evaluate. */
  | 'conflict'
  /** It activates something else than the specialisation that runs. */
  | 'leaves-specialisation'
  | 'already-active'
  /** What is built differs from what runs in more than the specialisation. */
  | 'newer-profile'
  /** NixOS will refuse to switch. */
  | 'inhibited'
  | 'reboot'
  /** Sessions that are open keep what they have. */
  | 'session'
  /** The next boot starts something else. */
  | 'boot-default'
  /** It is not in what is built. */
  | 'not-built'
  | 'unsaved'
  /** Files that a flake does not have because git does not know them. */
  | 'untracked'
  /** It is the configuration of another machine. */
  | 'other-machine'
  /** What goes for good. */
  | 'deletes'
  /** The runner does it in its own way. */
  | 'runner'
  | 'unknown-name';

export interface RunWarning {
  readonly code: WarningCode;
  readonly message: string;
}

export const warning = (code: WarningCode, message: string): RunWarning => ({ code, message });

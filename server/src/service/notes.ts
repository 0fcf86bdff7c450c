// What could not be found out, and why: said beside the results, because a result that lacks something
// looks like one that does not.

export type NoteCode =
  /** Evaluation was given up: it takes too long, too much memory, or nests too deeply. */
  | 'stopped'
  /** A fault of this program. */
  | 'failed'
  /** It kept the server from answering before; it is not looked at until one of its files changes. */
  | 'set-aside'
  /** A text that is too long to be read. */
  | 'too-long'
  /** A file that is there but cannot be read as text. */
  | 'unread'
  /** A flake whose text is not Nix, and of which no host is known. */
  | 'not-nix'
  /** A flake of which no host is known, but files that are parts of some. */
  | 'no-host'
  /** Nothing was found that could be checked. */
  | 'nothing-checked'
  /** Data that should have come with the program. */
  | 'missing-data'
  /** Which release of NixOS or Home Manager a system is built with: all is well. */
  | 'release'
  /** A whole system was not, or not wholly, evaluated. */
  | 'incomplete'
  /** Modules that are not there, without which a whole system was evaluated. */
  | 'left-out';

/** Plain data. */
export interface Note {
  readonly code: NoteCode;
  /** A sentence without a full stop. */
  readonly message: string;
  /** The file concerned, where it is one: an absolute path. */
  readonly file?: string;
}

/** Takes a note about what is in hand. */
export type TakeNote = (code: NoteCode, message: string) => void;

/** Takes notes about a file into a list, each once. */
export function notesAbout(file: string, into: Note[]): TakeNote {
  return (code, message) => {
    if (!into.some((note) => note.code === code && note.message === message)) into.push({ code, message, file });
  };
}

/** Each once, in order of the files. */
export function distinctNotes(notes: readonly Note[]): readonly Note[] {
  const kept = new Map(notes.map((note) => [[note.file, note.code, note.message].join('\n'), note]));
  return [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, note]) => note);
}

// The files as the server is given them: the disk of this machine, or what an editor hands over of files that only it
// can read.
import type { FileSource } from '../project/file-source';
import type { NixFiles } from './walk';

export interface HostFiles extends FileSource {
  /** Files below this folder are going to be read. */
  enter(folder: string): void;
  /** The path as folders list it. */
  spelling(path: string): string;
  place(path: string): string;
  /** Files may have appeared or vanished: at these paths and below them, or anywhere. */
  invalidate(paths?: readonly string[]): void;
  /** All Nix files below a folder, resting after each folder; see walk.ts. */
  walk(folder: string): Generator<undefined, NixFiles>;
  /** Whether a link stands at the path itself. */
  isLink(path: string): boolean;
}

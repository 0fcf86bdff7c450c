// What writing needs of the file system, as one thing: tests replace single functions by ones that fail.
import * as fs from 'node:fs';

/** As in `node:fs`. */
export interface FileOperations {
  accessSync(path: string, mode: number): void;
  closeSync(handle: number): void;
  fchmodSync(handle: number, mode: number): void;
  fchownSync(handle: number, uid: number, gid: number): void;
  fstatSync(handle: number, options: { readonly bigint: true }): fs.BigIntStats;
  fsyncSync(handle: number): void;
  ftruncateSync(handle: number, length: number): void;
  linkSync(existing: string, path: string): void;
  lstatSync(path: string, options: { readonly bigint: true }): fs.BigIntStats;
  openSync(path: string, flags: string | number, mode?: number): number;
  readFileSync(path: string): Buffer;
  readdirSync(path: string): string[];
  realpathSync(path: string): string;
  renameSync(from: string, to: string): void;
  rmSync(path: string, options: { readonly force: true }): void;
  writeFileSync(handle: number, bytes: Buffer): void;
}

export const DISK_OPERATIONS: FileOperations = fs;

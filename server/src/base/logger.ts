/** Where the core reports what a user or developer may need to see later. Lines read `area event key=value`. */
export interface Logger {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

export const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} };

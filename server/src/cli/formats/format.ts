// What a format of a check is: a way to print its report.
import type { Output } from '../output';
import type { Report } from '../report';

/** What a format may need beside the report. */
export interface Around {
  /** The text of a file of the report, by the path that stands there. */
  readonly read: (file: string) => string | undefined;
  readonly isColoured: boolean;
  /** Of this program. */
  readonly version: string;
}

export interface Format {
  readonly name: string;
  /** Whether it has the fixes in it, which takes time. */
  readonly hasFixes: boolean;
  /** Whether paths are relative to the checked folder. Else they are to the current one. */
  readonly isRelativeToTarget?: true;
  print(report: Report, output: Output, around: Around): void;
}

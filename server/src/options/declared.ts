// Where an option is declared, as the table of a release writes it.

export interface Declared {
  readonly file: string;
  /** Counted from 1, where it is known. */
  readonly line: number | undefined;
  /** The file that the line is of, where the module has the option from a file that is no module itself. */
  readonly writtenIn: string | undefined;
}

/** Between a module and the file that it has an option from; no path of a release has it. */
const VIA = '>';

/** The places as one cell. @param below how a file is written. */
export function placesCell(places: readonly Declared[], below: (file: string) => string): string {
  const texts = places.map(({ file, line, writtenIn }) => {
    const files = writtenIn === undefined ? below(file) : `${below(file)}${VIA}${below(writtenIn)}`;
    return line === undefined ? files : `${files}:${line}`;
  });
  return texts.join(' ');
}

/** The places of such a cell. */
export const placesIn = (cell: string): readonly Declared[] => (cell === '' ? [] : cell.split(' ').map(declared));

function declared(text: string): Declared {
  const [, files = text, line] = /^(.*?)(?::(\d+))?$/s.exec(text) ?? [];
  const [file = files, writtenIn] = files.split(VIA);
  return { file, line: line === undefined ? undefined : Number(line), writtenIn };
}

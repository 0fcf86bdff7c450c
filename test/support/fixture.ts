// Several files in one string. A line `#- /hosts/laptop.nix` starts a file; text without one is /configuration.nix.
export type Files = ReadonlyMap<string, string>;

export function parseFixture(fixture: string): Files {
  const files = new Map<string, string>();
  let name = '/configuration.nix';
  let lines: string[] = [];
  const close = (): void => {
    if (lines.some((line) => line.trim() !== '')) files.set(name, `${lines.join('\n').trimEnd()}\n`);
  };
  for (const line of fixture.replace(/^\n/, '').split('\n')) {
    const header = /^#- (\/\S+)$/.exec(line);
    if (header?.[1] === undefined) {
      lines.push(line);
      continue;
    }
    close();
    name = header[1];
    lines = [];
  }
  close();
  return files;
}

/** The other way round, for comparing: files in order of name. */
export function printFixture(files: Files): string {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `#- ${name}\n${text}`)
    .join('');
}

// Option paths as Nix prints them, taken apart.

/** What stands between dots: a text in quotes, `<name>` or `<function body>`, or anything else. */
const SEGMENT = /"((?:[^"\\]|\\.)*)"|(<[^<>]*>)|([^."<]+)/y;

/** `a."b.c".d` as its segments; undefined where the text is no option path. */
export function segmentsOf(text: string): readonly string[] | undefined {
  const segments: string[] = [];
  for (let at = 0; ; at++) {
    SEGMENT.lastIndex = at;
    const found = SEGMENT.exec(text);
    if (found === null) return undefined;
    segments.push(found[1]?.replace(/\\(.)/g, '$1') ?? found[2] ?? found[3] ?? '');
    at = SEGMENT.lastIndex;
    if (at === text.length) return segments;
    if (text[at] !== '.') return undefined;
  }
}

export interface ScopedOption {
  readonly option: readonly string[];
  readonly specialisation: string | null;
}

/**
 * An option with the system that it belongs to: `specialisation.NAME.configuration.` in front names a specialisation.
 * In a home the option keeps the home's path: `home-manager.users.NAME.….`
 */
export function scopedOption(text: string): ScopedOption | undefined {
  const path = segmentsOf(text);
  if (path === undefined) return undefined;
  const home = path[0] === 'home-manager' && path[1] === 'users' ? path.slice(0, 3) : [];
  const [word, name, configuration, ...rest] = path.slice(home.length);
  return word === 'specialisation' && name !== undefined && configuration === 'configuration' && rest.length > 0
    ? { option: [...home, ...rest], specialisation: name }
    : { option: path, specialisation: null };
}

// Expands the body of a snippet the way the editor does when every placeholder is accepted as it is.

/**
 * `${1:default}` gives its default, `${1|a,b|}` its first choice, `$1` what the first placeholder of
 * that number gave, `$0` nothing.
 */
export function expand(body: string): string {
  const defaults = new Map<string, string>();
  return body.replaceAll(
    /\\([$}\\])|\$(\d+)|\$\{(\d+)(?::((?:[^\\}$]|\\.)*)|\|([^|]*)\|)?\}|\$/g,
    (whole, ...groups: (string | undefined)[]) => {
      const [escaped, mirror, number, text, choices] = groups;
      if (escaped !== undefined) return escaped;
      if (mirror !== undefined) return defaults.get(mirror) ?? '';
      if (number === undefined) throw new Error(`not a placeholder: ${body.slice(body.indexOf(whole))}`);
      const value = text?.replaceAll(/\\(.)/g, '$1') ?? choices?.split(',')[0] ?? defaults.get(number) ?? '';
      if (!defaults.has(number)) defaults.set(number, value);
      return value;
    },
  );
}

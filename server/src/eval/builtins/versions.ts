// Versions: split into components, and compared as `nix-env` does.
import { spend } from '../budget';
import { expectString, type Row } from '../primop';
import { attrs, int, list, string } from '../values';
import { binary, unary } from './row';

/** Runs of digits and runs of anything else, between dots and dashes. */
const components = (version: string): readonly string[] => version.match(/\d+|[^\d.-]+/g) ?? [];

/** The number a component is, where it fits 32 bits; real Nix takes longer runs of digits as text. */
function numeric(component: string): number | undefined {
  const value = /^\d+$/.test(component) ? Number(component) : Number.NaN;
  return value <= 0x7fffffff ? value : undefined;
}

function isOlder(a: string, b: string): boolean {
  const [x, y] = [numeric(a), numeric(b)];
  if (x !== undefined && y !== undefined) return x < y;
  if (a === '' && y !== undefined) return true;
  if (a === 'pre' && b !== 'pre') return true;
  if (b === 'pre') return false;
  // `2.3a` comes before `2.3.1`.
  if (y !== undefined) return true;
  return x === undefined && a < b;
}

/** Negative when `a` is the older version, positive when `b` is, else 0. */
function compareVersions(a: string, b: string): number {
  const [as, bs] = [components(a), components(b)];
  for (let i = 0; i < Math.max(as.length, bs.length); i++) {
    const [x, y] = [as[i] ?? '', bs[i] ?? ''];
    if (isOlder(x, y)) return -1;
    if (isOlder(y, x)) return 1;
  }
  return 0;
}

/** `hello-2.12` → name and version; the version starts behind the first dash that no letter follows. */
function parseDrvName(text: string): readonly [name: string, version: string] {
  const dash = /-[^A-Za-z]/.exec(text)?.index;
  return dash === undefined ? [text, ''] : [text.slice(0, dash), text.slice(dash + 1)];
}

export const VERSIONS: readonly Row[] = [
  binary('compareVersions', (a, b, site) =>
    expectString(a, site, (x) =>
      expectString(b, site, (y) => spend((x.text.length + y.text.length) >> 2) ?? int(compareVersions(x.text, y.text))),
    ),
  ),
  unary('splitVersion', (version, site) =>
    expectString(version, site, ({ text }) => spend(text.length >> 2) ?? list(components(text).map(string))),
  ),
  unary('parseDrvName', (name, site) =>
    expectString(name, site, ({ text }) => {
      const [known, version] = parseDrvName(text);
      return attrs([
        ['name', string(known)],
        ['version', string(version)],
      ]);
    }),
  ),
];

// Colours of VS Code's own themes: what stands in a configuration can be read, and option paths are not as red as what
// is wrong with them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import themes from './themes.json';
import { type Colour, loadColours } from './tokeniser';

interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly rules: { readonly scope: string[]; readonly settings: { readonly foreground: string } }[];
}

const CONFIGURATION = `{ config, lib, pkgs, ... }: # who takes part
{
  imports = [ ./desktop.nix ];
  services.xserver.enable = lib.mkForce false;
  users.users."kim".uid = 1000;
  specialisation.travel.configuration = {
    inherit (config) x;
    environment.systemPackages = with pkgs; [ git "text" ];
  };
}
`;
/** As near to the text of the theme itself as themes with little contrast allow. */
const LEAST = 4.5;
const THEMES = Object.entries<Theme>(themes);
const manifest = readFileSync(fileURLToPath(new URL('../../../package.json', import.meta.url)), 'utf8');

describe.each(THEMES)('%s', (_name, { background, foreground, rules }) => {
  let colours: readonly Colour[];
  beforeAll(async () => {
    colours = (await loadColours([{ settings: { background, foreground } }, ...rules]))(CONFIGURATION.split('\n'));
  });
  const of = (text: string): Colour => colours.find((colour) => colour.text === text) ?? expect.unreachable(text);

  test('everything can be read', () => {
    const least = Math.min(LEAST, contrast(foreground, background));
    for (const { text, colour, isComment } of colours)
      if (!isComment) expect(contrast(colour, background), `${text} ${colour}`).toBeGreaterThanOrEqual(least * 0.6);
  });

  test.each(['services', 'enable', 'uid', 'environment', 'specialisation', 'x'])(
    'the path of an option is not red: %s',
    (name) => {
      const { colour } = of(name);
      expect(isRed(colour), colour).toBe(false);
      expect(contrast(colour, background), colour).toBeGreaterThanOrEqual(
        Math.min(LEAST, contrast(foreground, background) * 0.7),
      );
    },
  );

  test('specialisations stand out', () => {
    expect(of('travel').colour).not.toBe(of('services').colour);
    expect(of('specialisation').colour).not.toBe(of('services').colour);
  });
});

test('no scope of ours is contributed for another language', () =>
  expect(manifest).not.toContain('"scopeName": "source.nix"'));

/** What stands between a hex colour's components. */
function channels(colour: string): readonly [number, number, number] {
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** WCAG's relative luminance and contrast. */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Clearly red: the hue of the underline below an error. */
function isRed(colour: string): boolean {
  const [red, green, blue] = channels(colour);
  return red > 0.55 && red - Math.max(green, blue) > 0.35;
}

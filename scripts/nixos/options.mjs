// The options of a release: what our `options` lists against what the release's own lib.optionAttrSetToDocList lists in
// real Nix.
import { join } from 'node:path';
import { ROOT } from '../lib/process.mjs';
import { evaluate } from './real-nix.mjs';

const MAKERS = join(ROOT, 'server/src/release');

/**
 * What real Nix lists. The options are made as we make them; all that is compared is the release's own.
 * @param {{ nixpkgs: string, homeManager?: string | undefined }} source
 */
export const listedByNix = (source) => evaluate(listText(source));

/** The text whose value that is. */
export function listText({ nixpkgs, homeManager }) {
  const maker = join(MAKERS, homeManager === undefined ? 'nixos.nix' : 'home-manager.nix');
  const folders = homeManager === undefined ? '' : `homeManager = /. + ${JSON.stringify(homeManager)};`;
  return `
    let
      made = import ${maker} { nixpkgs = /. + ${JSON.stringify(nixpkgs)}; ${folders} system = "x86_64-linux"; };
      told = option: {
        inherit (option) name type readOnly internal visible;
        declarations = map toString option.declarations;
      };
    in
    map told (made.lib.optionAttrSetToDocList made.options)`;
}

/**
 * How what `options --format json` prints differs from what Nix lists: of each difference its option, what of it
 * differs, and both values.
 */
export function compareOptions(printed, listed) {
  const ours = new Map(Object.entries(printed.options).map(([name, option]) => [name, ourFacts(option)]));
  const theirs = new Map();
  // The same name twice is told once: the first counts.
  for (const option of listed) {
    if (!theirs.has(option.name)) theirs.set(option.name, nixFacts(option, printed.source.path));
  }
  const differences = [];
  for (const name of new Set([...theirs.keys(), ...ours.keys()])) {
    const [own, nix] = [ours.get(name), theirs.get(name)];
    if (own === undefined || nix === undefined) differences.push({ name, what: own ? 'is only ours' : 'is missing' });
    else
      for (const what of Object.keys(nix))
        if (own[what] !== nix[what]) differences.push({ name, what, ours: own[what], nix: nix[what] });
  }
  return { compared: theirs.size, differences };
}

/** Older releases say nothing of a type that they do not describe. */
const UNDESCRIBED = 'unspecified value';

const ourFacts = ({ type, readOnly = false, internal = false, visible = true, declarations }) => ({
  type: type ?? UNDESCRIBED,
  readOnly,
  internal,
  visible,
  declarations: declarations.map((place) => place.replace(/:\d+$/, '')).join(' '),
});

const nixFacts = ({ type, readOnly, internal, visible, declarations }, root) => ({
  type: type ?? UNDESCRIBED,
  readOnly,
  internal,
  visible: visible === true || visible === 'shallow',
  declarations: declarations
    .filter((file) => file !== '<unknown-file>')
    .map((file) => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file))
    .join(' '),
});

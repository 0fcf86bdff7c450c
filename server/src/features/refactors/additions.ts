// What a specialisation often has: its name for `nh`, a tag for the boot menu; and where it inherits nothing, what
// every system needs.

import { mayHaveMarker, missedMarkers } from '../../analysis/checks/marker';
import { mayBeTag } from '../../analysis/checks/system-label';
import { explainAt } from '../../analysis/explain';
import { mergedAt } from '../../analysis/lookup';
import { sitesOf } from '../../analysis/specialisation-sites';
import { touches } from '../../base/span';
import type { System } from '../../modules/system';
import { l10n } from '../../protocol/l10n';
import { markerEdits } from '../../rules/fixes/add-marker';
import { printString } from '../../syntax/print';
import { configurationPlace } from './configuration-place';
import type { Refactor, Selected } from './refactor';

/** Of the specialisation whose name the cursor is on. */
export function additions(selected: Selected): readonly Refactor[] {
  const { analysis, file, span } = selected;
  const isNamedHere = ({ entry }: System): boolean =>
    entry !== undefined &&
    sitesOf(entry.merged).some(({ location }) => location.file === file && touches(location, span.start));
  const system = analysis.base.specialised.find(isNamedHere);
  const { entry, name, input } = system ?? {};
  if (system === undefined || entry === undefined || name == null || input === undefined) return [];
  const found: Refactor[] = [];
  const place = configurationPlace(entry, selected);
  const add = (title: string, edits: Refactor['edits'] | undefined): void => {
    if (edits !== undefined) found.push({ title, kind: 'rewrite', edits, ...(place?.alone && { alone: place.alone }) });
  };
  // What code makes several, all of them would be called so.
  if (place !== undefined && place.names.length > 1) return [];
  const { lacking, other } = missedMarkers(analysis.base);
  // There the finding has a fix for it.
  const isFound = other !== undefined && lacking.includes(system);
  if (!isFound && !mayHaveMarker(system)) add(markerTitle(input.kind), markerEdits(place, name, input.kind));
  if (input.kind === 'nixos' && mayBeTag(name) && !hasOwnTag(system)) {
    const tag = `system.nixos.tags = [ ${printString(name)} ];`;
    add(l10n.t('Add a tag for the boot menu'), place?.add([() => tag]));
  }
  const missing = entry.inheritParentConfig === false && input.kind === 'nixos' ? missingIn(system) : [];
  if (missing.length > 0)
    add(l10n.t('Add what a system of its own needs'), place?.add(missing.map((line) => () => line)));
  return found;
}

const markerTitle = (kind: System['input']['kind']): string =>
  kind === 'nixos'
    ? l10n.t('Write the name for `nh` (environment.etc)')
    : l10n.t('Write the name for `nh` (xdg.dataFile)');

const hasOwnTag = (system: System): boolean =>
  mergedAt(system, ['system', 'nixos', 'tags'])?.definitions.some(({ module }) => module.scope === 'specialisation') ===
  true;

type Said = (path: readonly string[], otherwise: string) => string;

/** A line for each thing that no system does without; values that the base does not say are to be looked at. */
const NEEDS: readonly (readonly [readonly string[], (said: Said) => string])[] = [
  [
    ['nixpkgs', 'hostPlatform'],
    (said) => `nixpkgs.hostPlatform = ${said(['nixpkgs', 'hostPlatform'], 'x86_64-linux')};`,
  ],
  [['boot', 'loader'], () => 'boot.loader.systemd-boot.enable = true;'],
  [
    ['fileSystems', '/'],
    (said) => {
      const device = said(['fileSystems', '/', 'device'], '/dev/disk/by-label/nixos');
      return `fileSystems."/" = { device = ${device}; fsType = ${said(['fileSystems', '/', 'fsType'], 'ext4')}; };`;
    },
  ],
  [['system', 'stateVersion'], (said) => `system.stateVersion = ${said(['system', 'stateVersion'], '25.11')};`],
];

/** It runs on the machine of the base, and with what that has kept. */
function missingIn({ evaluation, base }: System): readonly string[] {
  const said: Said = (path, otherwise) => {
    const verdict = base && explainAt(base, path)?.verdict;
    const known = verdict?.verdict === 'ok' && 'ok' in verdict.json ? verdict.json.ok : undefined;
    return printString(typeof known === 'string' ? known : otherwise);
  };
  const missing = NEEDS.filter(([path]) => !evaluation.level(path.slice(0, -1)).names.has(path.at(-1) ?? ''));
  return missing.map(([, line]) => line(said));
}

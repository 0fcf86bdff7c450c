// A setting of the base is set otherwise in a specialisation.

import { explainAt } from '../../analysis/explain';
import { indentAt, moved } from '../../edits/indent';
import { reach } from '../../edits/reach';
import { relativeEdits } from '../../edits/relative-paths';
import { propertyCall } from '../../lexical/property-call';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import { l10n } from '../../protocol/l10n';
import { inRow } from '../../rules/engine/places';
import { type Expr, stripParens } from '../../syntax/ast';
import { dotted } from '../../syntax/print';
import { needsForce } from '../completion/options';
import { bringIn, type ConfigurationPlace, configurationTargets } from './configuration-place';
import { OF_THE_BASE } from './into-file';
import { namesOf, type Refactor, type Selected } from './refactor';
import { missingArguments } from './same-names';

/** One line for each specialisation that does not set the option yet. */
export function overrides(selected: Selected): readonly Refactor[] {
  const { inside, analysis, bindings } = selected;
  const [binding, ...others] = bindings;
  if (binding === undefined || others.length > 0 || inside.system !== analysis.base) return [];
  const path = [...inside.path, ...namesOf(binding)];
  const option = path[0] === 'specialisation' ? undefined : explainAt(analysis.base, path);
  if (option === undefined || option.merged.winners.length === 0) return [];
  const call = propertyCall(binding.value);
  if (call !== undefined && call.kind !== 'override') return [];
  const value = stripParens(call?.content ?? binding.value);
  if (value.kind === 'attrs' || value.kind === 'list' || value.kind === 'lambda') return [];
  const isSwitch = value.kind === 'variable' && (value.name === 'true' || value.name === 'false');
  const other = isSwitch ? String(value.name !== 'true') : undefined;
  const isFreeIn = ({ name }: SpecialisationEntry): boolean => {
    const system = analysis.base.specialised.find((each) => each.name === name);
    const there = system && explainAt(system, path);
    return there?.merged.definitions.every(({ module }) => module.scope === 'base') === true;
  };
  return configurationTargets(selected, isFreeIn).flatMap((place) =>
    overrideIn(place, { path, code: value, other }, needsForce(option), selected),
  );
}

/** An option, what its value is written as, and what it is to be where that is another one. */
interface Setting {
  readonly path: readonly string[];
  readonly code: Expr;
  readonly other: string | undefined;
}

function overrideIn(
  there: ConfigurationPlace,
  { path, code, other }: Setting,
  isForced: boolean,
  selected: Selected,
): readonly Refactor[] {
  const { sources, file, tree: from } = selected;
  const [text, tree] = [sources.read(there.file), sources.parse(there.file)];
  if (text === undefined || tree === undefined) return [];
  const missing = missingArguments(code, { tree: from, offset: code.start }, { tree, offset: there.start });
  if (missing === undefined) return [];
  const force = isForced ? reach(['mkForce'], { text, tree, offset: there.start, module: there.module }) : undefined;
  const isOther = there.alone === undefined && missing.some((name) => OF_THE_BASE.has(name));
  const head = bringIn([...new Set([...(force?.edits.length ? ['lib'] : []), ...missing])], there, sources);
  if ((isForced && force === undefined) || isOther || head === undefined) return [];
  const paths = relativeEdits(code, file, there.file);
  const piece = { ...code, text: selected.text, within: [code] };
  const isSimple = code.kind === 'string' || /^[\w.+-]+$/.test(other ?? selected.text.slice(code.start, code.end));
  const written = (indent: string): string => {
    const value = other ?? moved(piece, indentAt(code.start, selected.text), indent, paths);
    return force === undefined ? value : `${force.call('mkForce')} ${isSimple ? value : `(${value})`}`;
  };
  const added = there.add([(indent) => `${dotted(path)} = ${written(indent)};`], [path]);
  if (added === undefined) return [];
  const { alone, names } = there;
  const title =
    names.length === 1
      ? l10n.t('Set otherwise in specialisation {0}', inRow(names))
      : l10n.t('Set otherwise in specialisations {0}', inRow(names));
  const across = { from: file, to: there.file, stays: true };
  return [{ title, kind: 'rewrite', edits: [...head, ...added], across, ...(alone && { alone }) }];
}

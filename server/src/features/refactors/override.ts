// A setting of the base is set otherwise in a specialisation.

import { explainAt } from '../../analysis/explain';
import { moved } from '../../edits/indent';
import { reach } from '../../edits/reach';
import { relativeEdits } from '../../edits/relative-paths';
import { propertyCall } from '../../lexical/property-call';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import { l10n } from '../../protocol/l10n';
import { type Expr, stripParens } from '../../syntax/ast';
import { dotted } from '../../syntax/print';
import { needsForce } from '../completion/options';
import { bringIn, configurationPlace } from './configuration-place';
import { OF_THE_BASE } from './into-file';
import { MOST_OFFERED, namesOf, type Refactor, type Selected } from './refactor';
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
  const isFree = ({ name }: SpecialisationEntry): boolean => {
    const system = analysis.base.specialised.find((each) => each.name === name);
    const there = system && explainAt(system, path);
    return there?.merged.definitions.every(({ module }) => module.scope === 'base') === true;
  };
  return analysis.base.specialisations
    .filter(isFree)
    .slice(0, MOST_OFFERED)
    .flatMap((entry) => overrideIn(entry, { path, code: value, other }, needsForce(option), selected));
}

/** An option, what its value is written as, and what it is to be where that is another one. */
interface Setting {
  readonly path: readonly string[];
  readonly code: Expr;
  readonly other: string | undefined;
}

function overrideIn(
  entry: SpecialisationEntry,
  { path, code, other }: Setting,
  isForced: boolean,
  selected: Selected,
): readonly Refactor[] {
  const { sources, tree: from } = selected;
  const there = configurationPlace(entry, selected);
  const [text, tree] = there === undefined ? [] : [sources.read(there.file), sources.parse(there.file)];
  if (there === undefined || text === undefined || tree === undefined) return [];
  const missing = missingArguments(code, { tree: from, offset: code.start }, { tree, offset: there.start });
  if (missing === undefined) return [];
  const force = isForced ? reach(['mkForce'], { text, tree, offset: there.start, module: there.module }) : undefined;
  const isOther = there.alone === undefined && missing.some((name) => OF_THE_BASE.has(name));
  const head = bringIn([...new Set([...(force?.edits.length ? ['lib'] : []), ...missing])], there, sources);
  if ((isForced && force === undefined) || isOther || head === undefined) return [];
  const paths = relativeEdits(code, selected.file, there.file);
  const value = other ?? moved({ ...code, text: selected.text, within: [code] }, '', '', paths);
  const isSimple = /^("[^"]*"|[\w.+-]+)$/.test(value);
  const written = force === undefined ? value : `${force.call('mkForce')} ${isSimple ? value : `(${value})`}`;
  const added = there.add([() => `${dotted(path)} = ${written};`], [path]);
  if (added === undefined) return [];
  const title = l10n.t('Set otherwise in specialisation `{0}`', entry.name);
  const { alone } = there;
  return [{ title, kind: 'rewrite', edits: [...head, ...added], ...(alone && { alone }) }];
}

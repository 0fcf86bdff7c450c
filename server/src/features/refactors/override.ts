// A setting of the base is set otherwise in a specialisation.

import { explainAt } from '../../analysis/explain';
import { reach } from '../../edits/reach';
import { relativeEdits } from '../../edits/relative-paths';
import { propertyCall } from '../../lexical/property-call';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import { l10n } from '../../protocol/l10n';
import { addToConfiguration } from '../../rules/fixes/add-binding';
import { type Expr, stripParens } from '../../syntax/ast';
import { dotted } from '../../syntax/print';
import { needsForce } from '../completion/options';
import { MOST_OFFERED, namesOf, type Refactor, type Selected } from './refactor';
import { meansTheSame } from './same-names';

/** One line for each specialisation that does not set the option yet. */
export function overrides(selected: Selected): readonly Refactor[] {
  const { inside, analysis, bindings, text } = selected;
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
  const other = isSwitch ? String(value.name !== 'true') : text.slice(value.start, value.end);
  const isFree = ({ name }: SpecialisationEntry): boolean => {
    const system = analysis.base.specialised.find((each) => each.name === name);
    const there = system && explainAt(system, path);
    return there?.merged.definitions.every(({ module }) => module.scope === 'base') === true;
  };
  return analysis.base.specialisations
    .filter(isFree)
    .slice(0, MOST_OFFERED)
    .flatMap((entry) => overrideIn(entry, { path, code: value, written: other }, needsForce(option), selected));
}

/** An option, what its value was written as, and what it is to be. */
interface Setting {
  readonly path: readonly string[];
  readonly code: Expr;
  readonly written: string;
}

function overrideIn(
  entry: SpecialisationEntry,
  { path, code, written: value }: Setting,
  isForced: boolean,
  selected: Selected,
): readonly Refactor[] {
  const { sources } = selected;
  const [there] = addToConfiguration(entry, [() => ''], sources) ?? [];
  const [text, tree] = there === undefined ? [] : [sources.read(there.file), sources.parse(there.file)];
  if (there === undefined || text === undefined || tree === undefined) return [];
  const isSame = meansTheSame(code, { tree: selected.tree, offset: code.start }, { tree, offset: there.start });
  if (!isSame || relativeEdits(code, selected.file, there.file).length > 0) return [];
  const of = entry.configuration.definitions.find(({ module }) => module.file === there.file)?.module;
  const module = { head: of?.head, inline: of?.inline, wholeFile: of?.wholeFile ?? false };
  const force = isForced ? reach(['mkForce'], { text, tree, offset: there.start, module }) : undefined;
  if (isForced && force === undefined) return [];
  const isSimple = /^("[^"]*"|[\w.+-]+)$/.test(value);
  const written = force === undefined ? value : `${force.call('mkForce')} ${isSimple ? value : `(${value})`}`;
  const edits = addToConfiguration(entry, [() => `${dotted(path)} = ${written};`], sources, [path]);
  if (edits === undefined) return [];
  const also = (force?.edits ?? []).map((edit) => ({ file: there.file, ...edit }));
  return [
    { title: l10n.t('Set otherwise in specialisation `{0}`', entry.name), kind: 'rewrite', edits: [...also, ...edits] },
  ];
}

// What stands at a place of a file, as an analysis understands it: what hover, navigation and rename ask.
import { type Span, touches } from '../base/span';
import { normalise, parentFolder } from '../eval/paths';
import { type ArgumentPath, argumentPath } from '../lexical/module-argument';
import { isLibraryCall, type PropertyCall, propertyCall } from '../lexical/property-call';
import { type SpecialisationName, specialisationNames } from '../lexical/specialisation-names';
import { writtenIn } from '../modules/written';
import { type AttrName, type Expr, type LambdaExpr, type SyntaxTree, stripParens } from '../syntax/ast';
import { pathTo } from '../syntax/locate';
import { scopeAt } from '../syntax/scope';
import type { SourceTexts } from '../syntax/source-texts';
import type { Analysis } from './analysis';
import {
  type DefinitionAt,
  definitionsTouching,
  innermost,
  optionOfStep,
  pathFromTop,
  type StepAt,
  stepAt,
} from './definitions-at';
import { sitesOf } from './specialisation-sites';

export interface AtOffset {
  readonly file: string;
  /** Whether the offset is on a step of a name. */
  readonly onStep: boolean;
  /** The innermost expression. */
  readonly expr: Expr | undefined;
  /** What the offset is on: a step of a name, the name of a property, or the innermost expression. */
  readonly span: Span;
  /**
   * The definitions whose name or value the offset is in, one for each system that has it: the base, specialisations.
   */
  readonly definitions: readonly DefinitionAt[];
  /**
   * The option that the written name stands for, from the root of the configuration and up to the step under the
   * offset; inside a value, the option that it is the value of.
   */
  readonly option: readonly string[] | undefined;
  /** `config.a.b`, up to the step under the offset, where the module's arguments give it. */
  readonly argument: ArgumentPath | undefined;
  /** The specialisation of `config` that the offset is on the name of. */
  readonly named: SpecialisationName | undefined;
  /** The specialisation whose definition the offset is in. */
  readonly specialisation: string | undefined;
  /** The call of mkIf, mkForce and their relatives whose name the offset is on. */
  readonly property: PropertyCall | undefined;
  /** The file that a written path leads to, whether or not it is there. */
  readonly importedFile: string | undefined;
}

/** Undefined where the file takes no part in the analysis, or cannot be read. Offsets are UTF-16. */
export function atOffset(analysis: Analysis, file: string, offset: number, sources: SourceTexts): AtOffset | undefined {
  const tree = analysis.files.has(file) ? sources.parse(file) : undefined;
  if (tree === undefined) return undefined;
  const around = pathTo(tree.root, offset);
  const property = propertyAt(around, offset, tree);
  const step = stepAt(tree, offset);
  const named = namedAt(analysis, file, offset, tree, around);
  return {
    ...definitionsAt(analysis, file, offset, tree, step),
    file,
    onStep: step !== undefined,
    expr: around.at(-1),
    named,
    span: step?.binding.path[step.index] ??
      property?.head ??
      named?.span ??
      around.at(-1) ?? { start: offset, end: offset },
    argument: argumentAt(analysis, file, offset, tree, around),
    specialisation: specialisationAt(analysis, file, offset),
    property,
    importedFile: importedFileAt(around, file, sources),
  };
}

function definitionsAt(
  analysis: Analysis,
  file: string,
  offset: number,
  tree: SyntaxTree,
  step: StepAt | undefined,
): Pick<AtOffset, 'definitions' | 'option'> {
  const span = step?.binding ?? { start: offset, end: offset };
  const touching = analysis.systems.flatMap((system) => definitionsTouching(system, file, span));
  const definitions = innermost(touching, offset);
  if (step === undefined) return { definitions, option: definitions[0] && pathFromTop(definitions[0]) };
  const isLast = step.index === step.binding.path.length - 1;
  return { definitions: isLast ? definitions : [], option: optionOfStep(step, touching, tree) };
}

function argumentAt(
  analysis: Analysis,
  file: string,
  offset: number,
  tree: SyntaxTree,
  around: readonly Expr[],
): ArgumentPath | undefined {
  const head = headAround(analysis, file, offset);
  const expr = around.findLast((each) => each.kind === 'variable' || each.kind === 'select');
  if (head === undefined || expr === undefined) return undefined;
  const selected = around.findLast((each) => each.kind === 'select' && stripParens(each.target) === expr) ?? expr;
  if (selected.kind === 'variable') return argumentPath(selected.name, [], scopeAt(tree.root, offset), head);
  if (selected.kind !== 'select') return undefined;
  const target = stripParens(selected.target);
  if (target.kind !== 'variable') return undefined;
  const steps = selected.path.filter(({ start }) => start <= offset);
  const names = steps.flatMap((step: AttrName) => (step.kind === 'static' ? [step.name] : []));
  return names.length === steps.length ? argumentPath(target.name, names, scopeAt(tree.root, offset), head) : undefined;
}

function namedAt(
  analysis: Analysis,
  file: string,
  offset: number,
  tree: SyntaxTree,
  around: readonly Expr[],
): SpecialisationName | undefined {
  const named = around
    .flatMap((expr) => specialisationNames(expr, tree))
    .find(({ span, read }) => read !== undefined && touches(span, offset));
  return named && named.read?.binder === headAround(analysis, file, offset) ? named : undefined;
}

/** The head of the module around a place, the innermost. */
function headAround(analysis: Analysis, file: string, offset: number): LambdaExpr | undefined {
  const heads = analysis.systems
    .flatMap(({ evaluation }) => evaluation.collection.modules)
    .flatMap((module) => writtenIn(module, file)?.head ?? [])
    .filter((head) => touches(head, offset));
  return heads.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

function specialisationAt({ base }: Analysis, file: string, offset: number): string | undefined {
  const blocks = base.specialisations.flatMap(({ name, merged }) =>
    sitesOf(merged)
      .filter(({ block }) => block.file === file && touches(block, offset))
      .map(({ block }) => ({ name, length: block.end - block.start })),
  );
  return blocks.sort((a, b) => a.length - b.length)[0]?.name;
}

function propertyAt(around: readonly Expr[], offset: number, tree: SyntaxTree): PropertyCall | undefined {
  const calls = around.map((expr) => propertyCall(expr));
  return calls.findLast((call) => call !== undefined && touches(call.head, offset) && isLibraryCall(call, tree));
}

function importedFileAt(around: readonly Expr[], file: string, sources: SourceTexts): string | undefined {
  const path = around.at(-1);
  const text = path?.kind === 'path' && path.parts.length === 1 ? path.parts[0] : undefined;
  if (typeof text !== 'string' || text.startsWith('~')) return undefined;
  const at = normalise(text.startsWith('/') ? text : `${parentFolder(file)}/${text}`);
  return at.endsWith('.nix') || sources.read(at) !== undefined ? at : `${at}/default.nix`;
}

// What evaluation knows beyond the files of the workspace.
import type { Interpreter } from '../eval/interpreter';
import type { Outside } from '../eval/outside';
import { force } from '../eval/thunk';
import type { Value } from '../eval/values';
import type { NixParser } from '../syntax/parser';
import { OwnEvaluations } from './eval-modules';
import { knownSource } from './known-sources';
import { pinsOf } from './pins';
import { isHomeManager, type RealSources, realFile } from './real-sources';
import { SourceValues } from './source-values';
import { classicHome } from './systems';

export interface ProjectOutside extends Outside {
  readonly sources: SourceValues;
  readonly evaluations: OwnEvaluations;
  readonly real?: RealSources;
}

const homeFile = (path: string, { loader }: Interpreter): Value | undefined =>
  isHomeManager(path, loader) ? force(classicHome) : undefined;

const made = new WeakMap<Interpreter, ProjectOutside>();

/** @param real where sources lie that are evaluated themselves, instead of being known by their names. */
export function outsideOf(interpreter: Interpreter, parser: NixParser, real?: RealSources): ProjectOutside {
  const known = made.get(interpreter);
  if (known !== undefined) return known;
  const sources = new SourceValues(interpreter, parser, real);
  const evaluations = new OwnEvaluations(interpreter);
  const outside: ProjectOutside = {
    sources,
    evaluations,
    ...(real && { real }),
    source(description) {
      if (description === 'modulesPath') return sources.nixpkgs.modulesPath;
      return knownSource(description, undefined) === undefined ? undefined : sources.source(description, description);
    },
    file: (path) =>
      real === undefined
        ? (sources.nixpkgs.fileByEnd(path) ?? homeFile(path, interpreter) ?? pinsOf(path, interpreter.loader, sources))
        : (realFile(path, interpreter.loader) ?? pinsOf(path, interpreter.loader, sources)),
    library: (name) => sources.library(name),
    evalModules: (args, site) => evaluations.evalModules(args, site),
  };
  made.set(interpreter, outside);
  return outside;
}

// What real Nix says of configurations: of the base and of each specialisation the values of options, the assertions
// that do not hold, and the warnings. The systems are made as we make them; all that takes part is the release's own.
import { join } from 'node:path';
import { ROOT } from '../lib/process.mjs';
import { evaluate } from './real-nix.mjs';

const COMPLETE = join(ROOT, 'server/src/release/complete.nix');
/** Systems of a real release are large: more of them at once are not asked for. */
export const AT_ONCE = 4;

/**
 * @param {string} nixpkgs
 * @param {readonly string[]} files
 * @param {readonly (readonly string[])[]} paths
 * @returns {Map<string, unknown>} by file; undefined for one that does not evaluate
 */
export const systemsOfNix = (nixpkgs, files, paths) =>
  new Map(asked(nixpkgs, files, paths).map(({ file, systems }) => [file, systems]));

/**
 * What fails beyond `tryEval` fails a whole evaluation: then each half is asked alone, of one file each of its paths.
 * Of each file its systems; where there are none, what that says of the paths.
 */
function asked(nixpkgs, files, paths) {
  try {
    const systems = evaluate(textFor(nixpkgs, files, paths));
    return files.map((file, index) => ({ file, systems: systems[index] }));
  } catch (error) {
    if (files.length > 1) {
      const middle = files.length >> 1;
      return [files.slice(0, middle), files.slice(middle)].flatMap((half) => asked(nixpkgs, half, paths));
    }
    if (paths.length <= 1) return [{ file: files[0], answers: paths.map(() => failure(error, nixpkgs)) }];
    const middle = paths.length >> 1;
    const halves = [paths.slice(0, middle), paths.slice(middle)].map((half) => asked(nixpkgs, files, half)[0]);
    return [joined(halves)];
  }
}

/** A failure is Nix's word, but for what the copy of the sources lacks: of that it says nothing. */
function failure({ message }, nixpkgs) {
  const lacks = /getting status of '([^']+)': No such file/.exec(message)?.[1];
  return lacks?.startsWith(`${nixpkgs}/`) ? { lacks } : { fails: true };
}

/** Answers to some paths, and to the others. */
function joined([first, second]) {
  const known = first.systems ?? second.systems;
  if (known === undefined) return { file: first.file, answers: [...first.answers, ...second.answers] };
  const systems = known.map((system, index) => ({
    ...system,
    values: [first, second].flatMap((half) => half.systems?.[index].values ?? half.answers),
  }));
  return { file: first.file, systems };
}

const textFor = (nixpkgs, files, paths) => `
let
  inherit (builtins) tryEval toJSON head tail isAttrs concatMap attrNames;
  nixpkgs = /. + ${JSON.stringify(nixpkgs)};
  complete = import ${COMPLETE};
  paths = builtins.fromJSON ${JSON.stringify(JSON.stringify(paths))};
  find = path: value:
    if path == [ ] then [ value ]
    else if isAttrs value && value ? \${head path} then find (tail path) value.\${head path} else [ ];
  answer = config: path:
    let
      found = tryEval (find path config);
      json = tryEval (toJSON (head found.value));
    in
    if !found.success then { fails = true; }
    else if found.value == [ ] then { absent = true; }
    else if json.success then { json = json.value; } else { fails = true; };
  list = value: use: let read = tryEval (builtins.isList value); in if read.success then use value else null;
  failed = concatMap (each:
    let
      holds = tryEval each.assertion;
      text = tryEval (toString each.message);
    in
    if holds.success && holds.value then [ ]
    else [ { message = if text.success then text.value else null; throws = !holds.success; } ]);
  told = name: { config, ... }: {
    inherit name;
    values = map (answer config) paths;
    failed = list config.assertions failed;
    warnings = list config.warnings (all: all);
  };
  of = file:
    let
      whole = complete {
        inherit nixpkgs;
        args = { system = "x86_64-linux"; modules = [ file ]; };
        isLenient = true;
      };
    in
    [ (told null whole.base) ]
    ++ map (name: told name whole.specialisations.\${name}) (attrNames whole.specialisations);
in
map of [ ${files.map((file) => `(/. + ${JSON.stringify(file)})`).join(' ')} ]`;

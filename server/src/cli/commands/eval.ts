// `eval -E EXPR` and `eval FILE`: one expression, evaluated as configurations are: with files
// below one folder, and no Nix.

import { LineIndex } from '../../base/line-index';
import { ONE_EXPRESSION, withBudget } from '../../eval/budget';
import { jsonText } from '../../eval/builtins/json-print';
import { createInterpreter } from '../../eval/create-interpreter';
import type { Interpreter, Pure } from '../../eval/interpreter';
import type { FileLoader } from '../../eval/loader';
import { parentFolder } from '../../eval/paths';
import { errorText, type Printed, printValue, reasonText } from '../../eval/print-value';
import type { Site } from '../../eval/site';
import { siteIn } from '../../eval/site';
import { EMPTY_LIST, fail, type Value } from '../../eval/values';
import { corePath } from '../../host/reading';
import { isWithin } from '../../project/folders';
import { Sources } from '../../project/sources';
import { type Arguments, type Command, type Environment, UserError } from '../command';
import { OUTSIDE_OPTION } from '../target';

const NO_MACHINE: Pure = { searchPath: EMPTY_LIST };

/** What is evaluated. `folder` is where relative paths start, and what files are read below. */
interface Subject {
  readonly folder: string;
  readonly file: string | undefined;
  readonly text: string;
}

export const evaluate: Command = {
  name: 'eval',
  usage: 'eval -E EXPR | FILE [--json] [--pure] [--allow-outside]',
  summary: 'evaluate an expression, or a file; files are read below the current folder, or the folder of FILE',
  optionHelp: [
    '-E, --expr EXPR                 the expression',
    '--json                          print JSON',
    '--pure                          as in flakes: no environment variables',
    '--allow-outside                 read files wherever they are',
  ],
  options: {
    expr: { type: 'string', short: 'E' },
    json: { type: 'boolean' },
    pure: { type: 'boolean' },
    ...OUTSIDE_OPTION,
  },
  async run(args, environment) {
    const { disk, installation, out, json } = environment;
    const subject = subjectOf(args, environment);
    const parser = await installation.parser;
    const sources = new Sources(disk, parser);
    const loader = args.options['allow-outside'] === true ? sources : below(subject, sources);
    const printed = withBudget<Printed>(
      ONE_EXPRESSION,
      () => {
        const tree = subject.file === undefined ? parser.parse(subject.text) : sources.parse(subject.file);
        const interpreter = createInterpreter(loader, undefined, args.options.pure === true ? NO_MACHINE : undefined);
        const value = valueOfSubject(subject, interpreter, tree);
        return args.options.json === true ? printJson(value, subject, sources) : print(value, subject, sources);
      },
      (why) => ({ text: `unknown: ${reasonText(why)}`, whole: false }),
    );
    sources.dispose();
    if (args.options.json === true && printed.whole) json(printed.text);
    else out(printed.text);
    return printed.whole ? 0 : 1;
  },
};

function subjectOf({ options, positionals }: Arguments, { disk }: Environment): Subject {
  const [file, ...more] = positionals;
  if (typeof options.expr === 'string') {
    if (file !== undefined) throw new UserError('either an expression or a file, not both');
    return { folder: corePath('.'), file: undefined, text: options.expr };
  }
  if (file === undefined) throw new UserError('an expression (-E EXPR) or a file is missing');
  if (more.length > 0) throw new UserError(`only one file at a time (not also "${more[0]}")`);
  const given = corePath(file);
  const path = disk.kind(given) === 'directory' ? `${given}/default.nix` : given;
  const text = disk.read(path);
  if (text === undefined)
    throw new UserError(`${disk.kind(path) === undefined ? 'no such file' : 'cannot be read as text'}: ${file}`);
  return { folder: parentFolder(path), file: path, text };
}

function valueOfSubject(
  { folder, file, text }: Subject,
  interpreter: Interpreter,
  tree: ReturnType<Sources['parse']>,
): Value {
  const [broken] = tree?.errors ?? [];
  if (broken !== undefined) return fail('syntax', `syntax error at ${lineOf(text, broken.start)}`);
  if (file !== undefined) return interpreter.importFile(file);
  return tree === undefined ? fail('syntax', 'syntax error') : interpreter.evaluate(tree, folder);
}

function print(value: Value, subject: Subject, sources: Sources): Printed {
  switch (value.kind) {
    case 'unknown':
      return { text: `unknown: ${reasonText(value)}${placeOf(value.site, subject, sources)}`, whole: false };
    case 'error':
      return { text: `${errorText(value)}${placeOf(value.site, subject, sources)}`, whole: false };
    case 'opaque':
      return { text: `unknown: opaque: ${value.shown}`, whole: false };
    case 'choice':
      return {
        text: `unknown: one of ${value.options.map((option) => printValue(option).text).join(', ')}`,
        whole: false,
      };
    default:
      return printValue(value);
  }
}

function printJson(value: Value, subject: Subject, sources: Sources): Printed {
  const site = siteIn(TEXT, subject.folder);
  const json = jsonText(value, site);
  return json.kind === 'string' ? { text: json.text, whole: true } : print(json, subject, sources);
}

/** What the interpreter calls an expression that stands in no file. */
const TEXT = '(text)';

/** ` (modules/a.nix:3:4)`; empty where nothing can be shown. */
function placeOf(site: Site | undefined, { folder, text }: Subject, sources: Sources): string {
  if (site === undefined || site.expr.end === 0) return '';
  const { file } = site.unit;
  const source = file === TEXT ? text : sources.read(file);
  if (source === undefined) return '';
  const name = file === TEXT ? '' : `${file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file}:`;
  return ` (${name}${lineOf(source, site.expr.start)})`;
}

/** Counted from 1. */
function lineOf(text: string, offset: number): string {
  const { line, character } = new LineIndex(text).position(offset);
  return `${line + 1}:${character + 1}`;
}

/** The files that really are below the folder, the file itself wherever it is, and no others. */
function below({ folder, file }: Subject, sources: Sources): FileLoader {
  const placeOf = (path: string): string => sources.anySpelling(sources.place(path));
  const has = (path: string): boolean => path === file || isWithin(placeOf(path), placeOf(folder));
  return {
    parse: (path) => (has(path) ? sources.parse(path) : undefined),
    read: (path) => (has(path) ? sources.read(path) : undefined),
    says: (path, what) => has(path) && sources.says(path, what),
    kind: (path) => (has(path) ? sources.kind(path) : undefined),
    list: (path) => (has(path) ? sources.list(path) : undefined),
    spelling: (path) => sources.spelling(path),
    withheld: (path) => (has(path) ? undefined : `outside ${folder}`),
  };
}

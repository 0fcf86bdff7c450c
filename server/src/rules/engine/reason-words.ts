// Why something is not known, in the language of the user: the evaluator says it in words of its own, which reports and
// tests name it by.
import { l10n } from '../../protocol/l10n';

/** A sentence, or a part of one, with `{0}` where a name goes. */
export interface ReasonWords {
  readonly sentence: string;
  readonly names: readonly string[];
}

/** In the words for people what the evaluator calls `detail`. */
export function reasonWords({ code, detail }: { readonly code: string; readonly detail: string }): ReasonWords {
  for (const [pattern, sentence] of SAYINGS) {
    const match = pattern.exec(detail);
    if (match !== null) return { sentence: sentence(), names: match.slice(1) };
  }
  if (detail === '') return { sentence: limits()[code] ?? code, names: [] };
  return { sentence: ofNames()[code] ?? '{0}', names: [detail] };
}

/** The same where names are not set apart. */
export function reasonText(reason: { readonly code: string; readonly detail: string }): string {
  const { sentence, names } = reasonWords(reason);
  return sentence.replace('{0}', () => names[0] ?? '');
}

/** Whether a reason says no more than that something is not known. */
export const isEmptyReason = ({ detail }: { readonly detail: string }): boolean =>
  /^a value that is not known$/.test(detail);

type Words = Readonly<Record<string, string>>;

/** What the evaluator says, in words for people; `{0}` is what the expression captures. */
const SAYINGS: readonly (readonly [RegExp, () => string])[] = [
  [/^text that is not Nix$/, () => l10n.t('text that is not Nix')],
  [/^a string with unknown parts$/, () => l10n.t('a text of which a part is not known')],
  [/^a string with half a character$/, () => l10n.t('a text with half a character')],
  [/^a path with unknown parts$/, () => l10n.t('a path of which a part is not known')],
  [/^path with an unknown part$/, () => l10n.t('a path of which a part is not known')],
  [/^a path that is not known$/, () => l10n.t('a path that is not known')],
  [/^attribute name with an unknown part$/, () => l10n.t('a name that is not known')],
  [/^an attribute whose name is not known$/, () => l10n.t('a name that is not known')],
  [/^a file that is not text$/, () => l10n.t('a file that is no text')],
  [/^the text is too long to read$/, () => l10n.t('a text that is too long')],
  [/^a text takes too long to be read$/, () => l10n.t('a text that is too long')],
  [/^a float beyond 64-bit integers$/, () => l10n.t('a number that is too large')],
  [/^a position$/, () => l10n.t('a position in a file')],
  [/^files of a source$/, () => l10n.t('files of a source')],
  [/^store path of a source$/, () => l10n.t('a path in the Nix store')],
  [/^a value that is not known$/, () => l10n.t('a value that is not known')],
  [/^a value that the option converts first$/, () => l10n.t('a value that the option converts first')],
  [/^a priority that is not known$/, () => l10n.t('a priority that is not known')],
  [/^a failure that may be caught$/, () => l10n.t('a failure that may be caught')],
  [/^a module with __functor$/, () => l10n.t('a module of an unusual kind')],
  [/^a property in a list of unknown type$/, () => l10n.t('an option whose type is not known')],
  [/^an option whose type is not known$/, () => l10n.t('an option whose type is not known')],
  [/^which alternative of the type is meant$/, () => l10n.t('a type with several alternatives')],
  [/^mkMerge of a list that is not fully known$/, () => l10n.t('definitions that are not all known')],
  [/^mkOrder around a set of options$/, () => l10n.t('mkOrder around a set of options')],
  [/^options that are declared elsewhere$/, () => l10n.t('options that are declared elsewhere')],
  [/^special arguments of the system$/, () => l10n.t('arguments that are passed to the system')],
  [/^another system's lib$/, () => l10n.t('the library of another system')],
  [/^a configuration of nix-darwin$/, () => l10n.t('a configuration of nix-darwin')],
  [/^one attribute differs and another fails$/, () => l10n.t('a comparison that may fail')],
  [/^an element that may equal another one$/, () => l10n.t('values that may be equal')],
  [/^evaluation takes too much time$/, () => l10n.t('it takes too long')],
  [/^evaluation takes too long$/, () => l10n.t('it takes too long')],
  [/^evaluation takes too much memory$/, () => l10n.t('it takes too much memory')],
  [/^nested too deeply$/, () => l10n.t('it is nested too deeply')],
  [/^imports nested too deeply$/, () => l10n.t('it is nested too deeply')],
  [/^whether (.+) exists$/, () => l10n.t('whether {0} exists')],
  [/^whether (.+) is defined(?: by a condition that is not known)?$/, () => l10n.t('whether {0} is defined')],
  [/^the definitions of (.+)$/, () => l10n.t('the definitions of {0}')],
  [/^the priority of (.+)$/, () => l10n.t('the priority of {0}')],
  [/^what (.+) is converted to$/, () => l10n.t('what becomes of {0}')],
  [/^what NixOS itself adds to (.+)$/, () => l10n.t('what NixOS itself adds to {0}')],
  [/^module argument (.+)$/, () => l10n.t('the argument {0}')],
  [/^store path of (.+)$/, () => l10n.t('where {0} is in the Nix store')],
  [/^a call of (.+)$/, () => l10n.t('what {0} gives')],
  [/^home directory in (.+)$/, () => l10n.t('the home directory in {0}')],
  [/^(.+) is too large$/, () => l10n.t('{0} is too large')],
];

/** Where the detail is a name or a path. */
const ofNames = (): Words => ({
  opaque: l10n.t('{0} is not evaluated'),
  argument: l10n.t('the argument {0}'),
  config: l10n.t('the value of {0}'),
  default: l10n.t('the default of {0}'),
  import: l10n.t('{0} cannot be read'),
  outside: l10n.t('{0} is not read'),
  environment: l10n.t('{0} depends on the machine'),
  'search-path': l10n.t('{0} is not found'),
  'missing-builtin': l10n.t('{0} is not supported'),
  'missing-lib': l10n.t('{0} is not supported'),
});

/** Where there is nothing but the code. */
const limits = (): Words => ({
  default: l10n.t('defaults of options'),
  config: l10n.t('other options'),
  argument: l10n.t('an argument'),
  opaque: l10n.t('something that is not evaluated'),
});

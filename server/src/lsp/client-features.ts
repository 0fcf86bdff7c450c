// What the editor can do, read once from its `initialize` request. Anything missing or of the
// wrong kind counts as "cannot".
import { type MachineState, machineState } from '../protocol/machine';
import type { InitializationOptions } from '../protocol/requests';

export interface ClientFeatures {
  /** The language of the editor; undefined: it does not say. */
  readonly language: string | undefined;
  /** Commands that the editor implements. */
  readonly commands: ReadonlySet<string>;
  /** Starts what it is told to start in a terminal. */
  readonly runsPlans: boolean;
  readonly trusted: boolean;
  readonly versionedEdits: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Watches files that the server names. */
  readonly watchesFiles: boolean;
  readonly refreshesLenses: boolean;
  /** Answers when it is asked for settings, and says when they change. */
  readonly givesConfiguration: boolean;
  /** Settings that came with the request; undefined when none did. */
  readonly rules: unknown;
  /** The same of what is shown unasked. */
  readonly features: unknown;
  /** Where what is found out about releases is kept; undefined: it does not say. */
  readonly cacheFolder: string | undefined;
  /** Hands its files over: nobody else can read them. */
  readonly handsFiles: boolean;
  readonly hasOtherServer: boolean;
  /** Asks for hints, and for colours, again. */
  readonly refreshesHints: boolean;
  readonly refreshesTokens: boolean;
  /**
   * Asks for the findings of open documents, and again when it is told to: else it would miss what is found later, or
   * because of another file.
   */
  readonly pullsDiagnostics: boolean;
  /** Shows the progress of work that the server begins. */
  readonly showsProgress: boolean;
  readonly showsStatus: boolean;
  /** Asks for the edit of an action of code once it is chosen. */
  readonly resolvesEdits: boolean;
  /** Makes files that an edit says. */
  readonly createsFiles: boolean;
  /** Deletes files that an edit says, once the user has said so. */
  readonly deletesFiles: boolean;
  /** Asks the user about edits that are marked so. */
  readonly confirmsEdits: boolean;
  /** Knows places to go on at in what it completes. */
  readonly snippets: boolean;
  /** Whether what is said of an item stands beside each, not only of the one in hand. */
  readonly labelDetails: boolean;
  /** Takes what all completions have in common once. */
  readonly completionDefaults: boolean;
  /** Shows Markdown in hovers. */
  readonly hoversMarkdown: boolean;
  readonly machine: MachineState;
  /** Wants to know which documents it need not ask about. */
  readonly asksLess: boolean;
  /** Shows the view of specialisations. */
  readonly showsTree: boolean;
}

/** Reads `initialize` parameters, whatever they are. */
export function clientFeatures(params: unknown): ClientFeatures {
  const can = (...path: string[]): boolean => at(params, ['capabilities', ...path]) === true;
  const options = at(params, ['initializationOptions']);
  const edits = ['capabilities', 'workspace', 'workspaceEdit'];
  const versionedEdits = at(params, [...edits, 'documentChanges']) === true;
  const operates = (kind: string): boolean =>
    versionedEdits && includes(at(params, [...edits, 'resourceOperations']), kind);
  const confirmsEdits = versionedEdits && isObject(at(params, [...edits, 'changeAnnotationSupport']));
  const commands = at(options, ['commands' satisfies keyof InitializationOptions]);
  const cacheFolder = at(options, ['cacheFolder' satisfies keyof InitializationOptions]);
  const language = at(params, ['locale']);
  return {
    language: typeof language === 'string' ? language : undefined,
    commands: new Set(Array.isArray(commands) ? commands.filter((command) => typeof command === 'string') : []),
    runsPlans: at(options, ['runsPlans' satisfies keyof InitializationOptions]) === true,
    trusted: at(options, ['trusted' satisfies keyof InitializationOptions]) !== false,
    versionedEdits,
    relatedInformation: can('textDocument', 'publishDiagnostics', 'relatedInformation'),
    codeDescription: can('textDocument', 'publishDiagnostics', 'codeDescriptionSupport'),
    watchesFiles: can('workspace', 'didChangeWatchedFiles', 'dynamicRegistration'),
    givesConfiguration:
      can('workspace', 'configuration') && can('workspace', 'didChangeConfiguration', 'dynamicRegistration'),
    rules: at(options, ['rules' satisfies keyof InitializationOptions]),
    features: at(options, ['features' satisfies keyof InitializationOptions]),
    cacheFolder: typeof cacheFolder === 'string' && cacheFolder !== '' ? cacheFolder : undefined,
    handsFiles: at(options, ['handsFiles' satisfies keyof InitializationOptions]) === true,
    hasOtherServer: at(options, ['hasOtherServer' satisfies keyof InitializationOptions]) === true,
    refreshesHints: can('workspace', 'inlayHint', 'refreshSupport'),
    refreshesTokens: can('workspace', 'semanticTokens', 'refreshSupport'),
    pullsDiagnostics:
      isObject(at(params, ['capabilities', 'textDocument', 'diagnostic'])) &&
      can('workspace', 'diagnostics', 'refreshSupport'),
    machine: machineState(at(options, ['machine' satisfies keyof InitializationOptions])),
    asksLess: options !== undefined && at(options, ['foreign']) === true,
    showsTree: at(options, ['tree' satisfies keyof InitializationOptions]) === true,
    refreshesLenses: can('workspace', 'codeLens', 'refreshSupport'),
    resolvesEdits:
      can('textDocument', 'codeAction', 'dataSupport') &&
      includes(at(params, ['capabilities', 'textDocument', 'codeAction', 'resolveSupport', 'properties']), 'edit'),
    createsFiles: operates('create'),
    deletesFiles: operates('delete') && confirmsEdits,
    confirmsEdits,
    completionDefaults: ['editRange', 'insertTextFormat'].every((name) =>
      includes(at(params, ['capabilities', 'textDocument', 'completion', 'completionList', 'itemDefaults']), name),
    ),
    snippets: can('textDocument', 'completion', 'completionItem', 'snippetSupport'),
    labelDetails: can('textDocument', 'completion', 'completionItem', 'labelDetailsSupport'),
    hoversMarkdown: includes(at(params, ['capabilities', 'textDocument', 'hover', 'contentFormat']), 'markdown'),
    showsProgress: can('window', 'workDoneProgress'),
    showsStatus: at(options, ['status' satisfies keyof InitializationOptions]) === true,
  };
}

/** Addresses of the folders that are open. */
export function folderUris(params: unknown): readonly string[] {
  const folders = at(params, ['workspaceFolders']);
  if (Array.isArray(folders))
    return folders.map((folder) => at(folder, ['uri'])).filter((uri) => typeof uri === 'string');
  const root = at(params, ['rootUri']);
  return typeof root === 'string' ? [root] : [];
}

const includes = (list: unknown, word: string): boolean => Array.isArray(list) && list.includes(word);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function at(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (!isObject(current)) return undefined;
    current = new Map(Object.entries(current)).get(name);
  }
  return current;
}

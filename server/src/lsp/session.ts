// What all handlers share between `initialize` and the end. Future settings of the user belong here, as one more part.
import type { Connection } from 'vscode-languageserver';
import type { Logger } from '../base/logger';
import { HandedFiles } from '../host/handed-files';
import type { HostFiles } from '../host/host-files';
import type { MachineState } from '../protocol/machine';
import { visibleLines } from '../protocol/visible';
import { type Manifest, speakFrom } from '../service/manifest';
import { Positions } from '../service/positions';
import { type ClientFeatures, clientFeatures, folderUris } from './client-features';
import { ClientFiles } from './client-files';
import type { Conversion } from './convert';
import { CoreClient, type Listener } from './core/client';
import type { OpenCore } from './core/link';
import { Documents } from './documents';
import { type FeatureSettings, featureSettings } from './feature-settings';
import { startForeign } from './foreign';
import { guarded } from './guarded';
import { Publisher } from './publisher';
import { startStatus } from './status';
import { Texts } from './texts';
import { pathOfUri } from './uri';
import type { OpenWhole } from './whole/client';
import { subjectOf } from './whole/subject';
import { WholeWork } from './whole/whole-work';
import { type Patience, Work } from './work';
import { SHOWN_AFTER_MS, startProgress } from './work-progress';

export interface Session extends Conversion {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly client: ClientFeatures;
  readonly core: CoreClient;
  readonly publisher: Publisher;
  readonly work: Work;
  /** What to do once the editor is ready. A connection would keep only the handler that was given last. */
  readonly whenInitialized: (() => void)[];
  /** What happens to documents and files. */
  readonly texts: Texts;
  /**
   * Whether the user trusts the workspace: only then what runs code is offered, and files outside its folders are read.
   */
  trusted: boolean;
  /** How much is shown unasked. */
  features: FeatureSettings;
  /** Whole releases of NixOS and Home Manager. */
  readonly whole: WholeWork;
  /** What is known of this machine; lenses are made from it. */
  machine: MachineState;
}

/** Two slices of work, which is what the analysis after a keystroke takes; and as long as one waits for a menu. */
const PATIENCE: Patience = { brief: 20, long: 2000 };

/** What a server is started with. */
export interface ServerOptions {
  readonly manifest: Manifest;
  readonly openCore: OpenCore;
  readonly openWhole: OpenWhole;
  /** For the places of what is found, and how paths are spelled. */
  readonly disk: HostFiles;
  /** The user's folder; undefined where there is none. */
  readonly home?: string | undefined;
  /** The name of this machine, until the client says what it knows. */
  readonly hostName: string | null;
  readonly patience?: Patience;
  /** When the progress of work begins to be shown. */
  readonly progressAfterMs?: number;
}

/** The session that an `initialize` request asks for. */
export function createSession(connection: Connection, params: unknown, options: ServerOptions): Session {
  const { manifest, openCore, openWhole, home, patience = PATIENCE, progressAfterMs = SHOWN_AFTER_MS } = options;
  const logger = connectionLogger(connection);
  const client = clientFeatures(params);
  const handed = client.handsFiles ? new HandedFiles() : undefined;
  const disk = handed ?? options.disk;
  const documents = new Documents();
  const positions = new Positions((path) => documents.get(path)?.text ?? disk.read(path));
  speakFrom(manifest, client.language);
  const folders = foldersIn(params);
  for (const folder of folders) disk.enter(folder);
  const whole = new WholeWork({
    connection,
    logger,
    client,
    files: disk,
    home,
    open: openWhole,
    progressAfterMs,
    trusted: () => session.trusted,
    onRelease: (source, release) => taking({ core, work }, { type: 'release', source, release }),
    onChecked: (result) => taking({ core, work }, { type: 'whole', result }),
    subjectOf: (path, last) => subjectOf(path, last, { work, core, machine: () => session.machine }),
    folders: () => core.begin.folders,
    documents: () => documents.all,
    onChange: () => tellStatus(),
  });
  const core = new CoreClient({
    logger,
    openCore,
    folders,
    rules: client.rules,
    trusted: client.trusted,
    language: client.language,
    chosen: whole.settings.chosen,
    cacheFolder: client.cacheFolder,
    onReleases: (used, missing) => whole.takeReleases(used, missing),
    handed: handed && (() => handed.all),
    onWanted: (wanted) =>
      void clientFiles?.fetch(wanted).then(() => texts.haveArrived([...wanted.folders, ...wanted.texts])),
    documents: () => documents.all,
    complain: (message) => connection.window.showErrorMessage(message),
  });
  const clientFiles =
    handed && new ClientFiles({ connection, logger, disk: handed, onNews: (news) => core.files(news) });
  const helpOf = (code: string): string | undefined => manifest.helpOf(code);
  const publisher = new Publisher({ connection, logger, documents, positions, client, helpOf });
  const whenSlice = guardedSlices(logger, core);
  whenSlice((partial) => publisher.publish(partial));
  startForeign(whenSlice, { connection, client, documents });
  startProgress(whenSlice, connection, client, progressAfterMs);
  const tellStatus = startStatus(whenSlice, connection, client, () => ({
    releases: whole.releases,
    notes: whole.notes,
  }));
  const work = new Work(core, patience);
  const load = clientFiles && (() => void clientFiles.load(folders).then(() => core.filesAreThere()));
  const whenInitialized: (() => void)[] = load === undefined ? [] : [load];
  const texts = new Texts({ documents, positions, disk, clientFiles, core, publisher, work });
  const parts = { connection, logger, client, core, documents, positions, publisher, work, texts, whole };
  const features = featureSettings(client.features, client.hasOtherServer);
  const machine = machineOf(client, options);
  const session: Session = { ...parts, trusted: client.trusted, helpOf, whenInitialized, machine, features };
  return session;
}

const machineOf = ({ machine }: ClientFeatures, { hostName }: ServerOptions): MachineState => ({
  ...machine,
  host: machine.host ?? hostName,
});

/** What the thread for whole releases has found out is worked on. */
function taking({ core, work }: Pick<Session, 'core' | 'work'>, found: Parameters<CoreClient['take']>[0]): void {
  core.take(found);
  work.schedule();
}

const foldersIn = (params: unknown): readonly string[] =>
  folderUris(params)
    .map(pathOfUri)
    .filter((path) => path !== undefined);

/** Lets others hear of each slice of work; one that fails keeps it from no other. */
const guardedSlices =
  (logger: Logger, core: CoreClient) =>
  (listener: Listener): void =>
    core.onState((...heard) => guarded(logger, 'publish', undefined, () => listener(...heard)));

/** As much as one line of the log takes. */
const LONGEST_LINE = 2000;

/** The editor's log, which shows one line for each of ours, whatever names stand in it. */
function connectionLogger({ console }: Connection): Logger {
  const shown = (line: string): string => visibleLines(line, LONGEST_LINE);
  return {
    info: (line) => console.info(shown(line)),
    warn: (line) => console.warn(shown(line)),
    error: (line) => console.error(shown(line)),
  };
}

// The language server as the rest of the client sees it.
import type * as vscode from 'vscode';
import type { AssistantParams, AssistantResult } from '../../server/src/protocol/assistant';
import type { FixAllKind } from '../../server/src/protocol/fix-all';
import type { KnowledgeParams, KnowledgeResult } from '../../server/src/protocol/knowledge';
import type { MachineState } from '../../server/src/protocol/machine';
import type { MatrixParams, MatrixResult } from '../../server/src/protocol/matrix';
import type { PlacesParams, PlacesResult } from '../../server/src/protocol/nix-report';
import type {
  CheckWholeResult,
  ModulesResult,
  NewSpecialisationParams,
  NewSpecialisationResult,
  SpecialisationTarget,
} from '../../server/src/protocol/requests';
import type { DifferenceNode, PartNode, SystemsResult } from '../../server/src/protocol/tree';

export interface Server {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Restarts; while one restart is under way, further calls join it. */
  readonly restart: () => Promise<void>;
  /**
   * Specialisations at a position, the innermost first, or of the whole file. Empty while the server is not running.
   */
  readonly targets: (
    document: vscode.TextDocument,
    position?: vscode.Position,
  ) => Promise<readonly SpecialisationTarget[]>;
  /** The systems worth showing; undefined while the server is not running. */
  readonly systems: () => Promise<SystemsResult | undefined>;
  /** How a part of a system differs from its base; undefined while the server is not running. */
  readonly differences: (part: PartNode) => Promise<readonly DifferenceNode[] | undefined>;
  /** All options of a system beside each other; undefined while the server is not running. */
  readonly matrix: (params: MatrixParams) => Promise<MatrixResult | undefined>;
  /** What is known of a configuration that is to be built; undefined while the server is not running. */
  readonly knowledge: (params: KnowledgeParams) => Promise<KnowledgeResult | undefined>;
  /** Tells the server what is known of this machine. */
  readonly tellMachine: (state: MachineState) => Promise<void>;
  /** Checks the system that a document takes part in as a whole; undefined while the server is not running. */
  readonly checkWhole: (document: vscode.TextDocument) => Promise<CheckWholeResult | undefined>;
  /** Where the problems are that Nix has told of; undefined while the server is not running. */
  readonly problemPlaces: (params: PlacesParams) => Promise<PlacesResult | undefined>;
  /** Fires when the server runs, and whenever it has new results. */
  readonly onAnalysed: vscode.Event<void>;
  /** The modules that a specialisation can be written into; undefined while the server is not running. */
  readonly modules: () => Promise<ModulesResult | undefined>;
  /** Fires when the server has ended, until it runs again. */
  readonly onStopped: vscode.Event<void>;
  /**
   * Where a new specialisation is written in a document, or in a module that a system has there; null where that is
   * none, undefined while nothing runs.
   */
  readonly newSpecialisation: (
    document: vscode.TextDocument,
    system: NewSpecialisationParams['system'],
  ) => Promise<NewSpecialisationResult | undefined>;
  /**
   * What mends all conflicts of the workspace, shown before it is done; null where nothing is to be mended, undefined
   * while the server is not running.
   */
  readonly fixAll: (kind: FixAllKind) => Promise<vscode.WorkspaceEdit | null | undefined>;
  /** The answer of a tool for assistants, once the server runs; undefined where it does not start. */
  readonly assistant: (
    params: AssistantParams,
    token: vscode.CancellationToken,
  ) => Promise<AssistantResult<vscode.WorkspaceEdit> | undefined>;
  /** Tells the server that the workspace is trusted now. */
  readonly grantTrust: () => Promise<void>;
  /** Calls back whenever the server says something by this name. Starts nothing. */
  readonly onNotification: (method: string, handle: (params: unknown) => void) => void;
  /** Asks the editor to fetch the lenses again. */
  readonly refreshLenses: () => Promise<void>;
}

/** The server once its client library is loaded. */
export type Client = Omit<Server, 'onAnalysed' | 'onStopped'>;

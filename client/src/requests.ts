// What the client asks of the server, as long as it runs.
import type { BaseLanguageClient, WorkspaceEdit as ProtocolEdit } from 'vscode-languageclient';
import { FIX_ALL_REQUEST, type FixAllParams, type FixAllResult } from '../../server/src/protocol/fix-all';
import { KNOWLEDGE_REQUEST, type KnowledgeResult } from '../../server/src/protocol/knowledge';
import { MATRIX_REQUEST, type MatrixParams, type MatrixResult } from '../../server/src/protocol/matrix';
import { PLACES_REQUEST, type PlacesResult } from '../../server/src/protocol/nix-report';
import {
  CHECK_WHOLE_REQUEST,
  type CheckWholeParams,
  type CheckWholeResult,
  MODULES_REQUEST,
  type ModulesResult,
  NEW_SPECIALISATION_REQUEST,
  type NewSpecialisationParams,
  type NewSpecialisationResult,
  TARGETS_REQUEST,
  type TargetsParams,
} from '../../server/src/protocol/requests';
import {
  DIFFERENCES_REQUEST,
  type DifferencesParams,
  type DifferencesResult,
  SYSTEMS_REQUEST,
  type SystemsResult,
} from '../../server/src/protocol/tree';
import { isTarget } from '../../server/src/run/validate';
import type { Client } from './server';

type Requests =
  | 'targets'
  | 'systems'
  | 'differences'
  | 'matrix'
  | 'knowledge'
  | 'checkWhole'
  | 'problemPlaces'
  | 'modules'
  | 'newSpecialisation'
  | 'fixAll';

/** @param running the client of a server that runs */
export function requestsTo(running: () => BaseLanguageClient | undefined): Pick<Client, Requests> {
  return {
    targets: async (document, position) => {
      const client = running();
      if (client === undefined) return [];
      const { asUri, asPosition } = client.code2ProtocolConverter;
      const uri = asUri(document.uri);
      const params: TargetsParams = position === undefined ? { uri } : { uri, position: asPosition(position) };
      const result = await client.sendRequest<unknown>(TARGETS_REQUEST, params);
      return Array.isArray(result) ? result.filter(isTarget) : [];
    },
    systems: async () => running()?.sendRequest<SystemsResult>(SYSTEMS_REQUEST),
    differences: async ({ id, key }) => {
      const params: DifferencesParams = { id, key };
      return running()?.sendRequest<DifferencesResult>(DIFFERENCES_REQUEST, params);
    },
    matrix: async (params: MatrixParams) => running()?.sendRequest<MatrixResult>(MATRIX_REQUEST, params),
    knowledge: async (params) => running()?.sendRequest<KnowledgeResult>(KNOWLEDGE_REQUEST, params),
    checkWhole: async (document) => {
      const client = running();
      if (client === undefined) return undefined;
      const params: CheckWholeParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
      return client.sendRequest<CheckWholeResult>(CHECK_WHOLE_REQUEST, params);
    },
    problemPlaces: async (params) => running()?.sendRequest<PlacesResult>(PLACES_REQUEST, params),
    modules: async () => running()?.sendRequest<ModulesResult>(MODULES_REQUEST),
    newSpecialisation: async (document, system) => {
      const client = running();
      if (client === undefined) return undefined;
      const uri = client.code2ProtocolConverter.asUri(document.uri);
      const params: NewSpecialisationParams = system === undefined ? { uri } : { uri, system };
      return client.sendRequest<NewSpecialisationResult>(NEW_SPECIALISATION_REQUEST, params);
    },
    fixAll: async (kind) => {
      const client = running();
      if (client === undefined) return undefined;
      const params: FixAllParams = { kind };
      const edit = await client.sendRequest<FixAllResult<ProtocolEdit>>(FIX_ALL_REQUEST, params);
      return edit === null ? null : client.protocol2CodeConverter.asWorkspaceEdit(edit);
    },
  };
}

// What is used of vscode-languageclient. It is more than twice as large as all else of the client together, so it is
// bundled by itself, and read only when the server starts, after activation.
export { CloseAction, ErrorAction, LanguageClient, State, TransportKind } from 'vscode-languageclient/node';

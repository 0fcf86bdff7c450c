// VS Code for the web, as on vscode.dev: the workbench of the same npm package without a server behind it. Extensions run
// in its web worker extension host; what they need, this program only serves as files.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { QUIET_SETTINGS } from './host.mjs';

const MODULES = join(import.meta.dirname, 'node_modules');
const SERVER_DIR = join(MODULES, 'code-server/lib/vscode');
const WORKBENCH = 'out/vs/code/browser/workbench/workbench';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** code-server makes every window one of a remote; without these words it is VS Code's own again. */
const REMOTE = [
  [',remoteAuthority:location.host}', '}'],
  [/\.with\(\{scheme:(\w+)\.vscodeRemote\}\),"User"\)/, '.with({scheme:$1.vscodeUserData}),"User")'],
];

/**
 * Serves it on the loopback interface.
 * @param {{ extensions: Record<string, string>, files?: Record<string, string>, settings?: object }} what the folders of
 *   the extensions by name; texts by what comes behind the address of the extensions, as `name/file.json`; settings
 */
export async function startWebHost({ extensions, files = {}, settings = {} }) {
  const script = localWorkbench();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const found =
      path === '/'
        ? { body: page({ authority: request.headers.host, extensions, settings }), type: 'text/html' }
        : path === `/static/${WORKBENCH}.js`
          ? { body: script, type: 'text/javascript' }
          : served(path, extensions, files);
    if (found === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': found.type, 'access-control-allow-origin': '*' }).end(found.body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${server.address().port}`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { base, stop };
}

/** The address of a window on a folder, as `memfs:/flake`. */
export const webUrl = ({ base }, folder) => `${base}/?folder=${encodeURIComponent(folder)}`;

function served(path, extensions, files) {
  const [, top, ...rest] = normalize(path).split('/');
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  if (top === 'extensions' && files[rest.join('/')] !== undefined) return { body: files[rest.join('/')], type };
  const [name, ...inside] = rest;
  const folder = top === 'extensions' ? extensions[name] : rest[0] === 'node_modules' ? MODULES : SERVER_DIR;
  if (folder === undefined || (top !== 'extensions' && top !== 'static')) return undefined;
  const file = join(folder, ...(folder === SERVER_DIR ? rest : inside));
  return existsSync(file) && statSync(file).isFile() ? { body: readFileSync(file), type } : undefined;
}

function localWorkbench() {
  return REMOTE.reduce(
    (script, [words, others]) => {
      const changed = script.replace(words, others);
      if (changed === script) throw new Error(`this code-server is another one: its workbench has no ${words}`);
      return changed;
    },
    readFileSync(join(SERVER_DIR, `${WORKBENCH}.js`), 'utf8'),
  );
}

function page({ authority, extensions, settings }) {
  const configuration = {
    additionalBuiltinExtensions: Object.keys(extensions).map((name) => ({
      scheme: 'http',
      authority,
      path: `/extensions/${name}`,
    })),
    configurationDefaults: { ...QUIET_SETTINGS, ...settings },
    webviewEndpoint: `http://${authority}/static/out/vs/workbench/contrib/webview/browser/pre/`,
    productConfiguration: { nameShort: 'VS Code', nameLong: 'VS Code for the Web', enableTelemetry: false },
    // What code-server's workbench insists on.
    userDataPath: '/user',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
  };
  const values = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    WORKBENCH_WEB_BASE_URL: '/static',
    WORKBENCH_AUTH_SESSION: '',
    WORKBENCH_SCRIPT_NONCE: '',
    WORKBENCH_NLS_FALLBACK_URL: '/static/out/nls.messages.js',
    WORKBENCH_NLS_URL: '/static/out/nls.messages.js',
    BASE: '',
    VS_BASE: '',
  };
  const html = readFileSync(join(SERVER_DIR, `${WORKBENCH}.html`), 'utf8');
  return html.replace(/\{\{(\w+)\}\}/g, (whole, name) => values[name] ?? whole);
}

// A file system in memory, filled from what the server of the page has under files.json. Reading takes a moment, as it
// does with a repository on a server.
const vscode = require('vscode');

const READING_MS = 30;

exports.activate = async (context) => {
  const files = new Map();
  const filled = fill(files, context.extensionUri);
  const changed = new vscode.EventEmitter();
  const tell = (type, uri) => changed.fire([{ type, uri }]);
  const later = async () => {
    await filled;
    await new Promise((done) => setTimeout(done, READING_MS));
  };
  const below = (path) => (path.endsWith('/') ? path : `${path}/`);
  const isFolder = (path) => [...files.keys()].some((name) => name.startsWith(below(path)));
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    async stat(uri) {
      await later();
      const bytes = files.get(uri.path);
      if (bytes !== undefined)
        return { type: vscode.FileType.File, ctime: 0, mtime: bytes.written, size: bytes.length };
      if (isFolder(uri.path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      throw vscode.FileSystemError.FileNotFound(uri);
    },
    async readDirectory(uri) {
      await later();
      const entries = new Map();
      for (const path of files.keys()) {
        if (!path.startsWith(below(uri.path))) continue;
        const [name, ...deeper] = path.slice(below(uri.path).length).split('/');
        entries.set(name, deeper.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
      }
      return [...entries];
    },
    async readFile(uri) {
      await later();
      const bytes = files.get(uri.path);
      if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(uri);
      return bytes;
    },
    async writeFile(uri, bytes) {
      const type = files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
      files.set(uri.path, written(bytes));
      tell(type, uri);
    },
    createDirectory() {},
    delete(uri) {
      for (const path of [...files.keys()]) if (below(path).startsWith(below(uri.path))) files.delete(path);
      tell(vscode.FileChangeType.Deleted, uri);
    },
    rename(from, to) {
      files.set(to.path, written(files.get(from.path)));
      files.delete(from.path);
      tell(vscode.FileChangeType.Deleted, from);
      tell(vscode.FileChangeType.Created, to);
    },
  };
  const change = async () => {
    const uri = vscode.Uri.parse('memfs:/flake/hosts/audio.json');
    await provider.writeFile(uri, new TextEncoder().encode('{ "pipewire": true }'));
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memfs', provider, { isCaseSensitive: true }),
    vscode.commands.registerCommand('memoryFolder.change', change),
  );
};

const written = (bytes) => Object.assign(bytes.slice(), { written: Date.now() });

async function fill(files, extension) {
  const response = await fetch(`${extension.toString(true)}/files.json`);
  for (const [path, text] of Object.entries(await response.json()))
    files.set(path, written(new TextEncoder().encode(text)));
}

// Reads the names inside a zip file (a .vsix is one) from its central directory.

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** The names of all files in a zip, in the order of its directory. */
export function entriesOfZip(buffer) {
  let at = buffer.length - 22;
  while (at >= 0 && buffer.readUInt32LE(at) !== END_OF_DIRECTORY) at -= 1;
  if (at < 0) throw new Error('not a zip file');
  const count = buffer.readUInt16LE(at + 10);
  const names = [];
  let entry = buffer.readUInt32LE(at + 16);
  for (let index = 0; index < count; index += 1) {
    if (buffer.readUInt32LE(entry) !== DIRECTORY_ENTRY) throw new Error('broken zip directory');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => buffer.readUInt16LE(entry + offset));
    names.push(buffer.toString('utf8', entry + 46, entry + 46 + nameLength));
    entry += 46 + nameLength + extraLength + commentLength;
  }
  return names.filter((name) => !name.endsWith('/'));
}

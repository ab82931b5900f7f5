// Makes a path fit to be read by people. The path that opens the file stays as it is.

import { toFsPath } from '../../../core/path-bytes.ts';

const escapedBytes = /[\uef80-\uefff]+/g;
/** Names that are not UTF-8 are mostly from old Western systems; a wrong letter still reads better than an escape. */
const decoder = new TextDecoder('windows-1252');

/** The path with bytes that are not UTF-8, as core/path-bytes.ts escapes them, read as Windows-1252. */
export function toReadablePath(path: string): string {
  return path.replace(escapedBytes, (run) => {
    const bytes = toFsPath(run);
    return typeof bytes === 'string' ? bytes : decoder.decode(bytes);
  });
}

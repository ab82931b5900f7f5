// Paths of the server's folders as steps to walk back on. Pure; POSIX and Windows paths alike.

export interface PathStep {
  readonly name: string;
  readonly path: string;
}

/** The folders above and including an absolute path, the root first: `/`, `/srv`, `/srv/videos`. */
export function pathSteps(path: string): readonly PathStep[] {
  const drive = /^[A-Za-z]:/.exec(path)?.[0];
  const separator = drive === undefined ? '/' : '\\';
  const root = drive === undefined ? '/' : `${drive}\\`;
  const names = path.slice(drive?.length ?? 0).split(drive === undefined ? '/' : /[\\/]/);
  const steps: PathStep[] = [{ name: root, path: root }];
  let walked = root;
  for (const name of names.filter((one) => one !== '')) {
    walked = walked.endsWith(separator) ? walked + name : walked + separator + name;
    steps.push({ name, path: walked });
  }
  return steps;
}

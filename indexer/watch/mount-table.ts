// Which file systems are mounted where, as Linux tells it in /proc/self/mountinfo. Pure.

import { below } from '../../core/catalogue/folder-tree.ts';

/** A mounted file system. */
export interface Mount {
  /** Where it is mounted. */
  readonly path: string;
  /** The system's name of its type, for example `ext4`, `nfs4` or `fuse.sshfs`. */
  readonly type: string;
}

/**
 * Types whose files change without this machine knowing: on another machine, or on the host of a virtual one. Those of
 * FUSE are told apart by `localFuse`.
 */
const remoteTypes: ReadonlySet<string> = new Set([
  ...['9p', 'afs', 'beegfs', 'ceph', 'cifs', 'coda', 'davfs', 'fakeowner', 'gfs2', 'glusterfs'],
  ...['gpfs', 'grpcfuse', 'lustre', 'ncpfs', 'nfs', 'nfs4', 'ocfs2', 'orangefs', 'prl_fs', 'smb3'],
  ...['smbfs', 'vboxsf', 'virtiofs', 'vmhgfs'],
]);

/** FUSE file systems that live on this machine's own disks; every other one is taken for a remote one. */
const localFuse: ReadonlySet<string> = new Set([
  ...['bindfs', 'encfs', 'exfat', 'exfat-fuse', 'fuse-overlayfs', 'gocryptfs', 'lxcfs'],
  ...['mergerfs', 'ntfs', 'ntfs-3g', 'overlay', 'snapraid', 'unionfs', 'zfs'],
]);

/** Whether the kernel is not told of every change of the files on it. */
export function isRemote({ type }: Mount): boolean {
  if (!type.startsWith('fuse.')) return remoteTypes.has(type);
  return !localFuse.has(type.slice('fuse.'.length));
}

/** The mounts in the text of /proc/self/mountinfo (https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html). */
export function parseMountTable(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [mounted, source] = line.split(' - ');
    const path = mounted?.split(' ')[4];
    const type = source?.split(' ')[0];
    if (path === undefined || type === undefined) return [];
    return { path: unescapeOctal(path), type };
  });
}

/** Space, tab, line feed and backslash stand in the table as `\040` and so on. */
function unescapeOctal(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** The mount that holds a path, which is one without links; undefined where the table does not say. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  let holder: Mount | undefined;
  for (const mount of mounts) {
    const isAround = mount.path === path || path.startsWith(below(mount.path));
    // What is mounted later over the same place hides what was there.
    if (isAround && mount.path.length >= (holder?.path.length ?? 0)) holder = mount;
  }
  return holder;
}

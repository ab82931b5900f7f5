import { describe, expect, it } from 'vitest';
import { isRemote, mountOf, parseMountTable } from '../../../indexer/watch/mount-table.ts';

const table = [
  '22 27 0:21 / /proc rw,relatime - proc proc rw',
  '27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
  '36 27 0:40 / /mnt/nas rw,relatime shared:7 master:2 - nfs4 nas:/export rw,vers=4.2',
  '37 27 0:41 / /mnt/my\\040films rw - cifs //box/films rw',
  '38 36 8:1 / /mnt/nas/usb rw - fuseblk /dev/sdb1 rw',
  '39 27 0:42 / /mnt/cloud rw - fuse.rclone remote: rw',
  '',
].join('\n');

describe('the mount table', () => {
  it('gives each mount its place and its type, whatever optional fields stand between', () => {
    const mounts = parseMountTable(table);
    expect(mounts).toHaveLength(6);
    expect(mounts[2]).toEqual({ path: '/mnt/nas', type: 'nfs4' });
  });

  it('undoes the escapes of spaces in paths', () => {
    expect(parseMountTable(table)).toContainEqual({ path: '/mnt/my films', type: 'cifs' });
  });

  it('passes over lines that are cut short', () => {
    expect(parseMountTable('27 1 254:0 /\n- ext4')).toEqual([]);
  });
});

describe('the mount that holds a folder', () => {
  it.each([
    ['/home/me/videos', 'ext4'],
    ['/mnt/nas', 'nfs4'],
    ['/mnt/nas/films', 'nfs4'],
    ['/mnt/nas/usb/films', 'fuseblk'],
    ['/mnt/nasty', 'ext4'],
  ])('of %s is the deepest one around it', (path, type) => {
    expect(mountOf(path, parseMountTable(table))?.type).toBe(type);
  });

  it('is the last of those at the same place', () => {
    const mounts = [
      { path: '/media', type: 'autofs' },
      { path: '/media', type: 'nfs' },
    ];
    expect(mountOf('/media/films', mounts)?.type).toBe('nfs');
  });

  it('is unknown where there is no table', () => {
    expect(mountOf('/videos', [])).toBeUndefined();
  });
});

describe('a file system', () => {
  it.each(['nfs', 'nfs4', 'cifs', 'smb3', '9p', 'virtiofs', 'fuse.sshfs', 'fuse.rclone'])(
    'of type %s tells nothing of changes elsewhere',
    (type) => {
      expect(isRemote({ path: '/', type })).toBe(true);
    },
  );

  it.each(['ext4', 'btrfs', 'zfs', 'overlay', 'tmpfs', 'fuseblk', 'exfat', 'fuse.mergerfs'])(
    'of type %s tells of every change',
    (type) => {
      expect(isRemote({ path: '/', type })).toBe(false);
    },
  );
});

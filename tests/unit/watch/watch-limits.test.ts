import { describe, expect, it } from 'vitest';
import { describeExhaustion } from '../../../indexer/watch/watch-limits.ts';

const limits = { maxWatches: 8192, maxInstances: 128 };

describe('what is said when the system lets no more folders be watched', () => {
  it('names the bound, how far it went, and the command that raises it', () => {
    const text = describeExhaustion('ENOSPC', limits, 7000);
    expect(text).toContain('watch 8192 folders');
    expect(text).toContain('7000 of this library');
    expect(text).toContain('fs.inotify.max_user_watches=524288');
  });

  it('asks for more than the library took where the bound is high already', () => {
    const text = describeExhaustion('ENOSPC', { ...limits, maxWatches: 600_000 }, 600_000);
    expect(text).toContain('fs.inotify.max_user_watches=4194304');
  });

  it('speaks of open files and programs where these ran out', () => {
    const text = describeExhaustion('EMFILE', limits, 0);
    expect(text).toContain('ulimit -n');
    expect(text).toContain('fs.inotify.max_user_instances is 128');
  });
});

// The state of the folder picker: the folder that is open, and the way to others.

import type { FoldersAnswer } from '../../../core/contract/dashboard.ts';
import { fetchFolders } from '../../lib/dashboard-api.ts';
import { Resource } from '../../state/resource.svelte.ts';

export class FolderBrowser {
  readonly folder: Resource<FoldersAnswer>;
  /** What stands in the path field. */
  typed = $state('');
  #wanted: string | undefined;

  constructor() {
    this.folder = new Resource(async (signal) => {
      const answer = await fetchFolders(this.#wanted, signal);
      this.typed = answer.path;
      return answer;
    });
  }

  /** Opens a folder; without a path, where the server suggests to begin. */
  async open(path: string | undefined): Promise<void> {
    this.#wanted = path;
    if (path !== undefined) this.typed = path;
    await this.folder.load();
  }
}

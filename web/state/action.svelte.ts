// Something that a person has the server do: one at a time, and a message when it fails.

import { toast } from '../lib/toast.ts';

export class Action {
  isRunning = $state(false);

  /**
   * Runs a task unless one runs already.
   * @param failure what could not be done, such as "The scan could not be started."
   * @returns whether it was done
   */
  async run(failure: string, task: () => Promise<unknown>): Promise<boolean> {
    if (this.isRunning) return false;
    this.isRunning = true;
    try {
      await task();
      return true;
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error);
      toast.error(failure, { description });
      return false;
    } finally {
      this.isRunning = false;
    }
  }
}

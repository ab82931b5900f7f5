declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';
  interface RollOptions {
    readonly file: string;
    readonly extension: string;
    readonly size: string;
    readonly limit: { readonly count: number };
    readonly mkdir: boolean;
  }
  export default function roll(options: RollOptions): Promise<DestinationStream>;
}

declare module 'pino-roll' {
  import type { SonicBoom } from 'sonic-boom';
  interface RollOptions {
    readonly file: string;
    readonly extension: string;
    readonly size: string;
    readonly limit: { readonly count: number };
    readonly mkdir: boolean;
  }
  export default function roll(options: RollOptions): Promise<SonicBoom>;
}

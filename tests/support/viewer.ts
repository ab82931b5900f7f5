// A person in front of a running Reeldex: scans, searches, marks, watches and plays through the API only.

import { createHash } from 'node:crypto';
import { scanStatus } from '../../core/contract/dashboard.ts';
import { searchAnswer } from '../../core/contract/search.ts';
import { videoDetail, videoPage, type VideoDetail } from '../../core/contract/video.ts';
import { routes } from '../../core/contract/routes.ts';
import type { RunningReeldex } from './running-reeldex.ts';

/** What a person would miss of a video. */
export interface Keepsake {
  readonly addedAt: string;
  readonly isFavourite: boolean;
  readonly positionS: number | null;
  readonly views: number;
}

/** Looks at one running Reeldex. */
export class Viewer {
  readonly #reeldex: RunningReeldex;

  constructor(reeldex: RunningReeldex) {
    this.#reeldex = reeldex;
  }

  /** Asks for a scan and resolves when it is over and all that it found can be searched. */
  async scan(
    body: { readonly mode?: string; readonly acceptMissing?: boolean } = {},
  ): Promise<void> {
    const { id } = scanStatus.parse(await this.#reeldex.post(routes.dashboardScan, body));
    await this.#reeldex.until('the scan to end', 60_000, async () => {
      const { scan, index } = await this.#reeldex.status();
      const isOver = scan.state === 'idle' && (scan.id ?? 0) >= (id ?? 0) && scan.error === null;
      return isOver && index.state !== 'down' && index.behind === 0 ? true : undefined;
    });
  }

  /** The videos that a search finds, with everything about each. */
  async find(query: string): Promise<readonly VideoDetail[]> {
    const address = `${routes.searchVideos}?limit=200&q=${encodeURIComponent(query)}`;
    const { videos } = searchAnswer.parse(await this.#reeldex.json(address));
    return await Promise.all(videos.map(({ hash }) => this.detail(hash)));
  }

  /** The one video that a search finds. @throws Error when there are none or several. */
  async findOne(query: string): Promise<VideoDetail> {
    const found = await this.find(query);
    const [video] = found;
    if (video !== undefined && found.length === 1) return video;
    throw new Error(`${query} finds ${found.length} videos: ${JSON.stringify(found.map(pathsOf))}`);
  }

  async detail(hash: string): Promise<VideoDetail> {
    return videoDetail.parse(await this.#reeldex.json(routes.videoData(hash)));
  }

  /** Makes a video a favourite and watches it up to `positionS`. */
  async cherish(hash: string, positionS: number): Promise<void> {
    await this.#reeldex.post(routes.addFavourite(hash));
    await this.#reeldex.post(routes.recordView(hash), { positionS, watchedS: positionS });
  }

  /** What there is of the person in a video. */
  keepsake({ addedAt, isFavourite, positionS, views }: VideoDetail): Keepsake {
    return { addedAt, isFavourite, positionS, views };
  }

  /** The hashes of the favourites, and of what was watched lately. */
  async favourites(): Promise<readonly string[]> {
    return await this.#hashes(routes.favourites);
  }

  async history(): Promise<readonly string[]> {
    return await this.#hashes(routes.history);
  }

  /** The SHA-256 of what is played. @throws Error with the status and the message when nothing is. */
  async play(hash: string): Promise<string> {
    const response = await fetch(this.#reeldex.url + routes.video(hash));
    const body = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(`${response.status}: ${body.toString()}`);
    return sha256(body);
  }

  async #hashes(route: string): Promise<readonly string[]> {
    const { videos } = videoPage.parse(await this.#reeldex.json(`${route}?limit=200`));
    return videos.map(({ hash }) => hash);
  }
}

/** SHA-256 as hex digits. */
export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The paths of a video that are there, the one that is played first. */
export function pathsOf(video: VideoDetail): readonly string[] {
  return video.files.filter((file) => !file.isMissing).map((file) => file.path);
}

// `/api/dashboard/libraries`: the folders of the library, and the picker that finds new ones.

import { z } from 'zod';
import type { LibraryStore } from '../../core/catalogue/library-store.ts';
import type { ScanStore } from '../../core/catalogue/scan-store.ts';
import {
  foldersAnswer,
  foldersQuery,
  librariesAnswer,
  libraryBody,
} from '../../core/contract/dashboard.ts';
import { AppError, NotFoundError } from '../../core/errors.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { checkFolder, listFolders, nameOfFolder } from '../library/folders.ts';

interface LibraryRouteParts {
  readonly libraries: LibraryStore;
  readonly scans: ScanStore;
  /** Endings of video files, without the dot. */
  readonly extensions: readonly string[];
}

/** Lists, adds and removes library folders; adding one starts a scan. */
export function libraryRoutes({
  libraries,
  scans,
  extensions,
}: LibraryRouteParts): readonly Route[] {
  const list = async () => {
    const counts = await libraries.fileCounts();
    const known = await libraries.all();
    return {
      items: known.map((library) => ({ ...library, files: counts.get(library.path) ?? 0 })),
    };
  };
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/libraries',
      summary: 'The folders of the library',
      answer: librariesAnswer,
      handle: list,
    }),
    defineRoute({
      method: 'get',
      path: '/api/dashboard/libraries/folders',
      summary: 'The folders on the server below a path, to choose from',
      query: foldersQuery,
      answer: foldersAnswer,
      handle: async ({ query }) => await listFolders(query.path, extensions),
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/libraries',
      summary: 'Adds a folder to the library and scans it',
      body: libraryBody,
      answer: librariesAnswer,
      handle: async ({ body, ctx }) => {
        const path = await checkFolder(body.path);
        await libraries.add([{ path, name: body.name ?? nameOfFolder(path) }]);
        await scans.request({ requestedBy: 'person', mode: 'new' });
        ctx.status = 201;
        return await list();
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/dashboard/libraries',
      summary:
        'Takes a folder out of the library; nothing on disk is touched, and what people did is kept',
      query: z.object({ path: z.string().min(1) }),
      answer: librariesAnswer,
      handle: async ({ query }) => {
        const library = (await libraries.all()).find((known) => known.path === query.path);
        if (library === undefined)
          throw new NotFoundError(`path: ${query.path} is not a library folder`);
        if (library.source === 'config') {
          throw new AppError(
            'configured_library',
            `${query.path} stands in the config file: take it out there.`,
          );
        }
        await libraries.remove(query.path);
        await scans.request({ requestedBy: 'person', mode: 'new' });
        return await list();
      },
    }),
  ];
}

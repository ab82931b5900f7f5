// Whatever a content filter hides, no route outside the dashboard names, counts or serves it.

import Router from '@koa/router';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import { ViewStore } from '../../core/catalogue/view-store.ts';
import {
  awkwardLibrary,
  ruleSets,
  type AwkwardLibrary,
  type Rule,
} from '../support/awkward-library.ts';
import { FilteredSite } from '../support/filtered-site.ts';
import { FilteredWorld } from '../support/hidden-things.ts';
import { ask, askUntil, type RawReply, type RawRequest } from '../support/raw-request.ts';
import { probers, type Probe } from '../support/route-probes.ts';
import { testSearchIndex } from '../support/search-index.ts';

const LIBRARIES = 3;
const RULE_SETS = 3;
const AT_ONCE = 6;
/** Middlewares of no address of their own. */
const WITHOUT_ADDRESS = 9;

const search = testSearchIndex();
let libraries = 0;

/** Libraries, each with several sets of filters. */
const scenario = awkwardLibrary.chain((library) =>
  fc.record({
    library: fc.constant(library),
    sets: fc.array(ruleSets(library.entities), { minLength: RULE_SETS, maxLength: RULE_SETS }),
    // The whole of it would bury the failure; the seed brings it back.
    [fc.toStringMethod]: fc.constant(() => `${library.videos.length} videos`),
  }),
);

describe('no route outside the dashboard', () => {
  test(
    'tells of what is hidden, from the next request on, on any server',
    { timeout: 180_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(scenario, async ({ library, sets }) => {
          libraries += 1;
          const site = await FilteredSite.open(library, {
            ...search,
            indexUid: `${search.indexUid}_${libraries}`,
          });
          try {
            for (const rules of sets) await probeAll(site, library, rules);
            await probeAll(site, library, []);
            expectEveryRouteAsked(site);
          } finally {
            await site.close();
          }
        }),
        { numRuns: LIBRARIES, endOnFailure: true },
      );
    },
  );
});

/** A new route is asked for hidden things as well, or this fails. */
function expectEveryRouteAsked({ app }: FilteredSite): void {
  const routers = app.middleware.flatMap((middleware) =>
    'router' in middleware && middleware.router instanceof Router ? [middleware.router] : [],
  );
  const addresses = routers
    .flatMap(({ stack }) => stack)
    .flatMap(({ methods, path }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${String(path)}`),
    )
    .filter((address) => !address.includes(' /api/dashboard/'));
  expect(addresses.toSorted()).toEqual([...probers.keys()].toSorted());
  // What answers requests belongs into a router. All others look at every request, but for the pages of the site.
  expect(app.middleware.length - routers.length).toBe(WITHOUT_ADDRESS);
}

async function probeAll(site: FilteredSite, library: AwkwardLibrary, rules: readonly Rule[]) {
  await site.setRules(rules);
  const world = new FilteredWorld(library, rules);
  const before = await keptState(site, world);
  const probes = [...probers.values()].flatMap((prober) => prober(world));
  for (let start = 0; start < probes.length; start += AT_ONCE) {
    const chunk = probes.slice(start, start + AT_ONCE);
    await Promise.all(
      chunk.map((probe, n) => sendProbe(site.ports[n % site.ports.length] ?? 0, world, probe)),
    );
  }
  expect(await keptState(site, world)).toEqual(before);
}

/** What a request about a hidden video must not change. */
async function keptState({ catalogue }: FilteredSite, { hidden }: FilteredWorld) {
  const hashes = hidden.map(({ hash }) => hash);
  return {
    favourites: await new FavouriteStore(catalogue).all(),
    watched: await new ViewStore(catalogue).watchedHashes(),
    posters: await catalogue.selectFrom('poster_choices').select('hash').execute(),
    previews: await catalogue
      .selectFrom('previews')
      .select(['hash', 'kind', 'state', 'priority'])
      .where('hash', 'in', hashes)
      .execute(),
  };
}

async function sendProbe(port: number, world: FilteredWorld, probe: Probe) {
  const { request, until } = probe;
  const reply =
    until === undefined ? await askAgain(port, request) : await askUntil(port, request, until);
  try {
    await judge(port, world, probe, reply);
  } catch (cause) {
    const asked = `${request.method ?? 'GET'} ${request.path}`;
    const answer = `${reply.status}: ${reply.text.slice(0, 1000)}`;
    throw new Error(`With ${world.describe()}, ${asked} answered ${answer}`, { cause });
  }
}

async function judge(
  port: number,
  world: FilteredWorld,
  { twin, check }: Probe,
  reply: RawReply,
): Promise<void> {
  expect(reply.status).toBeLessThan(500);
  const said = wholeOf(reply);
  const heard = twin === undefined ? said : withoutAll(said, twin.asked);
  expect(world.secretsIn(heard)).toEqual([]);
  check?.(reply);
  if (twin === undefined) return;
  expect(heard).toEqual(withoutAll(wholeOf(await askAgain(port, twin.request)), twin.unknown));
}

/** On a machine that has much else to do, the search engine may take too long: then as its answer asks, once more. */
async function askAgain(port: number, request: RawRequest): Promise<RawReply> {
  let reply = await ask(port, request);
  for (let tries = 1; reply.status === 503 && tries < 5; tries += 1)
    reply = await ask(port, request);
  return reply;
}

/** All of an answer but what differs between two of the same. */
function wholeOf({ status, headers, text }: RawReply): string {
  const plain = { ...headers, date: '', connection: '', 'keep-alive': '' };
  return JSON.stringify({ status, headers: plain, text });
}

/** A text without a name in it, which JSON may have escaped, once or twice. */
function withoutAll(text: string, name: string): string {
  const once = JSON.stringify(name).slice(1, -1);
  const twice = JSON.stringify(once).slice(1, -1);
  return [twice, once, name].reduce((rest, form) => rest.replaceAll(form, '…'), text);
}

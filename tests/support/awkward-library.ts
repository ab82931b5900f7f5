// Made-up libraries full of awkward names, and which of their videos a set of content filters leaves. Pure.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { filterFields, filterModes, type FilterBody } from '../../core/contract/dashboard.ts';

/** What content filters look at. */
export type Field = FilterBody['field'];

/** A performer, studio, category, tag or collection: one thing, however it is spelled. */
export interface Entity {
  readonly field: Field;
  /** In every spelling of this entity, and in no name of another one but those that it is a part of. */
  readonly token: string;
  readonly spellings: readonly string[];
}

/** A video of the library, with the entities that it has. */
export interface AwkwardVideo {
  readonly hash: string;
  /** In the title and the name of the file, and nowhere else. */
  readonly token: string;
  readonly title: string;
  readonly entities: Readonly<Record<Field, readonly Entity[]>>;
  /** A collection that a second file of it lies in. */
  readonly copyIn: Entity | undefined;
  /** Which spelling of each entity it has. */
  readonly spelling: number;
}

/** A rule by its entity. */
export interface Rule {
  readonly entity: Entity;
  readonly spelling: number;
  readonly mode: FilterBody['mode'];
  readonly active: boolean;
}

export interface AwkwardLibrary {
  readonly entities: readonly Entity[];
  readonly videos: readonly AwkwardVideo[];
}

type Shape = (token: string, others: readonly Entity[]) => readonly string[];

/** Each makes the spellings of one entity; a filter takes all of them for the same. */
const shapes: readonly Shape[] = [
  (token) => [`Jane ${token}`, `JANE ${token.toUpperCase()}`, `jane ${token}`],
  (token) => [`Zoë ${token}`, `ZOË ${token.toUpperCase()}`],
  (token) => [`"O'${token}\\" OR hash EXISTS`],
  (token) => [`!${token}`],
  (token) => [`山田太郎${token}`, `山田太郎${token.toUpperCase()}`],
  (token, others) => [`${spell(others[0], 0)} Junior ${token}`.trim()],
  (token) => [`ＡＢ ${token}`, `AB ${token}`, `ab ${token}`],
  (token) => [`${token} ${'very '.repeat(35)}long`],
  (token) => [`<b>${token}</b>/..%2f?#&`],
];

const poolSizes = { studio: 4, category: 4, performer: 7, tag: 5, collection: 3 } as const;

/** Of an entity the spelling of that number, counted around. */
export function spell(entity: Entity | undefined, spelling: number): string {
  return entity?.spellings[spelling % entity.spellings.length] ?? '';
}

/** The names that a video has in a field. */
export function namesOf(video: AwkwardVideo, field: Field): readonly string[] {
  return video.entities[field].map((entity) => spell(entity, video.spelling));
}

function makeEntities(rotation: number): readonly Entity[] {
  const entities: Entity[] = [];
  for (const field of filterFields) {
    for (let n = 0; n < poolSizes[field]; n += 1) {
      const token = `zq${field[0] ?? ''}${field[1] ?? ''}${n}${rotation}xk`;
      const shape = shapes[(n + rotation) % shapes.length];
      const others = entities.filter((entity) => entity.field === field);
      if (shape !== undefined) entities.push({ field, token, spellings: shape(token, others) });
    }
  }
  return entities;
}

const pick = (field: Field, most: number, least = 0) =>
  fc.uniqueArray(fc.nat(poolSizes[field] - 1), { minLength: least, maxLength: most });

const videoShape = fc.record({
  studio: pick('studio', 1),
  category: pick('category', 2),
  performer: pick('performer', 3),
  tag: pick('tag', 2),
  collection: pick('collection', 1, 1),
  spelling: fc.nat(5),
});

/** A library of 10 to 20 videos. */
export const awkwardLibrary: fc.Arbitrary<AwkwardLibrary> = fc
  .record({
    rotation: fc.nat(shapes.length - 1),
    videos: fc.array(videoShape, { minLength: 10, maxLength: 20 }),
  })
  .map(({ rotation, videos }) => {
    const entities = makeEntities(rotation);
    const ofField = (field: Field, numbers: readonly number[]) => {
      const pool = entities.filter((entity) => entity.field === field);
      return numbers.flatMap((number) => pool[number] ?? []);
    };
    return {
      entities,
      videos: videos.map(({ spelling, ...numbers }, n) => {
        const token = `zqvideo${String.fromCharCode(97 + n)}xk`;
        return {
          hash: createHash('sha256').update(`${rotation} ${n}`).digest('hex').slice(0, 16),
          token,
          title: `Evening walk ${token}`,
          spelling,
          copyIn: n % 4 === 0 ? ofField('collection', [2])[0] : undefined,
          entities: {
            studio: ofField('studio', numbers.studio),
            category: ofField('category', numbers.category),
            performer: ofField('performer', numbers.performer),
            tag: ofField('tag', numbers.tag),
            collection: ofField('collection', numbers.collection),
          },
        };
      }),
    };
  });

/** Up to four rules for a library; rules that hide come more often than those that show alone. */
export function ruleSets(entities: readonly Entity[]): fc.Arbitrary<readonly Rule[]> {
  const rule = fc.record({
    entity: fc.constantFrom(...entities),
    spelling: fc.nat(2),
    mode: fc.constantFrom(...filterModes, 'hide' as const, 'hide' as const),
    active: fc.integer({ min: 0, max: 4 }).map((dice) => dice > 0),
  });
  // A rule that is given again replaces the first one.
  const selector = ({ entity, mode }: Rule) => `${entity.token} ${mode}`;
  return fc.uniqueArray(rule, { minLength: 1, maxLength: 4, selector });
}

/** A rule in words. */
export function describeRule({ entity, spelling, mode, active }: Rule): string {
  return `${active ? '' : 'not '}${mode} ${entity.field} ${spell(entity, spelling)}`;
}

/** Whether a video may be seen: said by entities alone, without any idea of how names compare. */
export function isVisible(video: AwkwardVideo, rules: readonly Rule[]): boolean {
  const active = rules.filter((rule) => rule.active);
  const has = ({ entity }: Rule) => video.entities[entity.field].includes(entity);
  return filterFields.every((field) => {
    const ofField = active.filter(({ entity }) => entity.field === field);
    const only = ofField.filter(({ mode }) => mode === 'only');
    return (
      (only.length === 0 || only.some(has)) && !ofField.some((r) => r.mode === 'hide' && has(r))
    );
  });
}

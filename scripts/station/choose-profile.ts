import { join } from 'node:path';
import { z } from 'zod';
import { findProfile, PROFILES } from '../../intake/find-profile.ts';
import { profileFields } from '../../intake/profile-fields.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import { asFault, Fault } from '../../model/fault.ts';
import { createStationClient } from './client.ts';
import { findKept, findKeptByName, type KeptProfile, keepProfile } from './kept-profiles.ts';
import type { Language } from './language.ts';
import type { Patience } from './patience.ts';
import { defaultStateDir } from './resume-state.ts';

const profileSeen = z.object({
  id: z.string(),
  name: z.string(),
  preset: z.string().nullable(),
  isDefault: z.boolean(),
  retiredAt: z.number().nullable(),
  createdAt: z.number(),
});
const profileList = z.object({ profiles: z.array(profileSeen) });
const profileShown = z.object({ version: z.number(), body: profileFields });

type ProfileSeen = z.infer<typeof profileSeen>;

/** Which profile was asked for, and where. */
export interface ProfileAsked {
  /** A name, or a path that ends in `.json`; undefined: the server's default, or `any` where no server is asked. */
  readonly name: string | undefined;
  /** Whose profiles these are; undefined: the presets, and what was kept. */
  readonly from: { readonly server: string; readonly token: string } | undefined;
}

/** What scans are judged by, and what the person is to know of it. */
export interface ChosenProfile {
  readonly profile: CaptureProfile;
  readonly said?: string;
}

interface Around {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
  readonly signal: AbortSignal;
}

/** A check must not wait long for a server that is not there. */
const ANSWER_WITHIN_MS = 10_000;
const AT_ONCE: Patience = { attempt: (work) => work(), heard: () => undefined };

/** Everything about a profile of a server that a person at the station is told. */
const WORDS = {
  en: {
    by: (one: KeptProfile) => `Judged by "${one.profile.name}", version ${one.version}, of ${one.server}.`,
    kept: (one: KeptProfile, at: string) =>
      `Judged by "${one.profile.name}", version ${one.version}, as ${one.server} gave it on ${at}. It may have changed since.`,
  },
  nl: {
    by: (one: KeptProfile) =>
      `Beoordeeld volgens "${one.profile.name}", versie ${one.version}, van ${one.server}.`,
    kept: (one: KeptProfile, at: string) =>
      `Beoordeeld volgens "${one.profile.name}", versie ${one.version}, zoals ${one.server} die op ${at} gaf. Sindsdien kan die gewijzigd zijn.`,
  },
} as const;

/**
 * The profile that was asked for: from a file, from a server, or of those that come with Recto. What a server gives is
 * kept, and used where it does not answer, or where no server is asked and no preset has the name.
 *
 * @throws Fault in a sentence that says which there are, or what is wrong with the file or the server.
 */
export async function chooseProfile(asked: ProfileAsked, around: Around): Promise<ChosenProfile> {
  const { name, from } = asked;
  if (name?.toLowerCase().endsWith('.json')) return { profile: await findProfile(name) };
  const dir = join(defaultStateDir(around.env), 'profiles');
  if (from !== undefined) return profileOfServer({ ...from, asked: name ?? '', dir }, around);
  const isPreset = name === undefined || Object.hasOwn(PROFILES, name);
  const standing = isPreset ? undefined : await findKeptByName(dir, name);
  return standing === undefined
    ? { profile: await findProfile(name ?? 'any') }
    : sayKept(standing, around.language);
}

function sayKept(standing: KeptProfile, language: Language): ChosenProfile {
  const at = new Date(standing.keptAt).toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return { profile: standing.profile, said: WORDS[language].kept(standing, at) };
}

interface AskedServer {
  readonly server: string;
  readonly token: string;
  readonly asked: string;
  readonly dir: string;
}

/**
 * The profile of a server by its name, `''` for its default; as it was kept in `dir` where the server does not answer.
 *
 * @throws Fault where there is none.
 */
export async function profileOfServer(
  from: AskedServer,
  around: Pick<Around, 'language' | 'signal'>,
): Promise<ChosenProfile> {
  const { server, asked, dir } = from;
  const { language, signal } = around;
  try {
    const { body: profile, version } = await fetchProfile(from, signal);
    const given = { server, asked, version, keptAt: Date.now(), profile };
    // A disk that is full must not keep scans from being checked.
    await keepProfile(dir, given).catch(() => undefined);
    return { profile, said: WORDS[language].by(given) };
  } catch (thrown) {
    signal.throwIfAborted();
    const fault = asFault(thrown);
    const standing = fault.code === 'unavailable' ? await findKept(dir, { server, asked }) : undefined;
    if (standing === undefined) throw fault;
    const { profile, said = '' } = sayKept(standing, language);
    return { profile, said: `${fault.detail} ${said}` };
  }
}

async function fetchProfile(from: AskedServer, signal: AbortSignal) {
  const { server, token, asked } = from;
  const within = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
  const client = createStationClient({ server, token, patience: AT_ONCE, signal: within });
  const { profiles } = await client.read('/api/profiles', profileList);
  const found = pick(profiles, asked);
  if (found === undefined) throw new Fault('not-found', complaintOf(profiles, from));
  return client.read(`/api/profiles/${encodeURIComponent(found.id)}`, profileShown);
}

/** By its name in any case, else the first that began as the preset of this name, else (nothing asked) the default. */
function pick(profiles: readonly ProfileSeen[], asked: string): ProfileSeen | undefined {
  if (asked === '') return profiles.find(({ isDefault }) => isDefault);
  const name = asked.toLowerCase();
  const oldestFirst = profiles.toSorted((one, other) => one.createdAt - other.createdAt);
  return (
    profiles.find((profile) => profile.name.toLowerCase() === name) ??
    oldestFirst.find((profile) => profile.preset === asked && profile.retiredAt === null)
  );
}

function complaintOf(profiles: readonly ProfileSeen[], { server, asked }: AskedServer): string {
  const there = profiles.filter(({ retiredAt }) => retiredAt === null).map(({ name }) => name);
  return asked === ''
    ? `${server} has no default profile. Name one: ${there.join(', ')}.`
    : `${server} has no profile "${asked}". It has: ${there.join(', ')}.`;
}

import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { Profile, ProfileView, RulesView } from '../../model/profile.ts';
import type { ItemView } from '../../model/views.ts';
import { request } from '../api.ts';

const pathOf = (id: string) => `/api/profiles/${id}`;

/** What is asked about capture profiles. Each throws an `ApiError`. */
export const profilesApi = {
  list: () => request<{ profiles: Profile[] }>('GET', '/api/profiles'),
  rules: () => request<RulesView>('GET', '/api/rules'),
  read: (id: string, version?: number) =>
    request<ProfileView>('GET', `${pathOf(id)}${version === undefined ? '' : `?version=${version}`}`),
  copy: (copyOf: string, name: string) =>
    request<ProfileView>('POST', '/api/profiles', { body: { copyOf, name } }),
  save: (id: string, edition: number, saved: { readonly body: CaptureProfile; readonly note: string }) =>
    request<ProfileView>('PUT', pathOf(id), { edition, body: saved }),
  makeDefault: (id: string) => request<ProfileView>('POST', `${pathOf(id)}/default`),
  retire: (id: string, retired: boolean) =>
    request<ProfileView>('POST', `${pathOf(id)}/retire`, { body: { retired } }),
  /** Says by which profile the scans of an item are judged from now on; null: by the default. */
  chooseForItem: (item: ItemView, profileId: string | null) =>
    request<ItemView>('PATCH', `/api/items/${item.id}`, { edition: item.edition, body: { profileId } }),
};

import { useCallback, useEffect, useState } from 'react';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { ProfileView, RulesView } from '../../model/profile.ts';
import { type ApiError, asApiError } from '../api.ts';
import { profilesApi } from './api.ts';

/** A profile while it is read and changed. */
export interface Editing {
  /** The newest version, as it was when it was last fetched or saved. */
  readonly view: ProfileView;
  readonly rules: RulesView;
  /** What the person has made of it. */
  readonly draft: CaptureProfile;
  /** Counts up where the draft is another one, not just changed: fields begin anew. */
  readonly epoch: number;
  readonly change: (patch: Partial<CaptureProfile>) => void;
  readonly replace: (draft: CaptureProfile) => void;
  /** Goes on from what the server has now. With a draft of one's own that is kept, else without. */
  readonly show: (view: ProfileView, draft?: CaptureProfile) => void;
}

interface State {
  readonly view: ProfileView;
  readonly rules: RulesView;
  readonly draft: CaptureProfile;
  readonly epoch: number;
}

/** Fetches a profile with the rules that there are, and keeps what a person makes of it. */
export function useProfile(id: string): { editing: Editing | undefined; error: ApiError | undefined } {
  const [state, setState] = useState<State>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    Promise.all([profilesApi.read(id), profilesApi.rules()]).then(
      ([view, rules]) => setState({ view, rules, draft: view.body, epoch: 1 }),
      (thrown: unknown) => setError(asApiError(thrown)),
    );
  }, [id]);
  const replace = useCallback(
    (draft: CaptureProfile) => setState((known) => known && { ...known, draft, epoch: known.epoch + 1 }),
    [],
  );
  const change = useCallback(
    (patch: Partial<CaptureProfile>) =>
      setState((known) => known && { ...known, draft: { ...known.draft, ...patch } }),
    [],
  );
  const show = useCallback(
    (view: ProfileView, draft = view.body) =>
      setState((known) => known && { ...known, view, draft, epoch: known.epoch + 1 }),
    [],
  );
  return { editing: state && { ...state, replace, change, show }, error };
}

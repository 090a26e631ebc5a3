import { useCallback, useEffect, useState } from 'react';
import { ChooseStation } from '../copy-stand/choose-station.tsx';
import { Stand } from '../copy-stand/stand.tsx';
import { useStationChoice } from '../copy-stand/station-choice.ts';
import { useText } from '../language/language.tsx';
import { useTitle } from '../router.tsx';

/** The copy stand: of one station, which this device remembers. */
export function CopyStandScreen() {
  const { stand: text } = useText();
  const { stationId, choose } = useStationChoice();
  const [isGone, setGone] = useState(false);
  useTitle(text.title);
  useEffect(() => {
    // At the end of the day it opens whatever has become of the network and of this version of the app.
    import('./end-of-day.tsx').catch(() => {});
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing is the same all along.
  const leave = useCallback((gone: boolean) => {
    setGone(gone);
    choose(undefined);
  }, []);
  if (stationId === undefined) return <ChooseStation choose={choose} isGone={isGone} />;
  return <Stand key={stationId} stationId={stationId} leave={leave} />;
}

const MUTED = 'recto:muted';

interface Tone {
  readonly hertz: number;
  readonly startS: number;
  readonly lengthS: number;
  /** 0 to 1. */
  readonly loudness: number;
}

/** Two low ones for trouble, so that it is heard across the room; a short quiet one for a good scan. */
const TONES = {
  trouble: [
    { hertz: 330, startS: 0, lengthS: 0.22, loudness: 0.5 },
    { hertz: 220, startS: 0.26, lengthS: 0.4, loudness: 0.5 },
  ],
  good: [{ hertz: 880, startS: 0, lengthS: 0.09, loudness: 0.08 }],
} as const satisfies Record<string, readonly Tone[]>;

let context: AudioContext | undefined;

/** Makes the browser ready to sound: it wants a key or a click of a person first. */
export function wakeSound(): void {
  context ??= new AudioContext();
  if (context.state === 'suspended') context.resume().catch(() => {});
}

export function isMuted(): boolean {
  return localStorage.getItem(MUTED) === 'yes';
}

export function setMuted(muted: boolean): void {
  localStorage.setItem(MUTED, muted ? 'yes' : 'no');
}

/** Sounds, unless this device was muted, or nobody has touched it yet. */
export function sound(name: keyof typeof TONES): void {
  if (context === undefined || isMuted()) return;
  for (const tone of TONES[name]) playTone(context, tone);
}

function playTone(on: AudioContext, { hertz, startS, lengthS, loudness }: Tone): void {
  const start = on.currentTime + startS;
  const oscillator = on.createOscillator();
  const gain = on.createGain();
  oscillator.type = 'triangle';
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loudness, start + 0.01);
  gain.gain.linearRampToValueAtTime(0, start + lengthS);
  oscillator.connect(gain).connect(on.destination);
  oscillator.start(start);
  oscillator.stop(start + lengthS);
}

import type { Stream } from '../../podApi/streams.js';

const LENGTH_S = 0.18;
const PITCH_HZ = 880;
const LOUDNESS = 0.08;

/** Notices messages of others that come in, and beeps once for each chat that has a new one. */
export class Sounds {
  #context: AudioContext | undefined;
  #latest: Map<string, string | undefined> | undefined;

  /** To be called with the chats that somebody hears of; gives the number of sounds that were due. */
  notice(streams: readonly Stream[], userId: string | undefined, isOn: boolean): number {
    const before = this.#latest;
    this.#latest = new Map(streams.map(({ id, lastMessage }) => [id, lastMessage?.id]));
    if (!before || !isOn) return 0;
    const due = streams.filter(({ id, lastMessage }) => {
      const isNew = before.has(id) && lastMessage !== undefined && lastMessage.id !== before.get(id);
      return isNew && lastMessage.kind === 'social' && lastMessage.author.id !== userId;
    }).length;
    if (due) this.#beep();
    return due;
  }

  #beep(): void {
    // Browsers keep a page silent that nobody has touched, and complain about its trying.
    if (!navigator.userActivation.hasBeenActive) return;
    const context = (this.#context ??= new AudioContext());
    const tone = context.createOscillator();
    const volume = context.createGain();
    const now = context.currentTime;
    tone.frequency.value = PITCH_HZ;
    volume.gain.setValueAtTime(LOUDNESS, now);
    volume.gain.exponentialRampToValueAtTime(LOUDNESS / 1000, now + LENGTH_S);
    tone.connect(volume).connect(context.destination);
    tone.start(now);
    tone.stop(now + LENGTH_S);
  }
}

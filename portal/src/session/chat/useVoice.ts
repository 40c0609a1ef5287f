import { useEffect, useRef, useState } from 'react';
import { toast } from '../../ui/toasts.ts';

interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  stop(): void;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
}

type Recognizer = new () => Recognition;

function recognizer(): Recognizer | undefined {
  const browser = window as { SpeechRecognition?: Recognizer; webkitSpeechRecognition?: Recognizer };
  return browser.SpeechRecognition ?? browser.webkitSpeechRecognition;
}

/**
 * Dictation, where the browser has it; `onText` is given all that was said since it began. A browser gives the last words
 * only after it was told to stop: who has no use for them drops them.
 */
export function useVoice(onText: (said: string) => void) {
  const [listening, setListening] = useState(false);
  const current = useRef<Recognition | null>(null);

  useEffect(() => () => drop(current.current), []);

  const Recognizer = recognizer();
  if (!Recognizer) return null;

  return {
    listening,
    drop: () => drop(current.current),
    toggle() {
      if (listening) return current.current?.stop();
      const recognition = new Recognizer();
      recognition.lang = navigator.language;
      recognition.continuous = true;
      recognition.interimResults = true;
      recognition.onresult = ({ results }) =>
        onText(Array.from(results, (result) => result[0]?.transcript ?? '').join('').trim());
      recognition.onerror = ({ error }) => {
        if (error === 'not-allowed') toast('The browser was not allowed to use the microphone.', { tone: 'error' });
        else if (error !== 'aborted' && error !== 'no-speech') toast('Dictation does not work at the moment.', { tone: 'error' });
      };
      recognition.onend = () => setListening(false);
      current.current = recognition;
      recognition.start();
      setListening(true);
    },
  };
}

function drop(recognition: Recognition | null): void {
  if (!recognition) return;
  recognition.onresult = null;
  recognition.stop();
}

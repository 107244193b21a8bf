/** Marks and path of the draft as the application works them out, a moment after the last change. */
import { useEffect, useState } from 'react';
import type { PreviewView } from '../../../src-main/contract/request-views.ts';
import { call } from '../../bridge/bridge.ts';
import { previewInput, type Draft } from './draft.ts';

export interface PreviewState {
  readonly preview: PreviewView | null;
  readonly error: unknown;
}

const PAUSE_MS = 250;
const none: PreviewState = { preview: null, error: null };

export function usePreview(draft: Draft, document: string, token: string | null): PreviewState {
  const [state, setState] = useState(none);
  const input = token === null ? null : previewInput(draft, document, token);
  const text = JSON.stringify(input);
  useEffect(() => {
    const wanted = JSON.parse(text) as typeof input;
    if (!wanted) {
      setState(none);
      return undefined;
    }
    let isGone = false;
    const timer = setTimeout(() => {
      call('request.preview', wanted).then(
        (preview) => {
          if (!isGone) setState({ preview, error: null });
        },
        (error: unknown) => {
          if (!isGone) setState({ preview: null, error });
        },
      );
    }, PAUSE_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [text]);
  return state;
}

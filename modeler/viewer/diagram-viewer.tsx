import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type { ElementLike } from 'diagram-js/lib/model/Types';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { useEffect, useRef, useState } from 'react';
import './diagram-viewer.css';
import { centreBox, fitBox, type Box } from './fit.ts';
import { changeMarks, type Marks } from './marks.ts';

export interface Badge {
  readonly element: string;
  readonly text: string;
}

export interface DiagramViewerProps {
  readonly xml: string;
  readonly marks?: Marks;
  readonly overlays?: readonly Badge[];
  /** Show this element in the middle instead of the whole drawing. */
  readonly focus?: string | undefined;
  /** Names the drawing for who cannot see it. */
  readonly label: string;
  readonly words: { readonly zoomIn: string; readonly zoomOut: string; readonly fit: string };
  readonly onElementClick?: (id: string) => void;
  readonly onFailed?: (reason: unknown) => void;
}

interface ZoomScroll {
  toggle(enabled: boolean): boolean;
}

const LABEL_FONT = 'Be Vietnam Pro';
const NO_MARKS: Marks = {};

/** Text is measured while the diagram is drawn: with another font every label would wrap elsewhere. */
const fontReady = (): Promise<unknown> => Promise.all(['400 13px', '500 13px'].map((size) => document.fonts.load(`${size} "${LABEL_FONT}"`, 'Hồ sơ đã nộp')));

export function DiagramViewer({ xml, marks = NO_MARKS, overlays, focus, label, words, onElementClick, onFailed }: DiagramViewerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer>();
  const handlers = useRef({ onElementClick, onFailed });
  useEffect(() => {
    handlers.current = { onElementClick, onFailed };
  });

  useEffect(() => {
    const container = frame.current;
    if (container === null) return undefined;
    let gone = false;
    const created = new NavigatedViewer({
      container,
      textRenderer: { defaultStyle: { fontFamily: `"${LABEL_FONT}"`, fontSize: 13.5, lineHeight: 1.25 }, externalStyle: { fontSize: 12.5 } },
      bpmnRenderer: { defaultFillColor: 'var(--d-fill)', defaultStrokeColor: 'var(--d-stroke)', defaultLabelColor: 'var(--d-label)' },
    });
    const zoomScroll = created.get<ZoomScroll>('zoomScroll');
    // A wheel over the drawing scrolls the page until somebody works in the drawing
    zoomScroll.toggle(false);
    const click = (event: unknown): void => handlers.current.onElementClick?.((event as { element: ElementLike }).element.id);
    const bus = created.get<EventBus>('eventBus');
    bus.on('element.click', click);
    const drawn = container.querySelector('svg');
    const focused = (): void => {
      zoomScroll.toggle(true);
    };
    const left = (): void => {
      zoomScroll.toggle(false);
    };
    drawn?.addEventListener('focus', focused);
    drawn?.addEventListener('blur', left);

    fontReady()
      .then(() => created.importXML(xml))
      .then(
        () => {
          if (!gone) setViewer(created);
        },
        (reason: unknown) => {
          if (!gone) handlers.current.onFailed?.(reason);
        },
      );
    return () => {
      gone = true;
      bus.off('element.click', click);
      drawn?.removeEventListener('focus', focused);
      drawn?.removeEventListener('blur', left);
      setViewer(undefined);
      created.destroy();
    };
  }, [xml]);

  useEffect(() => {
    const drawing = frame.current?.querySelector('svg');
    drawing?.setAttribute('role', 'group');
    drawing?.setAttribute('aria-label', label);
  }, [label, viewer]);

  useView(viewer, focus);
  useMarks(viewer, marks);
  useBadges(viewer, overlays);

  return (
    <div className="diagram">
      <div ref={frame} className="diagram-frame" />
      {viewer && (
        <div className="diagram-tools">
          <button
            type="button"
            aria-label={words.zoomIn}
            title={words.zoomIn}
            onClick={() => {
              zoomBy(viewer, 1.25);
            }}
          >
            +
          </button>
          <button
            type="button"
            aria-label={words.zoomOut}
            title={words.zoomOut}
            onClick={() => {
              zoomBy(viewer, 0.8);
            }}
          >
            −
          </button>
          <button
            type="button"
            aria-label={words.fit}
            title={words.fit}
            onClick={() => {
              showAll(viewer);
            }}
          >
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
        </div>
      )}
    </div>
  );
}

function showAll(viewer: NavigatedViewer): void {
  const canvas = viewer.get<Canvas>('canvas');
  const { inner, outer } = canvas.viewbox();
  canvas.viewbox(fitBox(inner, outer));
}

function zoomBy(viewer: NavigatedViewer, factor: number): void {
  const canvas = viewer.get<Canvas>('canvas');
  canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)));
}

/** Shows the whole drawing or one element, again whenever the window changes size. */
function useView(viewer: NavigatedViewer | undefined, focus: string | undefined): void {
  useEffect(() => {
    if (viewer === undefined) return undefined;
    const canvas = viewer.get<Canvas>('canvas');
    const show = (): void => {
      const element = focus === undefined ? undefined : (viewer.get<ElementRegistry>('elementRegistry').get(focus) as Box | undefined);
      if (element === undefined) showAll(viewer);
      else canvas.viewbox(centreBox(element, canvas.viewbox().outer, 0.82));
    };
    const watcher = new ResizeObserver(() => {
      canvas.resized();
      show();
    });
    watcher.observe(canvas.getContainer());
    show();
    return () => {
      watcher.disconnect();
    };
  }, [viewer, focus]);
}

function useMarks(viewer: NavigatedViewer | undefined, marks: Marks): void {
  const shown = useRef<{ viewer: NavigatedViewer | undefined; marks: Marks }>({ viewer: undefined, marks: NO_MARKS });
  useEffect(() => {
    if (viewer === undefined) return;
    const canvas = viewer.get<Canvas>('canvas');
    const registry = viewer.get<ElementRegistry>('elementRegistry');
    const before = shown.current.viewer === viewer ? shown.current.marks : NO_MARKS;
    const { remove, add } = changeMarks(before, marks);
    // A diagram of another release may lack an element: it is simply not marked
    for (const { id, mark } of remove) if (registry.get(id)) canvas.removeMarker(id, `mark-${mark}`);
    for (const { id, mark } of add) if (registry.get(id)) canvas.addMarker(id, `mark-${mark}`);
    shown.current = { viewer, marks };
  }, [viewer, marks]);
}

function useBadges(viewer: NavigatedViewer | undefined, badges: readonly Badge[] = []): void {
  useEffect(() => {
    if (viewer === undefined) return undefined;
    const overlays = viewer.get<Overlays>('overlays');
    const registry = viewer.get<ElementRegistry>('elementRegistry');
    const placed = badges
      .filter(({ element }) => registry.get(element))
      .map(({ element, text }) => {
        const badge = document.createElement('span');
        badge.className = 'diagram-badge';
        badge.textContent = text;
        return overlays.add(element, 'badge', { position: { bottom: 8, left: 6 }, html: badge, scale: false });
      });
    return () => {
      for (const id of placed) overlays.remove(id);
    };
  }, [viewer, badges]);
}

import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import flatpickr from 'flatpickr';
import { useEffect, useImperativeHandle, useRef, useState, type CSSProperties, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from './banner.tsx';
import './form-viewer.css';
import { translateForm } from './form-texts.vi.ts';
import { fieldsOf } from './form-schema.ts';
import { PICKER_VI } from './picker-words.ts';

export interface FieldMistake {
  readonly id: string;
  readonly label: string;
  readonly message: string;
}

export interface FormHandle {
  /** Checks every field, shows what is wrong beside it, and answers the cleaned values. */
  submit(): { readonly values: Record<string, unknown>; readonly mistakes: readonly FieldMistake[] };
  focusField(id: string): void;
}

interface FormViewerProps {
  readonly schema: unknown;
  /** Read once per schema: later changes of the server never overwrite what somebody is typing. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly readOnly: boolean;
  readonly onChange?: (values: Record<string, unknown>) => void;
  readonly handle?: Ref<FormHandle>;
}

export function FormViewer({ schema, values, readOnly, onChange, handle }: FormViewerProps) {
  const { t, i18n } = useTranslation('components');
  const frame = useRef<HTMLDivElement>(null);
  const form = useRef<Form>(undefined);
  const typed = useRef(values);
  const changed = useRef(onChange);
  const locked = useRef(readOnly);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    changed.current = onChange;
  });

  useEffect(() => {
    const container = frame.current;
    if (container === null) return undefined;
    let gone = false;
    // The date picker inside the form knows only its own, page-wide language
    const picker = i18n.language === 'vi' ? PICKER_VI : flatpickr.l10ns.en;
    if (picker !== undefined) flatpickr.localize(picker);
    const created = new Form({
      container,
      // Reported at once: a field that waits is drawn anew from its old value as soon as another one reports, and what was just typed is lost
      ...{ debounce: false },
      properties: { readOnly: locked.current },
      additionalModules: [{ translate: ['value', (text: string, filled?: Record<string, unknown>) => translateForm(i18n.language, text, filled)] }],
    });
    form.current = created;
    let seen = '';
    const remember = ({ data }: { data: Record<string, unknown> }): void => {
      const now = JSON.stringify(data);
      if (now === seen) return;
      seen = now;
      typed.current = data;
      changed.current?.(data);
    };
    created.importSchema(schema as never, structuredClone(typed.current)).then(
      () => {
        if (gone) return;
        // Opening a form is no change: only what somebody enters is one
        seen = JSON.stringify((created as unknown as { _getState(): { data: unknown } })._getState().data);
        created.on('changed', 500, remember);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
      created.off('changed', remember);
      created.destroy();
    };
  }, [schema, i18n.language]);

  useEffect(() => {
    locked.current = readOnly;
    form.current?.setProperty('readOnly', readOnly);
  }, [readOnly]);

  useImperativeHandle(handle, () => {
    const fields = fieldsOf(schema);
    return {
      submit: () => {
        const result = form.current?.submit() as { data: Record<string, unknown>; errors: Record<string, unknown> } | undefined;
        const mistakes = Object.entries(result?.errors ?? {}).map(([id, messages]) => ({
          id,
          label: fields.find((field) => field.id === id)?.label ?? id,
          message: firstMessage(messages),
        }));
        return { values: result?.data ?? {}, mistakes };
      },
      focusField: (id) => {
        const field = frame.current?.querySelector<HTMLElement>(`[id$="-${CSS.escape(id)}"], [id*="-${CSS.escape(id)}-"]`);
        const input = field?.matches('input, textarea, select, button, [tabindex]') ? field : field?.querySelector<HTMLElement>('input, textarea, select');
        (input ?? field)?.focus();
        (input ?? field)?.scrollIntoView({ block: 'center' });
      },
    };
  }, [schema]);

  return (
    <div className="form-frame" style={{ '--select-word': JSON.stringify(t('form.select')) } as CSSProperties}>
      {failed && (
        <Banner tone="late" role="alert">
          {t('form.failed')}
        </Banner>
      )}
      <div ref={frame} />
    </div>
  );
}

function firstMessage(messages: unknown): string {
  if (typeof messages === 'string') return messages;
  if (Array.isArray(messages)) return firstMessage(messages.flat(3).find((message) => typeof message === 'string') ?? '');
  return messages !== null && typeof messages === 'object' ? firstMessage(Object.values(messages)) : '';
}

import { createTransport, type Transporter } from 'nodemailer';
import type { Messenger } from '../ports/index.ts';

const SMTP_MS = 10_000;

/** Mail by SMTP when it is configured; a message nobody can send is kept and shown, which is not a failure. */
export function messengerFor(smtp: { readonly url: string; readonly from: string } | undefined): Messenger & { close(): void } {
  const transport: Transporter | undefined =
    smtp === undefined
      ? undefined
      : createTransport(
          { url: smtp.url, connectionTimeout: SMTP_MS, greetingTimeout: SMTP_MS, socketTimeout: SMTP_MS, disableFileAccess: true, disableUrlAccess: true },
          { from: smtp.from },
        );
  return {
    async send({ id, to, subject, text }) {
      if (transport === undefined || smtp === undefined || to.email === undefined) return false;
      await transport.sendMail({
        // An address, never a list: one message goes to one applicant
        to: { name: '', address: to.email },
        subject: subject.replace(/[\r\n]+/g, ' '),
        text,
        // The same message sent twice by a crash between sending and noting it keeps its id: mail programs show it once
        messageId: `<${id}@${domainOf(smtp.from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return true;
    },
    close: () => transport?.close(),
  };
}

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';

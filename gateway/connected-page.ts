import type { FastifyReply } from 'fastify';
import type { ConnectedAccount } from '../commands/connect-account.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => ENTITIES[found]!);

/** What the person sees at the end. It says for whom, so that nobody connects a device for someone else unawares. */
export const connectedPage = (
  reply: FastifyReply,
  { title, userId }: Pick<ConnectedAccount, 'title' | 'userId'>,
): FastifyReply =>
  reply
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeHtml(title)} is connected</title>
<h1>${escapeHtml(title)} is connected</h1>
<p>Its data now goes to AUREN, for the user <strong>${escapeHtml(userId)}</strong>.</p>
<p>You can close this page. To end it, disconnect ${escapeHtml(title)} in AUREN, or withdraw AUREN's access at ${escapeHtml(title)}.</p>
</html>
`);

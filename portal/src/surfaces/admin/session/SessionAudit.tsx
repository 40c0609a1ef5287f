import type { SessionDetail } from '@/api/admin/types.ts';
import { AuditList } from '../records/AuditList.tsx';
import { Page } from '../Page.tsx';

/** What was done to this session, and by whom. */
export default function SessionAudit({ session }: { session: SessionDetail }) {
  return <Page><AuditList subject={session.guid_short} /></Page>;
}

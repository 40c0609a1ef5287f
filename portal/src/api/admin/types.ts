import type { components } from '../schema';

type Schemas = components['schemas'];

export type SessionRow = Schemas['SessionRowView'];
export type SessionTurn = Required<Schemas['SessionTurnView']>;
export type SessionDetail = Required<Omit<Schemas['SessionDetailView'], 'turns'>> & { turns: SessionTurn[] };
export type SessionFile = Schemas['SessionFileView'];
export type FileContent = Schemas['SessionFileContent'];
export type Diagnosis = Schemas['TurnDiagnosis'];
export type Usage = Schemas['UsageView'];
export type UsageRow = Schemas['UsageRowView'];
export type AuditRecord = Schemas['AuditView'];
export type BuildRequest = Schemas['RequestView'];
export type Integration = Schemas['IntegrationView'];
export type Operation = Schemas['OperationView'];

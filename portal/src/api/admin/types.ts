import type { components } from '../schema';

type Schemas = components['schemas'];

/** With lists that are always there. */
type Whole<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };

export type SessionRow = Schemas['SessionRowView'];
export type SessionTurn = Whole<Schemas['SessionTurnView'], 'setbacks'>;
export type SessionDetail = Whole<Omit<Schemas['SessionDetailView'], 'turns'>, 'files' | 'folders' | 'resources' | 'sites' | 'audit'> & {
  turns: SessionTurn[];
};
export type SessionFile = Schemas['SessionFileView'];
export type Diagnosis = Schemas['TurnDiagnosis'];
export type Usage = Schemas['UsageView'];
export type UsageRow = Schemas['UsageRowView'];
export type BudgetRow = Schemas['BudgetRowView'];
export type BudgetBody = Schemas['BudgetBody'];
export type Fleet = Schemas['WorkersView'];
export type FleetWorker = Schemas['WorkerView'];
export type AuditRecord = Schemas['AuditView'];
export type BuildRequest = Schemas['RequestView'];
export type Integration = Schemas['IntegrationView'];
export type Operation = Schemas['OperationView'];

import type { components } from './schema';

type Schemas = components['schemas'];

export type Project = Schemas['ProjectView'];
export type Client = Schemas['ClientView'];
export type Projects = Schemas['ProjectsView'];
export type Session = Schemas['SessionView'];
export type Turn = Schemas['TurnView'];
export type Question = Schemas['QuestionView'];
export type Message = Schemas['MessageView'];
export type Attachment = Schemas['AttachmentView'];
export type Site = Schemas['SiteView'];
export type Release = Schemas['ReleaseView'];
export type Check = Schemas['CheckView'];
export type Share = Schemas['ShareView'];
export type UploadLimits = Schemas['UploadConfigView'];

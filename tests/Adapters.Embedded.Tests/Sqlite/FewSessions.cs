namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

public sealed class FewSessions() : StoredSessions(200);

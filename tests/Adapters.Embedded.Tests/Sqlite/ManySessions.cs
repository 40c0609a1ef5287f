namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

public sealed class ManySessions() : StoredSessions(20_000);

using Microsoft.Data.Sqlite;
using SQLitePCL;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>Tells faults of the machine (a full disk, a lock) from mistakes of ours.</summary>
internal static class SqliteFaults
{
    /// <summary>The exception to give a caller: one type for everything that may pass, else the original.</summary>
    public static Exception Translate(Exception exception) =>
        exception is SqliteException sqlite && Sentence(sqlite.SqliteErrorCode) is { } sentence
            ? new StoreUnavailableException(sentence, sqlite)
            : exception;

    public static bool IsUnavailable(SqliteException exception) => Sentence(exception.SqliteErrorCode) is not null;

    private static string? Sentence(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => "The database is locked by another process.",
        raw.SQLITE_FULL => "The disk is full.",
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY => "The database file cannot be written.",
        raw.SQLITE_NOMEM => "There is not enough memory.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The database file is damaged.",
        _ => null,
    };
}

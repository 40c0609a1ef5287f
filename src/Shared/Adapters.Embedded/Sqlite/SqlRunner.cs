using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>Runs statements on one connection, each prepared once and kept. Used by one thread at a time.</summary>
/// <remarks>Parameters are <c>?1 ?2 …</c>, filled in order.</remarks>
internal sealed class SqlRunner(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = [];

    /// <summary>Whether a transaction is open: SQLite itself ends one when the disk is full.</summary>
    public bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string text, params ReadOnlySpan<object?> values) => Bind(text, values).ExecuteNonQuery();

    /// <summary>The first row, or <see langword="default"/> when there is none.</summary>
    public T? First<T>(string text, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(text, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    /// <summary>All rows, in order.</summary>
    public List<T> List<T>(string text, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(text, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>Whether there is a row.</summary>
    public bool Any(string text, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(text, values).ExecuteReader();
        return reader.Read();
    }

    /// <summary>The first column of the first row as a number; 0 when there is none.</summary>
    public long Number(string text, params ReadOnlySpan<object?> values) =>
        First(text, static reader => reader.GetInt64(0), values);

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Bind(string text, ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(text, out var command))
        {
            command = Prepare(text, values.Length);
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand Prepare(string text, int parameters)
    {
        var command = connection.CreateCommand();
        SetText(command, text);
        for (var index = 1; index <= parameters; index++)
        {
            command.Parameters.Add(new SqliteParameter
            {
                ParameterName = string.Create(CultureInfo.InvariantCulture, $"?{index}"),
                Value = DBNull.Value,
            });
        }

        prepared.Add(text, command);
        return command;
    }

#pragma warning disable CA2100 // The texts are constants of this assembly; values only ever travel as parameters.
    private static void SetText(SqliteCommand command, string text) => command.CommandText = text;
#pragma warning restore CA2100
}

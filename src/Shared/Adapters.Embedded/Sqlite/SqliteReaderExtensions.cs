using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>Columns as the types they stand for.</summary>
internal static class SqliteReaderExtensions
{
    extension(SqliteDataReader reader)
    {
        public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        public DateTimeOffset Time(int column) => new(reader.GetInt64(column), TimeSpan.Zero);

        public DateTimeOffset? TimeOrNull(int column) => reader.IsDBNull(column) ? null : reader.Time(column);

        public T Record<T>(int column, JsonTypeInfo<T> type) =>
            JsonSerializer.Deserialize(reader.GetString(column), type)
            ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is null.");
    }
}

using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>Brings a database file forward, one numbered script after the other; never back.</summary>
internal static class SqliteMigrations
{
    /// <summary>The scripts in order; the n-th leads to version n.</summary>
    public static IReadOnlyList<string> All { get; } = Load();

    /// <summary>Runs the scripts the file lacks, each in a transaction of its own.</summary>
    /// <exception cref="DataFolderException">A newer version of the product wrote the file.</exception>
    public static void Apply(SqlRunner sql, IReadOnlyList<string> scripts)
    {
        var version = sql.Number("PRAGMA user_version");
        if (version > scripts.Count)
        {
            throw new DataFolderException(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                The data folder was written by a newer version of Tmux Builder (format {version}; this one knows up to
                {scripts.Count}). Update Tmux Builder, or choose another folder with --data-dir.
                """).ReplaceLineEndings(" "));
        }

        for (var next = (int)version; next < scripts.Count; next++)
        {
            ApplyOne(sql, scripts[next], next + 1);
        }
    }

    private static void ApplyOne(SqlRunner sql, string script, int version)
    {
        sql.Execute("BEGIN IMMEDIATE");
        try
        {
            sql.Execute(script);
            sql.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));
            sql.Execute("COMMIT");
        }
        catch (SqliteException)
        {
            if (sql.InTransaction)
            {
                sql.Execute("ROLLBACK");
            }

            throw;
        }
    }

    private static List<string> Load()
    {
        var assembly = typeof(SqliteMigrations).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(assembly, name)),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

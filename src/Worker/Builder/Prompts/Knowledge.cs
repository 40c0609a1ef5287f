using System.Reflection;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Builder.Prompts;

/// <summary>The skills and agents of this build, which every session gets a copy of in its <c>.claude</c>.</summary>
internal static class Knowledge
{
    private const string Prefix = "knowledge/";
    private const string Folder = ".claude";

    private static readonly Assembly Home = typeof(Knowledge).Assembly;

    /// <summary>Their paths below <c>.claude</c>.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Puts them into a session's folder in place of an earlier build's.</summary>
    public static async Task WriteAsync(SafeFolder folder, CancellationToken cancellationToken)
    {
        folder.ClaimFolder(Folder);
        foreach (var kind in Paths.Select(path => path.Split('/')[0]).Distinct())
        {
            folder.DeleteTree($"{Folder}/{kind}");
        }

        foreach (var path in Paths)
        {
            var target = $"{Folder}/{path}";
            folder.CreateFolder(target[..target.LastIndexOf('/')]);
            await folder.WriteBytesAsync(target, await ReadAsync(path, cancellationToken), cancellationToken);
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = Home.GetManifestResourceStream(Prefix + path)
            ?? throw new InvalidOperationException($"{path} is not part of this build.");
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}

using TmuxBuilder.Standalone.CommandLine;

namespace TmuxBuilder.Standalone.Setup;

/// <summary>Where the model key comes from: the environment, else a file in the data folder that only its owner can read.</summary>
internal static class ModelKeys
{
    public const string Variable = "ANTHROPIC_API_KEY";
    public const string FileName = "model-key";

    /// <summary>The key as it stands now, or <see langword="null"/> when there is none.</summary>
    public static string? Read(string dataFolder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } fromEnvironment)
        {
            return fromEnvironment;
        }

        var file = Path.Combine(dataFolder, FileName);
        return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } kept ? kept : null;
    }

    /// <exception cref="SettingException">The file can be read by others.</exception>
    public static void Check(string dataFolder)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var file = Path.Combine(dataFolder, FileName);
        if (File.Exists(file) && (File.GetUnixFileMode(file) & others) != 0)
        {
            throw new SettingException($"{file} can be read by other users; run 'chmod 600' on it.");
        }
    }
}

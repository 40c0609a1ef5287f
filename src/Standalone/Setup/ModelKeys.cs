using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Gateway;
using TmuxBuilder.Gateway.Model;
using TmuxBuilder.Standalone.CommandLine;

namespace TmuxBuilder.Standalone.Setup;

/// <summary>
/// Where the model key comes from: a file in the data folder that only its owner can read, else the environment.
/// </summary>
internal static class ModelKeys
{
    public const string Variable = "ANTHROPIC_API_KEY";
    public const string FileName = "model-key";

    /// <summary>The gateway's options, with the key's sources in them.</summary>
    /// <exception cref="SettingException">The file can be read by others.</exception>
    public static GatewayOptions Configure(StandaloneSettings settings, string dataFolder)
    {
        var file = Path.Combine(dataFolder, FileName);
        if (PrivateFiles.ProblemOfFile(file) is { } open)
        {
            throw new SettingException(open);
        }

        return new GatewayOptions
        {
            ModelBaseAddress = settings.ModelUrl ?? new GatewayOptions().ModelBaseAddress,
            ModelKey = Environment.GetEnvironmentVariable(Variable),
            ModelKeyFile = file,
            AllowedHosts = settings.AllowHosts,
        };
    }

    /// <summary>Whether there is a usable key now.</summary>
    public static bool IsThere(GatewayOptions gateway) =>
        new ModelKeySource(gateway, NullLogger<ModelKeySource>.Instance).Current is not null;
}

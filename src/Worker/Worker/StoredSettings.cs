using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Worker;

/// <summary>
/// Settings kept in Parameter Store below a path, secrets as secure strings or as where they are
/// (<see cref="StoredSecrets"/>): <c>/tea/live/MAIL_HOST</c> is
/// <c>TMUXBUILDER_MAIL_HOST</c> for <c>TMUXBUILDER_SETTINGS_PATH=/tea/live</c>. The environment goes before them.
/// </summary>
internal static class StoredSettings
{
    private const string PathName = SettingReader.Prefix + "SETTINGS_PATH";
    private const int MostPages = 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Reads them all, and returns what finds a setting by its name.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be read now; later they may.</exception>
    /// <exception cref="SettingsException">More is stored below the path than settings can be.</exception>
    public static async Task<Func<string, string?>> ReadAsync(
        Func<string, string?> environment, CancellationToken cancellationToken)
    {
        if (environment(PathName)?.Trim() is not { Length: > 0 } path)
        {
            return environment;
        }

        var stored = await AwsFaults.ReachAsync(
            $"Parameter Store below {path}",
            () => ReadAsync($"/{path.Trim('/')}/", cancellationToken),
            cancellationToken);
        return name => environment(name) is { Length: > 0 } value ? value : stored.GetValueOrDefault(name);
    }

    /// <summary>
    /// What reads one setting anew where it is stored; <see langword="null"/> when it is not stored there.
    /// </summary>
    public static Func<CancellationToken, Task<string?>>? Reader(Func<string, string?> environment, string name) =>
        environment(PathName)?.Trim() is { Length: > 0 }
            && environment(SettingReader.Prefix + name) is not { Length: > 0 }
            ? async cancellationToken =>
                (await ReadAsync(environment, cancellationToken))(SettingReader.Prefix + name)
            : null;

    private static async Task<Dictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var client = new AmazonSimpleSystemsManagementClient(
            new AmazonSimpleSystemsManagementConfig { Timeout = Longest, MaxErrorRetry = 3 });
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = new GetParametersByPathRequest { Path = path, WithDecryption = true };
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await client.GetParametersByPathAsync(request, cancellationToken);
            foreach (var parameter in answer.Parameters ?? [])
            {
                found[SettingReader.Prefix + parameter.Name[path.Length..]] = parameter.Value;
            }

            if (string.IsNullOrEmpty(answer.NextToken))
            {
                await StoredSecrets.ResolveAsync(client, found, cancellationToken);
                return found;
            }

            request.NextToken = answer.NextToken;
        }

        throw new SettingsException([$"{PathName} is '{path}'; more is stored there than settings can be."]);
    }
}

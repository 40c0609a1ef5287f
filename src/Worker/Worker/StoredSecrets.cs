using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace TmuxBuilder.Worker;

/// <summary>
/// Settings that say where a secret is instead of holding it: Parameter Store reads one of Secrets Manager by the name
/// <c>/aws/reference/secretsmanager/{secret}</c>.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html.</remarks>
internal static class StoredSecrets
{
    private const string Reference = "/aws/reference/secretsmanager/";
    private const int AtOnce = 10;

    /// <summary>Puts secrets in place of where they are.</summary>
    public static async Task ResolveAsync(
        IAmazonSimpleSystemsManagement client, Dictionary<string, string> found, CancellationToken cancellationToken)
    {
        var named = found.Where(one => one.Value.StartsWith(Reference, StringComparison.Ordinal)).ToList();
        foreach (var some in named.Chunk(AtOnce))
        {
            var answer = await client.GetParametersAsync(
                new GetParametersRequest
                {
                    Names = [.. some.Select(one => one.Value).Distinct()],
                    WithDecryption = true,
                },
                cancellationToken);
            var values = (answer.Parameters ?? []).ToDictionary(one => one.Name, one => one.Value);
            foreach (var (name, reference) in some)
            {
                // One that is not there is a setting that is not set, which its reader says.
                found[name] = values.GetValueOrDefault(reference, "");
            }
        }
    }
}

using System.Text.Json.Nodes;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Launch;

/// <summary>
/// Hands an agent the keys of its session's own AWS identity: in a file that only it reads, and in its environment.
/// They are in no prompt, and where there are none, none of before stay.
/// </summary>
internal static class AwsAccess
{
    public const string FileName = ".aws_credentials";

    public static async Task GiveAsync(
        AgentStart start,
        SafeFolder folder,
        Dictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        if (start.Keys is not { } keys)
        {
            folder.Delete(FileName);
            return;
        }

        var file = new JsonObject
        {
            ["user_name"] = keys.UserName,
            ["access_key_id"] = keys.AccessKeyId,
            ["secret_access_key"] = keys.SecretAccessKey,
            ["region"] = keys.Region,
            ["guid"] = start.Session.Short,
        };
        await folder.WriteTextAsync(FileName, file.ToJsonString(), cancellationToken);
        environment["AWS_ACCESS_KEY_ID"] = keys.AccessKeyId;
        environment["AWS_SECRET_ACCESS_KEY"] = keys.SecretAccessKey;
        environment["AWS_REGION"] = environment["AWS_DEFAULT_REGION"] = keys.Region;
    }
}
